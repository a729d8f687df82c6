/**
 * What is wrong with the rows of a director, the worst first. Pure.
 */
import {type RowId, serverRowId} from '../../console/state/console-row.ts';
import type {LiveDirector, LiveServer, LiveService} from '../../director/polling/live.ts';
import {serverState, serviceState} from '../../director/row-state.ts';
import type {ServerId} from '../../ipvs/server.ts';

/**
 * The kinds of problems from the worst to the least, each with its word in the header. `down`: a service without a
 * server that has weight. `no-answer`: connections stay in SYN_RECV. `check`: a check found an error or a warning on the
 * row. `closed`: by its threshold. `draining` and `drained`: weight 0, with and without connections. `outside`: changed
 * by somebody else a short time ago.
 */
export const problemWords = {
	down: 'down',
	'no-answer': 'no answer',
	check: 'checked',
	closed: 'closed',
	draining: 'draining',
	drained: 'drained',
	outside: 'changed',
} as const;

export type ProblemKind = keyof typeof problemWords;

export interface Problem {
	readonly row: RowId;
	/** The worst kind that the row has. */
	readonly kind: ProblemKind;
}

/** What other features know about rows. */
export interface KnownOfRows {
	/** Servers that do not answer, by service. */
	readonly noAnswers: ReadonlyMap<string, ReadonlySet<ServerId>>;
	/** Whether a check found something on a row. */
	isChecked(row: RowId): boolean;
	/** Whether somebody else changed a row a short time ago. */
	isChanged(row: RowId): boolean;
}

function kindOfServer(
	service: LiveService,
	server: LiveServer,
	row: RowId,
	known: KnownOfRows,
): ProblemKind | null {
	const state = serverState(server);
	if (server.weight > 0 && known.noAnswers.get(service.id)?.has(server.id)) {
		return 'no-answer';
	}

	if (known.isChecked(row)) {
		return 'check';
	}

	if (state === 'over-threshold' || state === 'closed') {
		return 'closed';
	}

	if (state === 'draining' || state === 'drained') {
		return state;
	}

	return known.isChanged(row) ? 'outside' : null;
}

function kindOfService(service: LiveService, known: KnownOfRows): ProblemKind | null {
	if (serviceState(service) !== 'normal') {
		return 'down';
	}

	if (known.isChecked(service.id)) {
		return 'check';
	}

	return known.isChanged(service.id) ? 'outside' : null;
}

/** The problems of all rows, in the director's order: a service before its servers. */
export function findProblems({services}: LiveDirector, known: KnownOfRows): readonly Problem[] {
	const problems: Problem[] = [];
	const add = (row: RowId, kind: ProblemKind | null): void => {
		if (kind !== null) {
			problems.push({row, kind});
		}
	};
	for (const service of services) {
		add(service.id, kindOfService(service, known));
		for (const server of service.servers) {
			const row = serverRowId(service.id, server.id);
			add(row, kindOfServer(service, server, row, known));
		}
	}

	return problems;
}

/** `1 down, 2 no answer, 3 drained`: as many kinds as fit, the worst first. Empty if none fits. */
export function countsOfProblems(problems: readonly Problem[], room: number): string {
	let text = '';
	for (const [kind, word] of Object.entries(problemWords)) {
		const count = problems.filter(problem => problem.kind === kind).length;
		// The checks have a count of their own in the header.
		if (count === 0 || kind === 'check') {
			continue;
		}

		const longer = `${text}${text === '' ? '' : ', '}${count} ${word}`;
		if (longer.length > room) {
			break;
		}

		text = longer;
	}

	return text;
}
