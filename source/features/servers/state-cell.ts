/**
 * The state of a real server, over all its destinations.
 */
import {isSilent, type RowFacts} from '../../console/state/row-facts.ts';
import {type Piece, piece} from '../../console/text/paint.ts';
import type {NoAnswer} from '../connections/index.ts';
import {leftInWords} from '../drain/index.ts';
import {chooseWords, longestWords, silentServers} from '../services/index.ts';
import {
	connectionsOfRealServer,
	type RealServerState,
	realServerState,
	stateCounts,
} from './real-server-figures.ts';
import type {RealServerRow} from './real-server-row.ts';

/** In how many services a real server does not answer, in the words of the Services view; null if none is known. */
export function realServerNoAnswerCell(
	{entries}: RealServerRow,
	noAnswers: readonly NoAnswer[],
	width: number,
): Piece | null {
	const silent = entries.filter(({service, server}) =>
		noAnswers.some(
			found => found.service === service.id && silentServers(service, found).includes(server),
		),
	).length;
	const words =
		entries.length === 1
			? ['no answer']
			: [`${silent}/${entries.length} no answer`, `${silent} dead?`];
	return silent === 0 ? null : piece(longestWords([...words, 'dead?'], width), 'bad');
}

/** The state in `width` cells (8 at least); empty if all is well. */
export function realServerStateCell(realServer: RealServerRow, width: number): Piece {
	const all = realServer.entries.length;
	const counts = stateCounts(realServer);
	switch (realServerState(realServer)) {
		case 'normal':
			return piece('');
		case 'over-threshold':
			return piece(
				counts['over-threshold'] > 0
					? chooseWords(`${counts['over-threshold']}/${all} over maximum`, 'over max', width)
					: chooseWords(`${counts.closed}/${all} closed`, 'closed', width),
				'bad',
			);
		case 'maybe-closed':
			return piece(
				chooseWords(`${counts['maybe-closed']}/${all} may be closed`, 'closed?', width),
				'warn',
			);
		case 'draining':
			return piece(leftInWords(connectionsOfRealServer(realServer), width), 'warn');
		case 'some-draining':
			return piece(
				chooseWords(`${counts.draining}/${all} draining`, `${counts.draining} drain`, width),
				'warn',
			);
		case 'drained':
			return piece('drained', 'dim');
		case 'some-drained':
			return piece(
				chooseWords(`${counts.drained}/${all} drained`, `${counts.drained} at 0`, width),
				'dim',
			);
	}
}

/** The order of the states; the largest first is the most urgent first. */
const urgencies: Readonly<Record<RealServerState | 'no-answer' | 'check', number>> = {
	'no-answer': 8,
	check: 7,
	'over-threshold': 6,
	'maybe-closed': 5,
	draining: 4,
	'some-draining': 3,
	drained: 2,
	'some-drained': 1,
	normal: 0,
};

/** How urgent the state of a real server is; the largest is the worst, in the order of the list of problems. */
export function urgencyOfRealServer(realServer: RealServerRow, facts: RowFacts): number {
	let urgency = urgencies[realServerState(realServer)];
	for (const {service, server} of realServer.entries) {
		if (isSilent(facts, service.id, server)) {
			return urgencies['no-answer'];
		}

		if (facts.checked.has(service.id, server.id)) {
			urgency = urgencies.check;
		}
	}

	return urgency;
}
