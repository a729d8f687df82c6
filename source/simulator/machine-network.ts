/**
 * The network of a simulated machine: devices, addresses, neighbours and routes, as `ip -json` prints them.
 */
import {isInNetwork} from '../director/machine/networks.ts';
import {familyOf, type IpAddress, ipAddress, parseIpAddress} from '../ipvs/address.ts';
import {type Address, hostOf, ownAddresses} from './own-addresses.ts';
import type {Scene} from './scenes/scene.ts';
import type {Simulation} from './simulation.ts';

interface Device {
	readonly name: string;
	readonly addresses: readonly Address[];
}

/** A MAC address that belongs to an address or a device. */
function macOf(owner: string): string {
	let sum = 0;
	for (const character of owner) {
		sum = (sum * 31 + character.charCodeAt(0)) % 0x1_00_00_00_00;
	}

	const bytes = [24, 16, 8, 0].map(shift => ((sum >>> shift) & 255).toString(16).padStart(2, '0'));
	return ['02', '00', ...bytes].join(':');
}

/** The content of the table when the scene began, and the devices that go with it. */
export interface Beginning {
	readonly devices: readonly Device[];
	/** All addresses of the devices. */
	readonly own: ReadonlySet<IpAddress>;
	/** The devices with those addresses that have a network around them. */
	readonly networks: readonly Device[];
	readonly servers: readonly IpAddress[];
	readonly marks: readonly number[];
}

/** The rules of every Linux. */
export const policy = [
	{priority: 0, src: 'all', table: 'local'},
	{priority: 32_766, src: 'all', table: 'main'},
	{priority: 32_767, src: 'all', table: 'default'},
];

/** The network of a scene; what its table has at the start decides about it. */
export class MachineNetwork {
	readonly #simulation: () => Simulation;
	readonly #scene: Scene;
	#begun: Beginning | null = null;

	constructor(simulation: () => Simulation, scene: Scene) {
		this.#simulation = simulation;
		this.#scene = scene;
	}

	/** The content of the table when the scene began. */
	get start(): Beginning {
		this.#begun ??= this.#begin();
		return this.#begun;
	}

	#begin(): Beginning {
		const {services} = this.#simulation().kernel.table;
		const virtual = [
			...new Set(
				services.flatMap(({rule: {key}}) => (key.kind === 'address' ? [key.address] : [])),
			),
		];
		const all = services.flatMap(service => service.servers.map(({rule}) => rule.address));
		const servers = [...new Set(all)].filter(address => !virtual.includes(address));
		const marks = services.flatMap(({rule: {key}}) => (key.kind === 'fwmark' ? [key.fwmark] : []));
		const names = this.#scene.interfaces.filter(name => name !== 'lo');
		const [front = 'eth0'] = names;
		const back = names.at(-1) ?? front;
		const taken = new Set([...virtual, ...servers]);
		const loopback: Device = {
			name: 'lo',
			addresses: [{address: ipAddress('127.0.0.1'), prefixLength: 8}],
		};
		const frontDevice: Device = {
			name: front,
			addresses: [
				...ownAddresses(virtual, taken),
				...virtual.map(address => ({
					address,
					prefixLength: familyOf(address) === 'ipv4' ? 32 : 128,
				})),
			],
		};
		const networks = ownAddresses(servers, taken);
		const devices =
			back === front
				? [loopback, {...frontDevice, addresses: [...frontDevice.addresses, ...networks]}]
				: [loopback, frontDevice, {name: back, addresses: [...networks]}];
		const own = new Set(devices.flatMap(({addresses}) => addresses.map(({address}) => address)));
		const inNetworks = devices.map(({name, addresses}) => ({
			name,
			addresses: addresses.filter(
				({address, prefixLength}) => prefixLength < (familyOf(address) === 'ipv4' ? 32 : 128),
			),
		}));
		return {devices, own, networks: inNetworks, servers, marks};
	}

	/** The answer to `ip -json address`. */
	addresses(): readonly object[] {
		return this.start.devices.map(({name, addresses}, index) => ({
			ifindex: index + 1,
			ifname: name,
			flags:
				name === 'lo'
					? ['LOOPBACK', 'UP', 'LOWER_UP']
					: ['BROADCAST', 'MULTICAST', 'UP', 'LOWER_UP'],
			mtu: name === 'lo' ? 65_536 : 1500,
			operstate: name === 'lo' ? 'UNKNOWN' : 'UP',
			link_type: name === 'lo' ? 'loopback' : 'ether',
			address: name === 'lo' ? '00:00:00:00:00:00' : macOf(name),
			addr_info: addresses.map(({address, prefixLength}) => ({
				family: familyOf(address) === 'ipv4' ? 'inet' : 'inet6',
				local: address,
				prefixlen: prefixLength,
				scope: name === 'lo' ? 'host' : 'global',
			})),
		}));
	}

	/** Servers that have stopped answering do not answer ARP either. */
	neighbours(): readonly object[] {
		const now = this.#simulation().kernel.now();
		const failed = this.#scene.traffic.failures
			.filter(({at}) => at <= now)
			.map(({server}) => server.slice(0, server.lastIndexOf(':')).replace(/^\[|\]$/g, ''));
		return this.start.servers.flatMap(dst => {
			const route = this.#route(dst);
			if (route === null || !('dev' in route) || 'gateway' in route) {
				return [];
			}

			return failed.includes(dst)
				? [{dst, dev: route.dev, state: ['FAILED']}]
				: [{dst, dev: route.dev, lladdr: macOf(dst), state: ['REACHABLE']}];
		});
	}

	/** The answer to a look-up; null if there is no route. */
	#route(dst: IpAddress) {
		const {devices} = this.start;
		const common = {flags: [], uid: 0};
		if (this.start.own.has(dst)) {
			return {type: 'local', dst, dev: 'lo', prefsrc: dst, ...common, cache: ['local']};
		}

		for (const {name, addresses} of this.start.networks) {
			const own = addresses.find(network => isInNetwork(dst, network));
			if (own !== undefined) {
				return {dst, dev: name, prefsrc: own.address, ...common, cache: []};
			}
		}

		const front = devices.find(({name}) => name !== 'lo');
		const own = front?.addresses.find(({address}) => familyOf(address) === 'ipv4');
		return front === undefined || own === undefined || familyOf(dst) === 'ipv6'
			? null
			: {
					...{dst, gateway: hostOf(own.address, 254, own.prefixLength), dev: front.name},
					...{prefsrc: own.address, ...common, cache: []},
				};
	}

	/** The output of `ip -batch` for look-ups of routes, a line each, and its errors. */
	routes(input: string): {readonly stdout: string; readonly stderr: string} {
		const lines: string[] = [];
		const errors: string[] = [];
		for (const [index, line] of input.split('\n').entries()) {
			const [, text = ''] = /^route get (\S+)$/.exec(line) ?? [];
			const address = parseIpAddress(text);
			const route = address === null ? null : this.#route(address);
			if (route !== null) {
				lines.push(`${JSON.stringify([route])}\n`);
			} else if (line !== '') {
				errors.push(`RTNETLINK answers: Network is unreachable\nCommand failed -:${index + 1}\n`);
			}
		}

		return {stdout: lines.join(''), stderr: errors.join('')};
	}
}
