/**
 * Calculates how long a persistent client must pause before it is sent to another server.
 */
import type {KnownService, Target} from '../seen.ts';
import {lifetimesOf} from './lifetimes.ts';
import type {DrainSituation} from './situation.ts';

/**
 * If a template expires while one of its connections is still in the table, it is extended by 60 s, repeatedly
 * (`ip_vs_conn_expire` in ip_vs_conn.c: `n_control`, `expire_later`).
 */
const prolongation = 60;

/** Whether known clients of a service stay on a server of weight 0. */
export function keepsClients(
	{persistence}: Pick<KnownService, 'persistence'>,
	{sysctls}: DrainSituation,
): boolean {
	return persistence !== null && sysctls.expireQuiescentTemplate !== true;
}

/** After this many seconds without a packet a client's template has certainly expired. */
function surePause(timeout: number | null, lifetime: number): number {
	return Math.max(timeout ?? 0, lifetime + prolongation);
}

/**
 * `until they pause for 180 s (a closed connection is kept for 120 s, and the template up to 60 s longer), or for 960 s
 * if the last connection was not closed`
 */
function pauseInWords(service: KnownService, situation: DrainSituation): string {
	const timeout = service.persistence?.timeout ?? null;
	const lifetimes = lifetimesOf(service, situation);
	if (service.onePacket) {
		return `until they pause for ${timeout ?? 'some'} s`;
	}

	if (lifetimes === null) {
		return `until they pause for ${timeout ?? 'some'} s, and at least until ${prolongation} s after their last connection has left the table`;
	}

	const {closed, open} = lifetimes;
	const pause = surePause(timeout, closed);
	const longest = surePause(timeout, open);
	const isUdp = service.key.kind === 'address' && service.key.protocol === 'udp';
	const entry = isUdp ? 'the flow' : 'a closed connection';
	const why =
		pause === timeout
			? 'the persistence timeout'
			: `${entry} is kept for ${closed} s, and the template up to ${prolongation} s longer`;
	const unclosed =
		longest > pause ? `, or for ${longest} s if the last connection was not closed` : '';
	return `until they pause for ${pause} s (${why})${unclosed}`;
}

/** Why known clients stay or leave, a sentence; empty without persistence. */
export function persistenceReasons(
	service: KnownService,
	situation: DrainSituation,
): readonly string[] {
	if (!service.persistence) {
		return [];
	}

	const setting = situation.sysctls.expireQuiescentTemplate;
	// `expire_quiescent_template()` in `ip_vs_check_template` of ip_vs_conn.c: checked for each new connection.
	return setting === true
		? [
				'persistent: expire_quiescent_template is 1, so known clients leave at their next connection',
			]
		: [
				`persistent: expire_quiescent_template is ${setting === null ? 'not known' : '0'}, so known clients keep coming back ${pauseInWords(service, situation)}`,
			];
}

/** A sentence about persistent clients that stay despite weight 0; empty if they leave. */
export function persistenceWarnings(
	{service, server}: Target,
	situation: DrainSituation,
): readonly string[] {
	const known = server.persistentConnections;
	return keepsClients(service, situation)
		? [
				`weight 0 alone does not move persistent clients${known === null ? '' : ` (${known} of ${server.id})`}; ` +
					'sysctl -w net.ipv4.vs.expire_quiescent_template=1 does, in every service of this director',
			]
		: [];
}
