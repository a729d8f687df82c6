/**
 * Builds a topology inside a guest.
 */
import type {Guest} from './guest.ts';
import {directorName, type Machine, ruleSet, type Topology, webPort} from './topology.ts';

/** The namespace of the switches that join the interfaces of a segment. */
const switches = 'switches';

/**
 * Creates machines, cables and addresses, starts the web servers and sets up the virtual service. A guest holds one
 * topology.
 */
export async function buildNetwork(guest: Guest, topology: Topology): Promise<void> {
	await guest.runScript(
		[
			cablesScript(topology),
			...topology.machines.map(machineScript),
			...topology.servers.map(({machine, address}) => webServerScript(machine, address)),
		].join('\n'),
	);
	const {exitCode, stderr} = await guest.run(['ipvsadm', '-R'], {
		input: ruleSet(topology, 'tcp', webPort),
	});
	if (exitCode !== 0) {
		throw new Error(`the rules of the topology were refused: ${stderr}`);
	}
}

/** Creates machines and cables only: the interfaces have no addresses and are down. */
export async function buildCables(guest: Guest, topology: Topology): Promise<void> {
	await guest.runScript(cablesScript(topology));
}

/** Namespaces, a switch for each segment, and a cable from each interface to its switch. */
function cablesScript({machines}: Topology): string {
	const cables = machines.flatMap(({name: machine, interfaces}) =>
		interfaces.map(({name, segment}) => ({machine, name, segment, port: `${machine}-${name}`})),
	);
	const segments = [...new Set(cables.map(({segment}) => segment))];
	const namespaces = machines.map(({name}) => name).filter(name => name !== directorName);
	const switchBatch = [
		...segments.map(segment => `link add ${segment} up type bridge`),
		...cables.map(({machine, name, segment, port}) => {
			// The director is where process 1 of the guest is.
			const place = machine === directorName ? '1' : machine;
			return `link add ${port} up master ${segment} type veth peer name ${name} netns ${place}`;
		}),
	];
	return [
		ipBatch(
			'ip',
			[switches, ...namespaces].map(name => `netns add ${name}`),
		),
		ipBatch(`ip -n ${switches}`, switchBatch),
	].join('\n');
}

/** Addresses and routes of one machine. */
function machineScript({name, interfaces, virtualAddresses, routes, sysctls}: Machine): string {
	const inside = name === directorName ? '' : `ip netns exec ${name} `;
	const settings = Object.entries(sysctls ?? {}).map(([key, value]) => `${key}=${value}`);
	const batch = [
		'link set lo up',
		...Object.entries(virtualAddresses ?? {}).flatMap(([device, address]) => [
			`link set ${device} up`,
			`address add ${address} dev ${device}`,
		]),
		...interfaces.flatMap(({name: device, addresses}) => [
			`link set ${device} up`,
			...addresses.map(address => `address add ${address} dev ${device}${atOnce(address)}`),
		]),
		...(routes ?? []).map(route => `route add ${route}`),
	];
	return [
		...(settings.length === 0 ? [] : [`${inside}busybox sysctl -q -w ${settings.join(' ')}`]),
		ipBatch(name === directorName ? 'ip' : `ip -n ${name}`, batch),
	].join('\n');
}

/** Without this an IPv6 address is not usable for a second or two, while the kernel asks whether it is taken. */
function atOnce(address: string): string {
	return address.includes(':') ? ' nodad' : '';
}

/** A web server that goes on by itself. */
function webServerScript(machine: string, page: string): string {
	const home = `/run/www/${machine}`;
	return [
		`mkdir -p ${home}`,
		`echo ${page} >${home}/index.html`,
		`ip netns exec ${machine} busybox httpd -p ${webPort} -h ${home}`,
	].join('\n');
}

function ipBatch(ip: string, lines: readonly string[]): string {
	return [`${ip} -batch - <<'END'`, ...lines, 'END'].join('\n');
}
