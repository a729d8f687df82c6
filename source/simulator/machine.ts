/**
 * The machine around a simulated kernel: devices, addresses, routes, neighbours and a packet filter, as a healthy
 * director of the scene would have them, and the programs that print them.
 */

import {ipvsModulesCommand} from '../director/machine/ipvs-modules.ts';
import {formatMachineFiles, machineFilesCommand} from '../director/machine/machine-files.ts';
import {isInNetwork} from '../director/machine/networks.ts';
import type {CommandResult} from '../director/port/port.ts';
import {familyOf, type IpAddress, ipAddress, parseIpAddress} from '../ipvs/address.ts';
import {type Address, hostOf, ownAddresses} from './own-addresses.ts';
import type {Scene} from './scenes/scene.ts';
import type {Simulation} from './simulation.ts';
import {loadableEngines, loadableSchedulers} from './table/table.ts';

interface Device {
	readonly name: string;
	readonly addresses: readonly Address[];
}

const done = (stdout: string, stderr = '', exitCode = 0): CommandResult => ({
	exitCode,
	stdout,
	stderr,
});

/** A MAC address that belongs to an address or a device. */
function macOf(owner: string): string {
	let sum = 0;
	for (const character of owner) {
		sum = (sum * 31 + character.charCodeAt(0)) % 0x1_00_00_00_00;
	}

	const bytes = [24, 16, 8, 0].map(shift => ((sum >>> shift) & 255).toString(16).padStart(2, '0'));
	return ['02', '00', ...bytes].join(':');
}

/** What the table had when the scene began, and the devices that go with it. */
interface Beginning {
	readonly devices: readonly Device[];
	/** All addresses of the devices. */
	readonly own: ReadonlySet<IpAddress>;
	/** The devices with those addresses that have a network around them. */
	readonly networks: readonly Device[];
	readonly servers: readonly IpAddress[];
	readonly marks: readonly number[];
}

/** The machine of a scene; what its table has at the start decides about addresses and networks. */
export class Machine {
	readonly #simulation: () => Simulation;
	readonly #scene: Scene;
	readonly #kernelRelease: string;
	/** Files that were written since the start. */
	readonly #written = new Map<string, string>();
	#begun: Beginning | null = null;

	constructor(simulation: () => Simulation, scene: Scene, kernelRelease: string) {
		this.#simulation = simulation;
		this.#scene = scene;
		this.#kernelRelease = kernelRelease;
	}

	/** Writes a file below /proc/sys, as somebody else on the director might. */
	write(path: string, text: string): void {
		this.#written.set(path, text);
	}

	/** The answer of a program of the machine; null if it does not have that program. */
	answer(command: readonly string[], input: string, isRoot: boolean): CommandResult | null {
		const [program, ...words] = command;
		const line = words.join(' ');
		if (command.join('\n') === machineFilesCommand.join('\n')) {
			return done(formatMachineFiles(this.#files()));
		}

		if (command.join('\n') === ipvsModulesCommand.join('\n')) {
			return done(formatMachineFiles(this.#moduleLists()));
		}

		if (program === 'nft' && line === '-j list ruleset') {
			return isRoot
				? done(`${JSON.stringify({nftables: this.#rules()})}\n`)
				: done(
						'',
						'Operation not permitted (you must be root)\nnetlink: Error: cache initialization failed: Operation not permitted\n',
						1,
					);
		}

		if (program !== 'ip') {
			return null;
		}

		switch (line) {
			case '-json address':
				return done(`${JSON.stringify(this.#addresses())}\n`);
			case '-json neigh':
				return done(`${JSON.stringify(this.#neighbours())}\n`);
			case '-json rule':
				return done(`${JSON.stringify(policy)}\n`);
			case '-json -force -batch -':
				return this.#routes(input);
			default:
				return done('', `Object "${words[0]}" is unknown, try "ip help".\n`, 1);
		}
	}

	/** What the table had when the scene began. */
	get #start(): Beginning {
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

	#files(): ReadonlyMap<string, string> {
		const {sysctls, table} = this.#simulation().kernel;
		const schedulers = new Set(table.services.map(({rule}) => rule.scheduler));
		const conf = ['all', 'default', ...this.#start.devices.map(({name}) => name)];
		return new Map([
			['/proc/sys/kernel/osrelease', this.#kernelRelease],
			[
				'/proc/modules',
				['nf_tables', 'ip_vs', ...[...schedulers].map(name => `ip_vs_${name}`)]
					.map(name => `${name} 16384 1 - Live 0x0000000000000000\n`)
					.join(''),
			],
			['/sys/module/ip_vs/parameters/conn_tab_bits', '12'],
			...sysctls.names.map(
				name => [`/proc/sys/net/ipv4/vs/${name}`, sysctls.read(name) ?? ''] as const,
			),
			['/proc/sys/net/ipv4/ip_forward', '1'],
			...conf.flatMap(name => [
				[`/proc/sys/net/ipv4/conf/${name}/forwarding`, '1'] as const,
				[`/proc/sys/net/ipv4/conf/${name}/rp_filter`, '0'] as const,
			]),
			['/proc/sys/net/ipv6/conf/all/forwarding', '1'],
			['/proc/net/netstat', 'TcpExt: SyncookiesSent IPReversePathFilter\nTcpExt: 0 0\n'],
			...this.#written,
		]);
	}

	/** The lists of modules: those that services use are loaded, all others can be. */
	#moduleLists(): ReadonlyMap<string, string> {
		const folder = `/lib/modules/${this.#kernelRelease}`;
		const all = [
			...[...loadableSchedulers].filter(name => name !== 'none'),
			...[...loadableEngines].map(name => `pe_${name}`),
		];
		const loaded = ['/proc/modules', this.#files().get('/proc/modules') ?? ''] as const;
		return new Map([
			loaded,
			[
				`${folder}/modules.dep`,
				all.map(name => `kernel/net/netfilter/ipvs/ip_vs_${name}.ko:`).join('\n'),
			],
			['/lib/modules', 'listed'],
		]);
	}

	/** A rule for each mark that had a service at the start. */
	#rules(): readonly object[] {
		return [
			{metainfo: {version: '1.0.6', release_name: 'Lester Gooch #5', json_schema_version: 1}},
			...this.#start.marks.map((value, index) => ({
				rule: {
					...{family: 'inet', table: 'mangle', chain: 'prerouting', handle: index + 2},
					expr: [{mangle: {key: {meta: {key: 'mark'}}, value}}],
				},
			})),
		];
	}

	#addresses(): readonly object[] {
		return this.#start.devices.map(({name, addresses}, index) => ({
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
	#neighbours(): readonly object[] {
		const now = this.#simulation().kernel.now();
		const failed = this.#scene.traffic.failures
			.filter(({at}) => at <= now)
			.map(({server}) => server.slice(0, server.lastIndexOf(':')).replace(/^\[|\]$/g, ''));
		return this.#start.servers.flatMap(dst => {
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
		const {devices} = this.#start;
		const common = {flags: [], uid: 0};
		if (this.#start.own.has(dst)) {
			return {type: 'local', dst, dev: 'lo', prefsrc: dst, ...common, cache: ['local']};
		}

		for (const {name, addresses} of this.#start.networks) {
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

	#routes(input: string): CommandResult {
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

		return done(lines.join(''), errors.join(''), errors.length === 0 ? 0 : 1);
	}
}

/** The rules of every Linux. */
const policy = [
	{priority: 0, src: 'all', table: 'local'},
	{priority: 32_766, src: 'all', table: 'main'},
	{priority: 32_767, src: 'all', table: 'default'},
];
