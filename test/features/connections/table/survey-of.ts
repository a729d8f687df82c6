/**
 * Surveys a table that is given as connections.
 */

import type {ConfiguredService} from '../../../../source/features/connections/table/configuration.ts';
import {
	createSurvey,
	type SurveyQuestion,
	type SurveyResult,
	wholeTable,
} from '../../../../source/features/connections/table/survey.ts';
import type {IpAddress} from '../../../../source/ipvs/address.ts';
import {formatProcConnections} from '../../../../source/ipvs/format/connections.ts';
import type {Connection, Timeouts} from '../../../../source/ipvs/listing.ts';
import {inPieces} from './connection-arbitraries.ts';

export function surveyOf(
	table: readonly Connection[],
	services: readonly ConfiguredService[] = [],
	question: Partial<SurveyQuestion> = {},
	sizes: readonly number[] = [4096],
	timeouts: Timeouts | null = null,
): SurveyResult {
	const survey = createSurvey(services, {...wholeTable, ...question}, {seed: 1, timeouts});
	for (const piece of inPieces(new TextEncoder().encode(formatProcConnections(table)), sizes)) {
		survey.push(piece);
	}

	survey.end();
	const steps = survey.result();
	for (;;) {
		const step = steps.next();
		if (step.done) {
			return step.value;
		}
	}
}

/** This many connections, each from a different port. */
export function connections(
	count: number,
	{
		client = '203.0.113.1',
		virtual = '10.1.1.1',
		server = '10.0.0.8',
		state = 'ESTABLISHED',
	}: {client?: IpAddress; virtual?: IpAddress; server?: IpAddress; state?: string} = {},
): readonly Connection[] {
	return Array.from({length: count}, (_, index) => ({
		protocol: 'tcp',
		client: {address: client, port: 1024 + index},
		virtual: {address: virtual, port: 80},
		server: {address: server, port: 80},
		state,
		expires: index % 900,
		engine: null,
	}));
}
