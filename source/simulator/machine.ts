/**
 * The machine around a simulated kernel: its network, files, modules and packet filter, as a healthy director of the
 * scene would have them, and the programs that print them.
 */

import {ipvsModulesCommand} from '../director/machine/ipvs-modules.ts';
import {formatMachineFiles, machineFilesCommand} from '../director/machine/machine-files.ts';
import type {CommandResult} from '../director/port/port.ts';
import {MachineNetwork, policy} from './machine-network.ts';
import type {Scene} from './scenes/scene.ts';
import type {Simulation} from './simulation.ts';
import {loadableEngines, loadableSchedulers} from './table/table.ts';

const done = (stdout: string, stderr = '', exitCode = 0): CommandResult => ({
	exitCode,
	stdout,
	stderr,
});

/** The machine of a scene. */
export class Machine {
	readonly #simulation: () => Simulation;
	readonly #network: MachineNetwork;
	readonly #kernelRelease: string;
	/** Files that were written since the start. */
	readonly #written = new Map<string, string>();

	constructor(simulation: () => Simulation, scene: Scene, kernelRelease: string) {
		this.#simulation = simulation;
		this.#network = new MachineNetwork(simulation, scene);
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
				return done(`${JSON.stringify(this.#network.addresses())}\n`);
			case '-json neigh':
				return done(`${JSON.stringify(this.#network.neighbours())}\n`);
			case '-json rule':
				return done(`${JSON.stringify(policy)}\n`);
			case '-json -force -batch -': {
				const {stdout, stderr} = this.#network.routes(input);
				return done(stdout, stderr, stderr === '' ? 0 : 1);
			}
			default:
				return done('', `Object "${words[0]}" is unknown, try "ip help".\n`, 1);
		}
	}

	#files(): ReadonlyMap<string, string> {
		const {sysctls, table} = this.#simulation().kernel;
		const schedulers = new Set(table.services.map(({rule}) => rule.scheduler));
		const conf = ['all', 'default', ...this.#network.start.devices.map(({name}) => name)];
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
			...this.#network.start.marks.map((value, index) => ({
				rule: {
					...{family: 'inet', table: 'mangle', chain: 'prerouting', handle: index + 2},
					expr: [{mangle: {key: {meta: {key: 'mark'}}, value}}],
				},
			})),
		];
	}
}
