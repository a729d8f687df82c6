/**
 * The problems of the rows of a director, the worst first. Pure.
 */
import {type RowId, serverRowId, serviceOfRowId} from '../../console/state/console-row.ts';
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

/** Facts of other features about rows: few, by their ids. */
export interface KnownOfRows {
	/** Servers that do not answer, by service. */
	readonly noAnswers: ReadonlyMap<string, ReadonlySet<ServerId>>;
	/** The rows on which a check found something. */
	readonly checked: Pick<ReadonlyMap<RowId, unknown>, 'has' | 'keys'>;
	/** The rows that somebody else changed a short time ago. */
	readonly changed: ReadonlySet<RowId>;
}

const nothingKnown: KnownOfRows = {noAnswers: new Map(), checked: new Set(), changed: new Set()};

function kindOfServer(
	service: LiveService,
	server: LiveServer,
	known: KnownOfRows,
): ProblemKind | null {
	const state = serverState(server);
	if (server.weight > 0 && known.noAnswers.get(service.id)?.has(server.id)) {
		return 'no-answer';
	}

	// Making the ids of 50,000 rows at each reading would cost more than all else here.
	const row = known === nothingKnown ? null : serverRowId(service.id, server.id);
	if (row !== null && known.checked.has(row)) {
		return 'check';
	}

	if (state === 'over-threshold' || state === 'closed') {
		return 'closed';
	}

	if (state === 'draining' || state === 'drained') {
		return state;
	}

	return row !== null && known.changed.has(row) ? 'outside' : null;
}

function kindOfService(service: LiveService, known: KnownOfRows): ProblemKind | null {
	if (serviceState(service) !== 'normal') {
		return 'down';
	}

	if (known.checked.has(service.id)) {
		return 'check';
	}

	return known.changed.has(service.id) ? 'outside' : null;
}

function problemsIn(service: LiveService, known: KnownOfRows): readonly Problem[] {
	const own = kindOfService(service, known);
	const problems: Problem[] = own === null ? [] : [{row: service.id, kind: own}];
	for (const server of service.servers) {
		const kind = kindOfServer(service, server, known);
		if (kind !== null) {
			problems.push({row: serverRowId(service.id, server.id), kind});
		}
	}

	return problems;
}

/** The problems that the figures of a service show. A service without changes is the same object in the next reading. */
const byFigures = new WeakMap<LiveService, readonly Problem[]>();

function knownByFigures(service: LiveService): readonly Problem[] {
	const before = byFigures.get(service);
	if (before !== undefined) {
		return before;
	}

	const problems = problemsIn(service, nothingKnown);
	byFigures.set(service, problems);
	return problems;
}

/** The problems of all rows, in the director's order: a service before its servers. */
export function findProblems({services}: LiveDirector, known: KnownOfRows): readonly Problem[] {
	const special = new Set([
		...known.noAnswers.keys(),
		...[...known.checked.keys(), ...known.changed].map(serviceOfRowId),
	]);
	return services.flatMap(service =>
		special.has(service.id) ? problemsIn(service, known) : knownByFigures(service),
	);
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
