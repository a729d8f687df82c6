/**
 * Whether packets get from the director to a server and back, whatever the forwarding method.
 */

import {networkName, networkOf} from '../../../director/machine/networks.ts';
import {countOf} from '../../../text/figures.ts';
import {duration} from '../../../text/time.ts';
import {defineCheck} from '../check.ts';
import {addTo, type RealServer, realServersOf} from '../table-rows.ts';
import {ipv4Path, reversePathFilter} from './kernel-files.ts';

const everyMethod = ['masq', 'route', 'tunnel', 'local'] as const;

export const neighbourFailed = defineCheck({
	id: 'neighbour-failed',
	concerns: 'all',
	severity: 'error',
	rule: 'The next hop of a server (the server itself, or the router before it) answers ARP or neighbour discovery.',
	why: 'Nobody answers for the address, so packets to the server cannot be sent: it is down, or on another network.',
	source:
		'net/core/neighbour.c: NUD_FAILED after the probes were not answered, NUD_INCOMPLETE while they are sent',
	mends: 'look at the server and at the cable or VLAN between; until then set its weight to 0',
	needs: ['neighbours', 'routes'],
	*look(table, {neighbours, routes}) {
		const bad = new Map(
			neighbours
				.filter(({states}) => states.includes('FAILED') || states.includes('INCOMPLETE'))
				.map(entry => [`${entry.device} ${entry.address}`, entry]),
		);
		const byHop = new Map<string, [RealServer, ...RealServer[]]>();
		for (const server of bad.size === 0 ? [] : realServersOf(table, ...everyMethod)) {
			const route = routes.get(server.address);
			if (route?.kind === 'way') {
				const hop = `${route.device} ${route.gateway ?? server.address}`;
				if (bad.has(hop)) {
					addTo(byHop, hop, server);
				}
			}
		}

		for (const [hop, servers] of byHop) {
			const entry = bad.get(hop);
			const [first] = servers;
			if (!entry) {
				continue;
			}

			const state = entry.states.includes('FAILED') ? 'FAILED' : 'INCOMPLETE';
			const isRouter = entry.address !== first.address;
			const inUse = servers.some(({weight}) => weight > 0);
			yield {
				severity: inUse ? (state === 'FAILED' ? 'error' : 'warning') : 'note',
				about: isRouter ? entry.address : first.about,
				found: `the neighbour entry of ${isRouter ? `the router ${entry.address}` : entry.address} on ${entry.device} is ${state}${isRouter ? `: it is before ${countOf(servers.length, 'server')}` : ''}`,
				mend: `ip neigh flush to ${entry.address} dev ${entry.device}, after its machine or cable was repaired`,
				rows: servers.flatMap(({entries}) => entries),
			};
		}
	},
});

export const localServer = defineCheck({
	id: 'local-server',
	concerns: 'all',
	severity: 'note',
	rule: 'A server whose address is the director’s own is served by the director itself; listings do not show it.',
	why: 'With direct routing and tunnels the packet is simply delivered here, so a program must listen on the virtual address. If two directors are servers of each other, they can send packets in circles.',
	source: 'net/netfilter/ipvs/ip_vs_xmit.c, __ip_vs_get_out_rt: a local route delivers the packet',
	mends: 'nothing, if it is intended; between two directors `net.ipv4.vs.backup_only=1`',
	needs: ['routes'],
	*look(table, {routes}) {
		for (const {address, about, entries} of realServersOf(table, ...everyMethod)) {
			if (routes.get(address)?.kind === 'local') {
				yield {
					about,
					found: `${address} is an address of this director: it is a server of itself`,
					mend: 'nothing, if it is intended; otherwise remove the server with ipvsadm -d',
					rows: entries,
				};
			}
		}
	},
});

export const rpFilter = defineCheck({
	id: 'rp-filter',
	concerns: 'all',
	severity: 'warning',
	rule: 'A device with strict reverse path filter (the larger of `net.ipv4.conf.all.rp_filter` and its own is 1) only takes packets whose source is routed back by the same device. NAT replies that come in by another device than the route to their server are dropped, and so are requests of clients that are routed elsewhere; the kernel counts them as IPReversePathFilter.',
	why: 'The kernel drops the packet before IPVS sees it, without a message.',
	source:
		'net/ipv4/fib_frontend.c, __fib_validate_source; include/linux/inetdevice.h, IN_DEV_RPFILTER is IN_DEV_MAXCONF',
	mends: '`sysctl -w net.ipv4.conf.DEVICE.rp_filter=2`, or routes that agree in both directions',
	needs: ['files', 'drops'],
	uses: ['routes', 'devices'],
	*look(table, {files, drops}, {routes, devices}) {
		for (const {address, about, entries, family} of realServersOf(table, 'masq')) {
			const route = routes.value?.get(address);
			const own = devices.value ? networkOf(devices.value, address) : undefined;
			if (family !== 'ipv4' || route?.kind !== 'way' || own === undefined) {
				continue;
			}

			const {name} = own.device;
			if (name !== route.device && reversePathFilter(files, name) === 1) {
				yield {
					about,
					found: `rp_filter of ${name} is 1: replies of ${address} that come in there (${networkName(own)}) are dropped, because the route to it leaves by ${route.device}`,
					mend: `ip route replace ${address} dev ${name}, or sysctl -w net.ipv4.conf.${name}.rp_filter=2`,
					rows: entries,
				};
			}
		}

		if (drops.grown > 0) {
			const names = files.paths.flatMap(path => {
				const name = /^\/proc\/sys\/net\/ipv4\/conf\/([^/]+)\/rp_filter$/.exec(path)?.[1];
				return name === undefined || name === 'all' || name === 'default' || name === 'lo'
					? []
					: [name];
			});
			const strict = names.filter(name => reversePathFilter(files, name) === 1);
			const all = files.number(ipv4Path('all', 'rp_filter')).value;
			yield {
				about: 'director',
				found: `the reverse path filter dropped ${countOf(drops.grown, 'packet')} in ${duration(drops.within)} (${drops.count} since the start); it is strict on ${strict.join(', ') || 'no device now'}`,
				mend: `sysctl -w net.ipv4.conf.${all === 1 ? 'all' : (strict[0] ?? 'DEVICE')}.rp_filter=2, or routes to the clients and servers by the devices that their packets come in by`,
			};
		}
	},
});
