/**
 * The problem of a row, and how urgent its state is: one order for the list of problems and for sorting by state. Pure.
 */
import type {ConsoleRow} from '../../console/state/console-row.ts';
import {isSilent, type RowFacts} from '../../console/state/row-facts.ts';
import type {LiveServer, LiveService} from '../../director/polling/live.ts';
import {serverState, serviceState} from '../../director/row-state.ts';
import {idleServers} from './idle-servers.ts';

/**
 * The kinds of problems from the worst to the least. `down`: a service without a server that has weight. `no-answer`:
 * connections stay in SYN_RECV. `check`: a check found an error or a warning on the row. `closed`: by its threshold.
 * `draining` and `drained`: weight 0, with and without connections. `outside`: changed by somebody else a short time ago.
 */
export const problemKinds = [
	...(['down', 'no-answer', 'check', 'closed', 'draining', 'drained', 'outside'] as const),
];

export type ProblemKind = (typeof problemKinds)[number];

/** The worst problem of a server; null if it has none. */
export function problemOfServer(
	service: LiveService,
	server: LiveServer,
	facts: RowFacts,
): ProblemKind | null {
	if (isSilent(facts, service.id, server)) {
		return 'no-answer';
	}

	if (facts.checked.has(service.id, server.id)) {
		return 'check';
	}

	const state = serverState(server);
	if (state === 'over-threshold' || state === 'closed') {
		return 'closed';
	}

	if (state === 'draining' || state === 'drained') {
		return state;
	}

	return facts.changed.has(service.id, server.id) ? 'outside' : null;
}

/** The worst problem of a service itself, apart from its servers; null if it has none. */
export function problemOfService(service: LiveService, facts: RowFacts): ProblemKind | null {
	if (serviceState(service) !== 'normal') {
		return 'down';
	}

	if (facts.checked.has(service.id)) {
		return 'check';
	}

	return facts.changed.has(service.id) ? 'outside' : null;
}

/** The order of sorting by state: that of the problems, and between them the states that are no problem yet. */
const worstFirst = [
	...(['no-servers', 'down', 'no-answer', 'check', 'closed', 'maybe-closed'] as const),
	...(['draining', 'drained', 'unreadable', 'outside', 'normal'] as const),
];

const urgencies: ReadonlyMap<string, number> = new Map(
	worstFirst.map((state, index) => [state, worstFirst.length - index]),
);

function urgencyOf(state: (typeof worstFirst)[number]): number {
	return urgencies.get(state) ?? 0;
}

const idleServersOf = new WeakMap<LiveService, ReadonlySet<LiveServer>>();

/** The servers that get none of the packets of their service; found once for each reading. */
function idleIn(service: LiveService): ReadonlySet<LiveServer> {
	const known = idleServersOf.get(service);
	if (known !== undefined) {
		return known;
	}

	const idle = new Set(idleServers(service));
	idleServersOf.set(service, idle);
	return idle;
}

function urgencyOfServer(service: LiveService, server: LiveServer, facts: RowFacts): number {
	const problem = problemOfServer(service, server, facts) ?? 'normal';
	const isMaybeClosed = serverState(server) === 'maybe-closed';
	return Math.max(
		urgencyOf(problem),
		// A server that gets no packets is one that does not answer.
		urgencyOf(idleIn(service).has(server) ? 'no-answer' : 'normal'),
		urgencyOf(isMaybeClosed ? 'maybe-closed' : server.unreadable ? 'unreadable' : 'normal'),
	);
}

/**
 * How urgent the state of a row is; the largest is the worst. A service is as urgent as the worst of its servers, so that
 * a server in trouble is not found below a hundred services that are well.
 */
export function urgencyOfRow(row: ConsoleRow, facts: RowFacts): number {
	const {service} = row;
	if (row.kind === 'server') {
		return urgencyOfServer(service, row.server, facts);
	}

	const {servers} = service;
	const own = servers.length === 0 ? 'no-servers' : problemOfService(service, facts);
	const isUnreadable = service.unreadable || service.unreadableServers;
	let urgency = urgencyOf(own ?? (isUnreadable ? 'unreadable' : 'normal'));
	for (const server of servers) {
		urgency = Math.max(urgency, urgencyOfServer(service, server, facts));
	}

	return urgency;
}
