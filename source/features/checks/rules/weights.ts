/**
 * Services whose servers cannot take new connections, or take them very unevenly.
 */
import {opensBelow} from '../../../director/polling/overload.ts';
import {skipsWeightZero} from '../../../ipvs/scheduler.ts';
import {countOf} from '../../../text/figures.ts';
import {proposeEditService} from '../../edit/index.ts';
import {cannotKnow, defineCheck} from '../check.ts';
import type {CheckedServer, CheckedService} from '../facts.ts';
import {connectionsOf, entriesOf, rowOf} from '../table-rows.ts';
import {commandsOf} from './ports.ts';

export const serviceWithoutServers = defineCheck({
	id: 'service-without-servers',
	concerns: 'all',
	severity: 'error',
	rule: 'A service has at least one server.',
	why: 'Clients of the service are refused.',
	source:
		'net/netfilter/ipvs/ip_vs_core.c, ip_vs_leave: ICMP port unreachable if no destination is available',
	mends: '`ipvsadm -a` with a server, or `ipvsadm -D` for a service that is not needed',
	uses: ['owners'],
	*look({services}, _, {owners}) {
		const isKubernetes = owners.value?.some(({kind}) => kind.startsWith('kube')) ?? false;
		for (const {id, servers, unreadableServers} of services) {
			if (servers.length === 0 && !unreadableServers) {
				yield {
					severity: isKubernetes ? 'note' : 'error',
					about: id,
					found: `${id} has no server`,
					mend: isKubernetes
						? 'a Service without ready endpoints is normal in Kubernetes; look at its pods'
						: 'add a server (key a), or delete the service (key x)',
					rows: [id],
				};
			}
		}
	},
});

export const serviceAllZero = defineCheck({
	id: 'service-all-zero',
	concerns: 'all',
	severity: 'error',
	rule: 'At least one server of a service has a weight above 0.',
	why: 'New clients of the service are refused; only open connections and known persistent clients continue.',
	source: 'the schedulers of net/netfilter/ipvs: a server of weight 0 gets no new connections',
	mends: '`lvstop weight SERVICE SERVER WEIGHT`, or `lvstop undrain SERVICE SERVER`',
	*look({services}) {
		for (const {id, servers, unreadableServers} of services) {
			if (servers.length > 0 && !unreadableServers && servers.every(({weight}) => weight === 0)) {
				const [first] = servers;
				yield {
					about: id,
					found:
						servers.length === 1
							? `the only server of ${id} has weight 0`
							: `all servers of ${id} have weight 0 (${servers.length})`,
					mend: `lvstop undrain ${id} ${first?.id ?? 'SERVER'}`,
					rows: [id],
				};
			}
		}
	},
});

/** Schedulers that share new connections by weight; fo and ovf mean to use one server. */
const sharing: ReadonlySet<string> = new Set([
	'wrr',
	'wlc',
	'sed',
	'nq',
	'sh',
	'mh',
	'lblc',
	'lblcr',
]);

/** From this share of the weight on one server is said to carry the service. */
const nearlyAll = 0.95;

export const oneServerCarries = defineCheck({
	id: 'one-server-carries',
	concerns: 'all',
	severity: 'note',
	rule: 'No server has 95% or more of the weight of a service that has others with weight, if its scheduler shares by weight.',
	why: 'If this server fails, the others get twenty times their load. It may be intended, as for a trial of new servers.',
	source: 'the schedulers wrr, wlc, sed, nq, sh, mh, lblc and lblcr share by weight',
	mends: '`lvstop weight SERVICE SERVER WEIGHT`',
	*look({services}) {
		for (const service of services.filter(({scheduler}) => sharing.has(scheduler))) {
			const up = service.servers.filter(({weight}) => weight > 0);
			const all = up.reduce((sum, {weight}) => sum + weight, 0);
			const heavy = up.find(({weight}) => weight >= all * nearlyAll);
			if (up.length > 1 && heavy) {
				const share = Math.floor((100 * heavy.weight) / all);
				yield {
					about: `${service.id} ${heavy.id}`,
					found: `${heavy.id} has ${share}% of the weight of ${service.id} (${heavy.weight} of ${all})`,
					mend: `lvstop weight ${service.id} ${heavy.id} N`,
					rows: [rowOf({service, server: heavy})],
				};
			}
		}
	},
});

/** Whether the thresholds of a server close it: it is closed, may be closed, or is open. */
function thresholdState(server: CheckedServer): 'closed' | 'maybe' | 'open' {
	const {upperThreshold, lowerThreshold, overload = null} = server;
	if (!upperThreshold || lowerThreshold === null) {
		return 'open';
	}

	const connections = connectionsOf([server]);
	if (connections >= upperThreshold || overload === 'closed') {
		return 'closed';
	}

	return overload === 'open' || connections < opensBelow({upperThreshold, lowerThreshold})
		? 'open'
		: 'maybe';
}

export const thresholdReached = defineCheck({
	id: 'threshold-reached',
	concerns: 'all',
	severity: 'warning',
	rule: 'A server with an upper threshold has fewer connections. When it reaches the threshold it is closed, and it opens again below the lower threshold, or below 3/4 of the upper one if the lower one is 0. Active and inactive connections count.',
	why: 'A closed server gets no new connections; known persistent clients still reach it.',
	source:
		'net/netfilter/ipvs/ip_vs_conn.c, ip_vs_bind_dest and ip_vs_unbind_dest: IP_VS_DEST_F_OVERLOAD',
	mends: 'a larger threshold (key e), or more servers',
	*look(table) {
		let isUnknown = false;
		for (const entry of entriesOf(table)) {
			const {server} = entry;
			isUnknown ||= server.upperThreshold === null;
			const state = server.weight === 0 ? 'open' : thresholdState(server);
			if (state !== 'open') {
				const {upperThreshold, lowerThreshold} = server;
				const below = opensBelow({
					upperThreshold: upperThreshold ?? 0,
					lowerThreshold: lowerThreshold ?? 0,
				});
				const connections = connectionsOf([server]);
				yield {
					severity: state === 'closed' ? 'warning' : 'note',
					about: rowOf(entry),
					found: `${server.id} has ${countOf(connections, 'connection')}; it closes at ${upperThreshold} and opens below ${below}${state === 'maybe' ? ', so it may be closed' : ''}`,
					mend: 'raise the upper threshold (key e in the Services view), or add a server',
					rows: [rowOf(entry)],
				};
			}
		}

		if (isUnknown) {
			yield cannotKnow('thresholds are not known: reading them needs ipvsadm and root');
		}
	},
});

export const weightsDiffer = defineCheck({
	id: 'weights-differ',
	concerns: 'all',
	severity: 'note',
	rule: 'A real server has the same weight in all of its services.',
	why: 'Perhaps it was drained or undrained in only some of its services. It may be intended, and health checks for each service do it too.',
	source: 'each entry of a server is a destination of its own in the kernel, with its own weight',
	mends:
		'`lvstop weight SERVICE SERVER WEIGHT`; for a weight of 0, `lvstop undrain SERVICE SERVER`',
	*look(table) {
		const servers = Map.groupBy(entriesOf(table), ({server}) => server.address);
		for (const [address, entries] of servers) {
			const weights = [...new Set(entries.map(({server}) => server.weight))].sort(
				(one, other) => one - other,
			);
			const [least] = weights;
			const [first] = entries.filter(({server}) => server.weight === least);
			if (first && weights.length > 1) {
				const row = rowOf(first);
				const services = new Set(entries.map(({service}) => service.id)).size;
				yield {
					about: address,
					found: `${address} has the weights ${weights.join(', ')} in ${countOf(services, 'service')}; ${least} in ${first.service.id}`,
					mend: least === 0 ? `lvstop undrain ${row}` : `lvstop weight ${row} N`,
					rows: entries,
				};
			}
		}
	},
});

/** The plan that lets clients move from a server of weight 0 to others. */
function proposeFallback(service: CheckedService) {
	const flag = `${service.scheduler}-fallback`;
	return service.rule === null
		? {refused: `the whole rule of ${service.id} is not known`}
		: proposeEditService(service, {
				...service.rule,
				schedulerFlags: [...service.rule.schedulerFlags, flag],
			});
}

export const fallbackMissing = defineCheck({
	id: 'fallback-missing',
	concerns: 'all',
	severity: 'error',
	rule: 'The schedulers sh and mh pick a server by the client’s address first. If it has weight 0, the client is refused, unless the flag sh-fallback or mh-fallback is set. dh has no such flag.',
	why: 'Clients that hash to the server of weight 0 are refused as long as it is there, although other servers are up.',
	source:
		'net/netfilter/ipvs/ip_vs_sh.c, ip_vs_sh_get; ip_vs_mh.c, ip_vs_mh_get: NULL for an unavailable destination without the flag',
	mends: 'a plan: `ipvsadm -E SERVICE -s sh -b sh-fallback`; with dh, delete the server',
	*look({services}) {
		for (const service of services) {
			const {id, scheduler, schedulerFlags, servers} = service;
			const down = servers.filter(({weight}) => weight === 0);
			if (down.length === 0 || down.length === servers.length) {
				continue;
			}

			const hasFallback = scheduler === 'sh' || scheduler === 'mh';
			if (hasFallback && schedulerFlags === null) {
				yield cannotKnow(`the flags of ${id} are not known: reading them needs ipvsadm and root`);
				continue;
			}

			if (skipsWeightZero(scheduler, schedulerFlags ?? []) === false) {
				const [first] = down;
				const propose = hasFallback ? () => proposeFallback(service) : undefined;
				yield {
					about: id,
					found: `${id} (${scheduler}) has ${countOf(down.length, 'server')} of weight 0${hasFallback ? ` and not the flag ${scheduler}-fallback` : ''}`,
					mend: propose ? commandsOf(propose()) : `lvstop drain ${id} ${first?.id} --delete`,
					rows: [id, ...down.map(server => ({service, server}))],
					...(propose && {propose}),
				};
			}
		}
	},
});
