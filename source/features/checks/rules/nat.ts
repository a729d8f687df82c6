/**
 * The rules of LVS-NAT: the director rewrites the addresses of requests and of replies, so replies must come back
 * through it.
 */
import {type RowId, serverRowId} from '../../../console/state/console-row.ts';
import type {Device, Route} from '../../../director/machine/ip-rows.ts';
import {
	deviceWith,
	isInNetwork,
	networkName,
	networkOf,
} from '../../../director/machine/networks.ts';
import {countOf} from '../../../text/figures.ts';
import {cannotKnow, defineCheck} from '../check.ts';
import type {ConnectedClient, ReadSources} from '../facts.ts';
import {hasForwarding, type RealServer, realServersOf, rowOf} from '../table-rows.ts';
import {ipv4Path, ipvsSetting} from './kernel-files.ts';

/** Whether netfilter follows the connections of IPVS, so that its rules may rewrite the source of requests. */
function mayRewriteSources({files}: ReadSources): boolean {
	return files.value !== null && ipvsSetting(files.value, 'conntrack') === 1;
}

/** The way to a server if it leaves the director. */
function wayTo({routes}: ReadSources, {address}: RealServer): Extract<Route, {kind: 'way'}> | null {
	const route = routes.value?.get(address);
	return route?.kind === 'way' ? route : null;
}

function isLocal({routes}: ReadSources, {address}: RealServer): boolean {
	return routes.value?.get(address)?.kind === 'local';
}

/** Forwarding must be on for the device where replies come in (`ip_route_input_slow` of net/ipv4/route.c). */
export const ipForwardOff = defineCheck({
	id: 'ip-forward-off',
	concerns: 'nat',
	severity: 'error',
	rule: 'The director forwards the replies of NAT servers, so `net.ipv4.ip_forward` must be 1. What counts is the setting `forwarding` of the device where the replies come in.',
	why: 'Requests reach the servers, but the kernel drops their replies: clients wait until they time out.',
	source:
		'net/ipv4/route.c, ip_route_input_slow: a packet for another host is dropped if IN_DEV_FORWARD of its device is 0',
	mends: '`sysctl -w net.ipv4.ip_forward=1`, and a file in /etc/sysctl.d so that it stays',
	needs: ['files'],
	uses: ['routes'],
	applies: table => realServersOf(table, 'masq').some(({family}) => family === 'ipv4'),
	*look(table, {files}, sources) {
		const forward = files.number('/proc/sys/net/ipv4/ip_forward');
		if (forward.value === null) {
			yield cannotKnow(forward.unknown);
			return;
		}

		const servers = realServersOf(table, 'masq').filter(
			server => server.family === 'ipv4' && !isLocal(sources, server),
		);
		const off = servers.filter(server => {
			const device = wayTo(sources, server)?.device;
			const own = device === undefined ? null : files.number(ipv4Path(device, 'forwarding')).value;
			return (own ?? forward.value) === 0;
		});
		if (off.length === 0) {
			return;
		}

		const severity = mayRewriteSources(sources) ? 'warning' : 'error';
		const devices = [...new Set(off.map(server => wayTo(sources, server)?.device ?? ''))];
		const setting =
			forward.value === 0
				? 'net.ipv4.ip_forward'
				: `net.ipv4.conf.${devices[0] ?? 'all'}.forwarding`;
		yield {
			severity,
			about: 'director',
			found: `${setting} is 0, and there ${off.length === 1 ? 'is' : 'are'} ${countOf(off.length, 'NAT server')}`,
			mend: `sysctl -w ${setting}=1`,
			rows: off.flatMap(({entries}) => entries),
		};
	},
});

/** IPv6 asks only one setting (`ip6_forward` of net/ipv6/ip6_output.c). */
export const ipv6ForwardOff = defineCheck({
	id: 'ipv6-forward-off',
	concerns: 'nat',
	severity: 'error',
	rule: 'IPv6 services with NAT servers need `net.ipv6.conf.all.forwarding` = 1.',
	why: 'Requests reach the servers, but the kernel drops their replies: clients wait until they time out.',
	source: 'net/ipv6/ip6_output.c, ip6_forward: drops everything if devconf_all->forwarding is 0',
	mends:
		'`sysctl -w net.ipv6.conf.all.forwarding=1`; a device that gets its address from router advertisements also needs accept_ra=2',
	needs: ['files'],
	uses: ['routes'],
	applies: table => realServersOf(table, 'masq').some(({family}) => family === 'ipv6'),
	*look(table, {files}, sources) {
		const forward = files.number('/proc/sys/net/ipv6/conf/all/forwarding');
		const servers = realServersOf(table, 'masq').filter(
			server => server.family === 'ipv6' && !isLocal(sources, server),
		);
		if (forward.value === null) {
			yield cannotKnow(forward.unknown);
		} else if (forward.value === 0 && servers.length > 0) {
			yield {
				severity: mayRewriteSources(sources) ? 'warning' : 'error',
				about: 'director',
				found: `net.ipv6.conf.all.forwarding is 0, and there ${servers.length === 1 ? 'is' : 'are'} ${countOf(servers.length, 'NAT server')} with an IPv6 address`,
				mend: 'sysctl -w net.ipv6.conf.all.forwarding=1',
				rows: servers.flatMap(({entries}) => entries),
			};
		}
	},
});

/** A device with a virtual address of the server's services. */
function frontOf(server: RealServer, devices: readonly Device[]): Device | undefined {
	for (const {service} of server.entries) {
		const front = service.key.kind === 'address' && deviceWith(devices, service.key.address);
		if (front) {
			return front;
		}
	}

	return undefined;
}

export const natServerRoute = defineCheck({
	id: 'nat-server-route',
	concerns: 'nat',
	severity: 'error',
	rule: 'A NAT server must be on a network of the director, and the route to it must leave by the device of that network: its replies have to come back through the director. Behind another router they only do if that router sends them back, which `vs.conntrack` with SNAT can replace.',
	why: 'A server without a route gets nothing. Replies that take another way reach the client from an address that it did not ask.',
	source:
		'net/netfilter/ipvs/ip_vs_xmit.c, ip_vs_nat_xmit; net/netfilter/ipvs/ip_vs_core.c, ip_vs_out: only replies that pass the director are rewritten',
	mends:
		'`ip route add SERVER dev DEVICE`, or an address of the servers’ network on the director; on the servers the default route is the director',
	needs: ['routes'],
	uses: ['devices', 'files'],
	applies: table => hasForwarding(table, 'masq'),
	*look(table, {routes}, sources) {
		for (const server of realServersOf(table, 'masq')) {
			const {address, about, entries} = server;
			const route = routes.get(address);
			if (route?.kind === 'none') {
				yield {
					severity: server.weight === 0 ? 'note' : 'error',
					about,
					found: `the director has ${route.reason} to ${address}`,
					mend: `ip route add ${address} dev DEVICE`,
					rows: entries,
				};
			}

			if (route?.kind !== 'way' || mayRewriteSources(sources)) {
				continue;
			}

			const devices = sources.devices.value ?? [];
			const own = networkOf(devices, address);
			if (route.gateway !== null) {
				const isFront = frontOf(server, devices)?.name === route.device;
				yield {
					severity: isFront ? 'warning' : 'note',
					about,
					found: `${address} is behind the router ${route.gateway} on ${route.device}${isFront ? ', the device of its virtual address' : ''}`,
					why: 'Its replies must come back through the director. They only do if every router on the way sends them there.',
					mend: `on ${address}: ip route replace default via an address of the director on its network`,
					rows: entries,
				};
			} else if (own !== undefined && own.device.name !== route.device) {
				yield {
					severity: 'warning',
					about,
					found: `${address} is in the network ${networkName(own)}, but the route to it leaves by ${route.device}`,
					mend: `ip route replace ${address} dev ${own.device.name}`,
					rows: entries,
				};
			}
		}
	},
});

/** Real servers by the rows of their entries. */
function serversByRow(servers: readonly RealServer[]): ReadonlyMap<RowId, RealServer> {
	return new Map(
		servers.flatMap(server => server.entries.map(entry => [rowOf(entry), server] as const)),
	);
}

export const natClientSameNetwork = defineCheck({
	id: 'nat-client-same-network',
	concerns: 'nat',
	severity: 'warning',
	rule: 'A client of a NAT service must not be on the network of the servers: the server then replies to it directly, past the director.',
	why: 'The client gets replies from the address of the server instead of the virtual one, and refuses them.',
	source:
		'net/netfilter/ipvs/ip_vs_core.c, ip_vs_out: only replies that pass the director are rewritten',
	mends:
		'SNAT for these clients (`vs.conntrack=1` and a MASQUERADE rule), a host route on the servers to such clients by the director, or direct routing',
	needs: ['devices'],
	uses: ['files', 'connections'],
	applies: table => hasForwarding(table, 'masq'),
	*look(table, {devices}, sources) {
		if (mayRewriteSources(sources)) {
			return;
		}

		const told = new Set<string>();
		const servers = realServersOf(table, 'masq');
		const isNear = ({client}: ConnectedClient) =>
			networkOf(devices, client) !== undefined && deviceWith(devices, client) === undefined;
		const clients = (sources.connections.value?.clients ?? []).filter(isNear);
		const byRow = clients.length === 0 ? new Map<RowId, RealServer>() : serversByRow(servers);
		for (const {client, service, server} of clients) {
			const real = byRow.get(serverRowId(service, server));
			const own = real && networkOf(devices, real.address);
			if (own && isInNetwork(client, own.network) && !told.has(client)) {
				told.add(client);
				yield {
					about: client,
					found: `client ${client} of ${service} and server ${server} are both in the network ${networkName(own)}`,
					mend: `on ${real.address}: ip route add ${client} via ${own.network.address}`,
					rows: real.entries,
				};
			}
		}

		for (const server of servers) {
			const own = networkOf(devices, server.address);
			const [entry] = server.entries;
			const inside = server.entries.find(
				({service: {key}}) =>
					own && key.kind === 'address' && isInNetwork(key.address, own.network),
			);
			if (own && inside && entry && told.size === 0) {
				yield {
					severity: 'note',
					about: server.about,
					found: `the virtual address of ${inside.service.id} is in the network of its server ${server.address}, ${networkName(own)}`,
					why: 'Clients of other networks are served. A client of this network would get its replies directly from the server and refuse them.',
					mend: 'nothing, if no client is on that network',
					rows: server.entries,
				};
			}
		}
	},
});

export const natConntrackOff = defineCheck({
	id: 'nat-conntrack-off',
	concerns: 'nat',
	severity: 'warning',
	rule: 'Rules that rewrite the source of requests to the servers (SNAT, MASQUERADE) only work with `net.ipv4.vs.conntrack` = 1. Rules with conditions that lvstop does not evaluate are ignored.',
	why: 'IPVS hides its packets from connection tracking, so the rule does nothing: servers see the client’s address and may reply past the director.',
	source:
		'net/netfilter/ipvs/ip_vs_xmit.c, ip_vs_nat_send_or_cont: ip_vs_notrack unless the connection has IP_VS_CONN_F_NFCT',
	mends: '`sysctl -w net.ipv4.vs.conntrack=1`',
	needs: ['files', 'firewall', 'routes'],
	applies: table => hasForwarding(table, 'masq'),
	*look(table, {files, firewall}, sources) {
		if (ipvsSetting(files, 'conntrack') !== 0) {
			return;
		}

		for (const {text, outputDevice, isOfIpvs, hasOther} of firewall.rewrites) {
			const servers = realServersOf(table, 'masq').filter(server => {
				const way = wayTo(sources, server);
				return way !== null && (outputDevice === null || way.device === outputDevice);
			});
			const concernsIpvs = isOfIpvs || !hasOther;
			if (!hasOther && concernsIpvs && servers.length > 0) {
				yield {
					about: 'director',
					found: `net.ipv4.vs.conntrack is 0, and there is a rule for packets to ${countOf(servers.length, 'NAT server')}: ${text}`,
					mend: 'sysctl -w net.ipv4.vs.conntrack=1',
					rows: servers.flatMap(({entries}) => entries),
				};
			}
		}
	},
});
