/**
 * The problems of the rows of a director, the worst first. Pure.
 */
import {type RowId, serverRowId} from '../../console/state/console-row.ts';
import {hasFacts, noFacts, type RowFacts} from '../../console/state/row-facts.ts';
import type {LiveDirector, LiveService} from '../../director/polling/live.ts';
import type {ServerId} from '../../ipvs/server.ts';
import type {ServiceId} from '../../ipvs/service.ts';
import {
	type ProblemKind,
	problemKinds,
	problemOfServer,
	problemOfService,
} from '../services/index.ts';

/** The words of the kinds in the header. */
const problemWords: Readonly<Record<ProblemKind, string>> = {
	down: 'down',
	'no-answer': 'no answer',
	check: 'checked',
	closed: 'closed',
	draining: 'draining',
	drained: 'drained',
	outside: 'changed',
};

/** The id of the row is put together when it is asked for: a fault of the director may make each row a problem. */
export class Problem {
	readonly #service: ServiceId;
	readonly #server: ServerId | null;
	/** The worst kind that the row has. */
	readonly kind: ProblemKind;

	constructor(service: ServiceId, server: ServerId | null, kind: ProblemKind) {
		this.#service = service;
		this.#server = server;
		this.kind = kind;
	}

	get row(): RowId {
		return this.#server === null ? this.#service : serverRowId(this.#service, this.#server);
	}
}

function problemsIn(service: LiveService, facts: RowFacts): readonly Problem[] {
	const own = problemOfService(service, facts);
	const problems: Problem[] = own === null ? [] : [new Problem(service.id, null, own)];
	for (const server of service.servers) {
		const kind = problemOfServer(service, server, facts);
		if (kind !== null) {
			problems.push(new Problem(service.id, server.id, kind));
		}
	}

	return problems;
}

type ProblemsOfServices = WeakMap<LiveService, readonly Problem[]>;

/** The problems that the figures of a service show. A service without changes is the same object in the next reading. */
const byFigures: ProblemsOfServices = new WeakMap();

/** The same for services about which something else is known, for as long as the facts are the same object. */
const byFacts = new WeakMap<RowFacts, ProblemsOfServices>();

function remembered(service: LiveService, facts: RowFacts, known: ProblemsOfServices) {
	const before = known.get(service);
	if (before !== undefined) {
		return before;
	}

	const problems = problemsIn(service, facts);
	known.set(service, problems);
	return problems;
}

/** The problems of all rows, in the director's order: a service before its servers. */
export function findProblems({services}: LiveDirector, facts: RowFacts): readonly Problem[] {
	const known: ProblemsOfServices = byFacts.get(facts) ?? new WeakMap();
	byFacts.set(facts, known);
	const problems: Problem[] = [];
	for (const service of services) {
		const found = hasFacts(facts, service.id)
			? remembered(service, facts, known)
			: remembered(service, noFacts, byFigures);
		for (const problem of found) {
			problems.push(problem);
		}
	}

	return problems;
}

/** `1 down, 2 no answer, 3 drained`: as many kinds as fit, the worst first. Empty if none fits. */
export function countsOfProblems(problems: readonly Problem[], room: number): string {
	const counts = new Map<ProblemKind, number>();
	for (const {kind} of problems) {
		counts.set(kind, (counts.get(kind) ?? 0) + 1);
	}

	let text = '';
	for (const kind of problemKinds) {
		const count = counts.get(kind) ?? 0;
		// The checks have a count of their own in the header.
		if (count === 0 || kind === 'check') {
			continue;
		}

		const longer = `${text}${text === '' ? '' : ', '}${count} ${problemWords[kind]}`;
		if (longer.length > room) {
			break;
		}

		text = longer;
	}

	return text;
}
