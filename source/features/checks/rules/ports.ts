/**
 * Ports of servers that get packets unchanged: only NAT rewrites a port.
 */
import {type ServerRule, serverId} from '../../../ipvs/server.ts';
import {notKnownInFull, targetName, unknownSysctls} from '../../../plans/known-row.ts';
import type {Proposal} from '../../../plans/plan.ts';
import {addServerStep, deleteServerStep} from '../../../plans/steps.ts';
import {planOf} from '../../../plans/traffic-effects.ts';
import {refuseServer} from '../../../plans/validate/refuse-server.ts';
import {type Check, defineCheck, type Found} from '../check.ts';
import type {CheckedTable} from '../facts.ts';
import {type Entry, entriesOf, rowOf} from '../table-rows.ts';

/** The plan that gives a server the port of its service: adds it with that port, then removes it with the other. */
function proposePort(entry: Entry, port: number): Proposal {
	const {service, server} = entry;
	if (server.rule === null) {
		return {refused: notKnownInFull(targetName(entry), server)};
	}

	const rule: ServerRule = {...server.rule, port};
	const isThere = service.servers.some(({id}) => id === serverId(rule));
	const refused = isThere ? null : refuseServer(service.key, rule, null);
	if (refused !== null) {
		return {refused};
	}

	const steps = [
		...(isThere ? [] : [addServerStep(service.key, rule)]),
		deleteServerStep(service.key, server.rule),
	];
	return {
		plan: planOf(`port of ${targetName(entry)}: ${server.port} → ${port}`, steps, {
			services: [service],
			sysctls: unknownSysctls,
		}),
	};
}

/** The commands of a proposal, one a line; its refusal if there is no plan. */
export function commandsOf(proposal: Proposal): string {
	return proposal.plan
		? proposal.plan.steps.map(({command}) => command.join(' ')).join('\n')
		: proposal.refused;
}

function* differentPorts(table: CheckedTable, forwarding: 'route' | 'tunnel'): Generator<Found> {
	for (const entry of entriesOf(table)) {
		const {service, server} = entry;
		const {key} = service;
		if (
			server.forwarding === forwarding &&
			key.kind === 'address' &&
			key.port !== 0 &&
			server.port !== 0 &&
			server.port !== key.port
		) {
			const propose = () => proposePort(entry, key.port);
			yield {
				about: rowOf(entry),
				found: `${server.id} is listed with port ${server.port}, but its packets go to port ${key.port}`,
				mend: commandsOf(propose()),
				rows: [rowOf(entry)],
				propose,
			};
		}
	}
}

const words = {
	severity: 'error',
	why: 'The server gets every packet on the service’s port, whatever the table says. If it listens only on the listed port, clients are refused.',
	source:
		'net/netfilter/ipvs/ip_vs_xmit.c: ip_vs_dr_xmit and ip_vs_tunnel_xmit do not touch the packet’s port',
	mends: 'a plan: the server is added with the service’s port, and removed with the other one',
} as const;

export const drPortDiffers = defineCheck({
	...words,
	id: 'dr-port-differs',
	concerns: 'dr',
	rule: 'With direct routing the server’s port is the service’s port. ipvsadm never sets another one, but programs that use netlink can.',
	look: table => differentPorts(table, 'route'),
});

export const tunPortDiffers = defineCheck({
	...words,
	id: 'tun-port-differs',
	concerns: 'tun',
	rule: 'Behind a tunnel the server’s port is the service’s port. ipvsadm never sets another one, but programs that use netlink can.',
	look: table => differentPorts(table, 'tunnel'),
});

export const portChecks: readonly Check[] = [drPortDiffers, tunPortDiffers];
