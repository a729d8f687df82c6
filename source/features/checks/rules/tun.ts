/**
 * The rules of tunnels: the packet travels inside another one, which needs a route and room.
 */

import {deviceWith} from '../../../director/machine/networks.ts';
import type {Tunnel} from '../../../ipvs/server.ts';
import {countOf} from '../../../text/figures.ts';
import {cannotKnow, defineCheck} from '../check.ts';
import {hasForwarding, type RealServer, realServersOf} from '../table-rows.ts';
import {ipvsSetting} from './kernel-files.ts';

const applies = (table: Parameters<typeof hasForwarding>[0]) => hasForwarding(table, 'tunnel');

export const tunNoRoute = defineCheck({
	id: 'tun-no-route',
	concerns: 'tun',
	severity: 'error',
	rule: 'The director needs a route to every server behind a tunnel.',
	why: 'The packet cannot be sent: the client gets an ICMP error or nothing.',
	source: 'net/netfilter/ipvs/ip_vs_xmit.c, __ip_vs_get_out_rt: err_unreach',
	mends: '`ip route add NETWORK via ROUTER`',
	needs: ['routes'],
	applies,
	*look(table, {routes}) {
		for (const {address, about, entries, weight} of realServersOf(table, 'tunnel')) {
			const route = routes.get(address);
			if (route?.kind === 'none') {
				yield {
					severity: weight === 0 ? 'note' : 'error',
					about,
					found: `the director has ${route.reason} to ${address}`,
					mend: `ip route add ${address} via ROUTER`,
					rows: entries,
				};
			}
		}
	},
});

/** Bytes that the encapsulation takes, without the outer IP header. */
function encapsulation(tunnel: Tunnel | null): number {
	switch (tunnel?.type) {
		case 'gue':
			return tunnel.checksum === 'remcsum' ? 20 : 12;
		case 'gre':
			return tunnel.checksum === 'csum' ? 8 : 4;
		default:
			return 0;
	}
}

/** Bytes of the outer headers of a server's tunnel; the largest of its entries. */
function overhead({family, entries}: RealServer): number {
	const header = family === 'ipv4' ? 20 : 40;
	return header + Math.max(0, ...entries.map(({server}) => encapsulation(server.tunnel)));
}

/** The packets of almost every network, bytes. */
const usualMtu = 1500;

/** The smallest MTU that IPv6 allows, and the smallest that the kernel takes for IPv4, bytes. */
const least = {ipv4: 68, ipv6: 1280} as const;

export const tunMtu = defineCheck({
	id: 'tun-mtu',
	concerns: 'tun',
	severity: 'warning',
	rule: 'The way to a server behind a tunnel must have room for the client’s packet and the outer header: 20 bytes for IPv4 or 40 for IPv6, and 12 more for GUE (20 with remcsum), 4 for GRE (8 with csum). An MTU of 1500 works, because the kernel tells clients to send smaller packets; a smaller one, or one smaller than that of the client’s side, is reported.',
	why: 'Small packets pass and large ones do not, unless the client hears the ICMP error that asks for smaller ones: pages load in part, uploads hang.',
	source:
		'net/netfilter/ipvs/ip_vs_xmit.c, __ip_vs_get_out_rt: the MTU less the headers; below 68 (1280 for IPv6) nothing is sent',
	mends: 'a larger MTU on the way, or a smaller MSS on the servers (`ip route … advmss`)',
	needs: ['routes', 'devices'],
	uses: ['files'],
	applies,
	*look(table, {routes, devices}, sources) {
		const {value: files} = sources.files;
		const fragments = files !== null && ipvsSetting(files, 'pmtu_disc') === 0;
		for (const server of realServersOf(table, 'tunnel')) {
			const {address, family, about, entries} = server;
			const route = routes.get(address);
			const device =
				route?.kind === 'way' ? devices.find(({name}) => name === route.device) : undefined;
			if (route?.kind !== 'way' || !device) {
				continue;
			}

			const mtu = route.mtu ?? device.mtu;
			const room = mtu - overhead(server);
			const isIpv6 =
				family === 'ipv6' || entries.some(({service}) => service.key.family === 'ipv6');
			const fronts = entries.flatMap(({service: {key}}) =>
				key.kind === 'address' ? (deviceWith(devices, key.address) ?? []) : [],
			);
			const front = Math.max(0, ...fronts.map(({name, mtu: own}) => (name === 'lo' ? 0 : own)));
			const found = `the MTU to ${address} on ${device.name} is ${mtu}, which leaves ${room} bytes for a packet`;
			const mend = `ip link set ${device.name} mtu ${Math.max(usualMtu, front) + overhead(server)}`;
			if (room < least[isIpv6 ? 'ipv6' : 'ipv4']) {
				const why = 'This is less than IP allows, so the kernel sends nothing.';
				yield {severity: 'error', about, found, why, mend, rows: entries};
			} else if (mtu < usualMtu || mtu < front) {
				yield {severity: fragments ? 'note' : 'warning', about, found, mend, rows: entries};
			}
		}
	},
});

/** The modules that a server needs to decapsulate the packets of a tunnel. */
const opened = {
	ipip: 'the module ipip',
	gue: 'the modules fou and ipip and `ip fou add port PORT gue`',
	gre: 'the module ip_gre',
} as const;

export const tunModule = defineCheck({
	id: 'tun-module',
	concerns: 'tun',
	severity: 'error',
	rule: 'The kernel must know the type of a tunnel: ipip always, GUE since Linux 5.2, GRE since 5.3. IPVS needs no other module to encapsulate packets. The server needs ipip, fou or ip_gre to decapsulate them; the director cannot see that.',
	why: 'The server drops packets that it cannot decapsulate.',
	source:
		'net/netfilter/ipvs/ip_vs_xmit.c, ip_vs_tunnel_xmit; include/uapi/linux/ip_vs.h, IP_VS_CONN_F_TUNNEL_TYPE_*',
	mends:
		'on the server: `modprobe ipip` (or fou, ip_gre), and the virtual address on its tunnel device',
	applies,
	*look(table) {
		const types = new Set<keyof typeof opened>();
		let count = 0;
		for (const {about, entries} of realServersOf(table, 'tunnel')) {
			const unreadable = entries.find(({server}) => server.unreadable);
			if (unreadable) {
				yield {
					about,
					found: `the tunnel of ${unreadable.server.id} is of a type that lvstop and ipvsadm do not know`,
					mend: 'delete the server and add it with --tun-type ipip, gue or gre',
					rows: entries,
				};
				continue;
			}

			count += 1;
			for (const {server} of entries) {
				types.add(server.tunnel?.type ?? 'ipip');
			}
		}

		if (count > 0) {
			const needs = [...types].map(type => opened[type]).join(', ');
			yield cannotKnow(
				`whether the ${count === 1 ? 'server decapsulates' : `${countOf(count, 'server')} decapsulate`} packets can only be seen there: it needs ${needs}`,
			);
		}
	},
});

export const tunPmtuDisc = defineCheck({
	id: 'tun-pmtu-disc',
	concerns: 'tun',
	severity: 'note',
	rule: 'With `net.ipv4.vs.pmtu_disc` = 1, the default, the outer IPv4 packet must not be fragmented, and the client is told to send smaller packets. With 0 the outer packet is fragmented instead.',
	why: 'Fragments cost CPU on the servers, and firewalls on the way often drop them. It is intended where ICMP does not reach the clients.',
	source: 'net/netfilter/ipvs/ip_vs_xmit.c, ensure_mtu_is_adequate and ip_vs_tunnel_xmit',
	mends: '`sysctl -w net.ipv4.vs.pmtu_disc=1`',
	needs: ['files'],
	applies: table => realServersOf(table, 'tunnel').some(({family}) => family === 'ipv4'),
	*look(table, {files}) {
		if (ipvsSetting(files, 'pmtu_disc') === 0) {
			const servers = realServersOf(table, 'tunnel').filter(({family}) => family === 'ipv4');
			yield {
				about: 'director',
				found: `net.ipv4.vs.pmtu_disc is 0, and there ${servers.length === 1 ? 'is' : 'are'} ${countOf(servers.length, 'server')} behind a tunnel`,
				mend: 'sysctl -w net.ipv4.vs.pmtu_disc=1',
				rows: servers.flatMap(({entries}) => entries),
			};
		}
	},
});
