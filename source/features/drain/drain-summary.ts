/**
 * Describes a drain and its reasons with the present values: once for each service, however many of its servers are
 * drained.
 */

import type {ServiceId} from '../../ipvs/service.ts';
import type {ConnectionKind} from '../../plans/connections-left.ts';
import type {KnownServer, KnownService, Target} from '../../plans/seen.ts';
import type {DrainSituation} from '../../plans/weight-zero/situation.ts';
import {countOf, unknown} from '../../text/figures.ts';
import {type DrainProcedure, drainProcedure} from './drain-procedure.ts';

/** The options of a drain. */
export interface DrainOptions {
	/** Whether a scheduler that would refuse clients gets its fallback flag first. */
	readonly fallbackFirst: boolean;
	/** Whether to propose deleting the servers when they are empty. */
	readonly deleteWhenEmpty: boolean;
}

/** The description of a drain for the services to which the same applies; each text takes one line or more. */
export interface DrainSummary {
	/** The open connections by service: `10.0.0.9:80: 6 active, 70 inactive, 3 persistent`. */
	readonly present: ReadonlyMap<ServiceId, string>;
	/** `set sh-fallback, set weight 0, wait until no connection is active` */
	readonly procedure: string;
	/** The reasons for the procedure, a sentence each. */
	readonly reasons: readonly string[];
	/** The timeouts and kernel settings that decide how long it takes and how connections end. */
	readonly settings: string;
	/** The effects of deleting the server now; empty if no client would notice, and for several servers. */
	readonly deletion: readonly string[];
}

/** When a server is empty: `no connection is left, active or closing, and no client is persistent`. */
function emptyInWords(kinds: readonly ConnectionKind[], {key}: KnownService): string {
	const isUdp = key.kind === 'address' && key.protocol === 'udp';
	return [
		...(kinds.includes('inactive')
			? [isUdp ? 'no flow is left' : 'no connection is left, active or closing']
			: []),
		...(kinds.includes('persistent') ? ['no client is persistent'] : []),
	].join(isUdp ? ' and ' : ', and ');
}

function sumOf(servers: readonly KnownServer[], of: (server: KnownServer) => number | null) {
	const numbers = servers.map(of);
	return numbers.every(number => number !== null)
		? String(numbers.reduce((sum, number) => sum + number, 0))
		: unknown;
}

function presentInWords(servers: readonly KnownServer[], {persistence}: KnownService): string {
	const [first] = servers;
	const who = servers.length === 1 && first ? first.id : countOf(servers.length, 'server');
	return [
		`${who}: ${sumOf(servers, server => server.activeConnections)} active`,
		`${sumOf(servers, server => server.inactiveConnections)} inactive`,
		...(persistence
			? [`${sumOf(servers, server => server.persistentConnections)} persistent`]
			: []),
	].join(', ');
}

function procedureInWords(
	service: KnownService,
	{fallbackFlag, emptyWhen, steps}: DrainProcedure,
	{fallbackFirst, deleteWhenEmpty}: DrainOptions,
): string {
	if (steps.includes('delete')) {
		return 'delete the server instead of draining it, or change the scheduler first';
	}

	return [
		...(fallbackFirst && fallbackFlag !== null ? [`set ${fallbackFlag}`] : []),
		'set weight 0',
		...(emptyWhen.length === 0 ? [] : [`wait until ${emptyInWords(emptyWhen, service)}`]),
		...(deleteWhenEmpty ? ['then lvstop asks whether to delete'] : []),
	].join(', ');
}

function switchInWords(name: string, value: boolean | null): string {
	return `${name} ${value === null ? unknown : value ? '1' : '0'}`;
}

function settingsInWords(
	{key, persistence}: KnownService,
	{sysctls, settings}: DrainSituation,
): string {
	const seconds = (value: number | null | undefined) => `${value ?? unknown} s`;
	const isUdp = key.kind === 'address' && key.protocol === 'udp';
	const timeouts = settings?.timeouts;
	return [
		...(isUdp
			? []
			: [`TCP timeout ${seconds(timeouts?.tcp)}, after FIN ${seconds(timeouts?.tcpFin)}`]),
		...(isUdp || key.kind === 'fwmark' ? [`UDP timeout ${seconds(timeouts?.udp)}`] : []),
		...(persistence
			? [
					`persistence ${seconds(persistence.timeout)}`,
					switchInWords('expire_quiescent_template', sysctls.expireQuiescentTemplate),
				]
			: []),
		...(isUdp ? [] : [`conn_reuse_mode ${sysctls.connReuseMode ?? unknown}`]),
		switchInWords('expire_nodest_conn', sysctls.expireNodestConn),
		// If they are on, one of the reasons explains them.
		...(isUdp || sysctls.conntrack === false
			? []
			: [switchInWords('conntrack', sysctls.conntrack)]),
		...(isUdp || sysctls.sloppyTcp === false
			? []
			: [switchInWords('sloppy_tcp', sysctls.sloppyTcp)]),
	].join(', ');
}

function summaryOf(
	target: Target,
	situation: DrainSituation,
	options: DrainOptions,
): Omit<DrainSummary, 'present' | 'deletion'> {
	const advice = drainProcedure(target, situation);
	return {
		procedure: procedureInWords(target.service, advice, options),
		reasons: advice.reasons,
		settings: settingsInWords(target.service, situation),
	};
}

/** Describes the drain of these servers: services to which the same applies share a description; in their order. */
export function drainSummaries(
	targets: readonly Target[],
	situation: DrainSituation,
	options: DrainOptions,
): readonly DrainSummary[] {
	const [only, second] = targets;
	const deletion = only && !second ? drainProcedure(only, situation).deletion : [];
	const summaries = new Map<string, DrainSummary>();
	for (const [id, group] of Map.groupBy(targets, ({service}) => service.id)) {
		const [first] = group;
		if (first) {
			const servers = group.map(({server}) => server);
			const words = summaryOf(first, situation, options);
			const same = JSON.stringify(words);
			const present = [
				...(summaries.get(same)?.present ?? []),
				[id, presentInWords(servers, first.service)],
			] as const;
			summaries.set(same, {...words, present: new Map(present), deletion});
		}
	}

	return [...summaries.values()];
}
