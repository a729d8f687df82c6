/**
 * The rules of direct routing: the packet goes unchanged to the server's MAC address, so the server must be on a
 * network of the director, and nobody else may answer ARP for the virtual address.
 */
import type {Device} from '../../../director/machine/ip-rows.ts';
import {deviceWith, networkOf} from '../../../director/machine/networks.ts';
import {familyOf} from '../../../ipvs/address.ts';
import {cannotKnow, defineCheck} from '../check.ts';
import type {CheckedTable} from '../facts.ts';
import {
	hasForwarding,
	realServersOf,
	type VirtualAddress,
	virtualAddressesOf,
} from '../table-rows.ts';

export const drServerNotConnected = defineCheck({
	id: 'dr-server-not-connected',
	concerns: 'dr',
	severity: 'error',
	rule: 'A server with direct routing must be on a network of the director, without a router between them.',
	why: 'The packet still has the virtual address as its destination, so a router would send it back to the director instead of to the server.',
	source:
		'net/netfilter/ipvs/ip_vs_xmit.c, ip_vs_dr_xmit: the route decides only the next hop, the packet is not changed',
	mends:
		'an address of the server’s network on the director, or another forwarding method for this server',
	needs: ['routes'],
	applies: table => hasForwarding(table, 'route'),
	*look(table, {routes}) {
		for (const {address, about, entries, weight} of realServersOf(table, 'route')) {
			const route = routes.get(address);
			if (route?.kind === 'none') {
				yield {
					severity: weight === 0 ? 'note' : 'error',
					about,
					found: `the director has ${route.reason} to ${address}`,
					mend: `ip address add ADDRESS/PREFIX dev DEVICE, on the network of ${address}`,
					rows: entries,
				};
			} else if (route?.kind === 'way' && route.gateway !== null) {
				yield {
					severity: weight === 0 ? 'note' : 'error',
					about,
					found: `${address} is behind the router ${route.gateway} on ${route.device}`,
					mend: `ip address add ADDRESS/PREFIX dev ${route.device}, on the network of ${address}; or forward to it by NAT or a tunnel`,
					rows: entries,
				};
			}
		}
	},
});

/** The services of an address that have a server with direct routing. */
export function hasDirectRouting({services}: VirtualAddress): boolean {
	return services.some(({servers}) => servers.some(({forwarding}) => forwarding === 'route'));
}

/** The device on whose network clients and servers ask for a virtual address; undefined if it cannot be told. */
export function arpDevice(
	devices: readonly Device[],
	{address}: VirtualAddress,
): Device | undefined {
	const holder = deviceWith(devices, address);
	return holder && !holder.flags.includes('LOOPBACK') && !holder.flags.includes('NOARP')
		? holder
		: networkOf(devices, address)?.device;
}

/** The virtual IPv4 addresses with direct routing: those whose servers have the address too. */
export function sharedAddresses(table: CheckedTable): readonly VirtualAddress[] {
	return virtualAddressesOf(table).filter(
		virtual => hasDirectRouting(virtual) && familyOf(virtual.address) === 'ipv4',
	);
}

export const vipManyMacs = defineCheck({
	id: 'vip-many-macs',
	concerns: 'dr',
	severity: 'error',
	rule: 'Only the director may answer ARP for a virtual address. The servers have it too, so they need `arp_ignore` = 1 and `arp_announce` = 2. The director asks with `lvstop check --arping`: two ARP probes for each virtual address, which change nothing on other machines.',
	why: 'A client or router that hears the server’s answer sends everything to that server, past the director; it changes with every ARP request.',
	source: 'RFC 5227 (probes); Documentation/networking/ip-sysctl.rst: arp_ignore, arp_announce',
	mends:
		'on the server: `sysctl -w net.ipv4.conf.all.arp_ignore=1 net.ipv4.conf.all.arp_announce=2`',
	needs: ['arp'],
	uses: ['neighbours'],
	applies: table => sharedAddresses(table).length > 0,
	*look(table, {arp}, {neighbours}) {
		for (const {address, services} of sharedAddresses(table)) {
			const macs = arp.get(address);
			if (macs === undefined) {
				yield cannotKnow(`${address}: no device of the director is on its network`);
				continue;
			}

			for (const mac of macs) {
				const server = neighbours.value?.find(
					neighbour => neighbour.mac?.toLowerCase() === mac && neighbour.address !== address,
				);
				const name = server?.address ?? mac;
				yield {
					about: address,
					found: `${mac}${server ? `, which is ${server.address},` : ''} answers ARP for the virtual address ${address}`,
					mend: `on ${name}: sysctl -w net.ipv4.conf.all.arp_ignore=1 net.ipv4.conf.all.arp_announce=2`,
					rows: services.map(({id}) => id),
				};
			}
		}
	},
});
