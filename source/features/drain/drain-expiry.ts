/**
 * Finds when the last connection to a drained server expires if no more packets come, provided that it is cheap: by
 * reading the connection table if it is not large.
 */

import type {LiveService} from '../../director/polling/live.ts';
import type {Clock} from '../../director/port/clock.ts';
import type {Port} from '../../director/port/port.ts';
import type {ConnectionScope} from '../connections/index.ts';
import {
	expectedEntries,
	readConnections,
	type SurveyQuestion,
	wholeTable,
} from '../connections/index.ts';
import type {ExpiryQuestion} from './drain-deps.ts';

/** A table with more entries is not read for this. */
const mostEntries = 20_000;

/** The time budget, milliseconds. */
const budget = 500;

/**
 * The question to the table. A template lives at least as long as its connections. TCP and SCTP connections that are
 * already closing need not be waited for, unless they bring their client back.
 */
function questionFor({service, server, kinds}: ExpiryQuestion): SurveyQuestion {
	const scope: ConnectionScope = {by: 'server', server, service};
	const [protocol = ''] = service.split(':');
	const isOpen = (protocol === 'tcp' || protocol === 'sctp') && !kinds.includes('inactive');
	const persistent = kinds.includes('persistent');
	return {
		...wholeTable,
		scope:
			isOpen && !persistent
				? {by: 'all-of', scopes: [scope, {by: 'state', protocol, state: 'ESTABLISHED'}]}
				: scope,
		list: persistent ? 'templates' : 'connections',
		sort: {column: 'expires', descending: true},
		rowLimit: 1,
		groupLimit: 1,
	};
}

/** Seconds; null if unknown. Never rejects. */
export async function longestExpiry(
	question: ExpiryQuestion,
	services: readonly LiveService[],
	{port, clock}: {readonly port: Port; readonly clock: Clock},
): Promise<number | null> {
	if (expectedEntries(services) > mostEntries) {
		return null;
	}

	try {
		const {end, rows} = await readConnections(
			{services, question: questionFor(question), budget},
			{port, clock},
		);
		return end === 'complete' ? (rows[0]?.expires ?? null) : null;
	} catch {
		return null;
	}
}
