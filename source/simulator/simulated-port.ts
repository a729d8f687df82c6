/**
 * A port to a director that exists only in memory, for the demonstration and for tests.
 */
import type {Clock} from '../director/port/clock.ts';
import {
	type CallOptions,
	type CommandResult,
	type Port,
	PortError,
	type PortFailure,
} from '../director/port/port.ts';
import {showCommand} from '../director/port/show-command.ts';
import type {OwnerKind} from '../ipvs/owner.ts';
import {ownerProbe} from '../ipvs/owner-probe.ts';
import type {Build} from './ipvsadm/build.ts';
import {Machine} from './machine.ts';
import {readProcFile} from './proc-files.ts';
import type {Scene} from './scenes/scene.ts';
import {type SceneName, sceneNamed} from './scenes/scenes.ts';
import {Simulation} from './simulation.ts';
import type {KernelVersion} from './table/sysctls.ts';

/** Processes and interfaces of each owner, as seen with the real ones or read in their source. */
const signs: Readonly<Record<OwnerKind, readonly string[]>> = {
	keepalived: [
		'pidfile checkers 813',
		'process 812 here keepalived',
		'arguments 812 /usr/sbin/keepalived --dont-fork ',
		'process 813 here keepalived',
		'arguments 813 /usr/sbin/keepalived --dont-fork ',
	],
	ldirectord: ['process 812 here ldirectord'],
	surealived: ['process 811 here surealived', 'process 812 here ipvssync'],
	seesaw: ['process 811 here seesaw_engine', 'process 812 here seesaw_ncc'],
	lvscare: ['process 812 here lvscare'],
	'kube-proxy': ['interface kube-ipvs0', 'process 812 here kube-proxy'],
	'kube-router': ['interface kube-dummy-if', 'process 812 here kube-router'],
	cilium: ['process 812 here cilium-agent'],
	docker: ['docker ingress_sbox'],
};

/** The answer to the command of `source/ipvs/owner-probe.ts` on a machine with that owner, or with none. */
function ownerAnswer(owner: OwnerKind | null): string {
	return [
		'lrwxrwxrwx 1 root root 0 Jan  1 00:00 /proc/self/ns/pid -> pid:[4026531836]',
		...(owner === null ? [] : signs[owner]),
		'end',
		'',
	].join('\n');
}

/** The properties of the simulated machine. */
export interface SimulatedPortOptions {
	/** The name of a demonstration scene, or a custom scene. */
	readonly scene: SceneName | Scene;
	/** The same seed, clock times and commands give the same answers. */
	readonly seed: number;
	readonly clock: Clock;
	/**
	 * The user. An ordinary user, and root in a container without CAP_NET_ADMIN (`confined`), may only read /proc.
	 * Default: root.
	 */
	readonly user?: 'root' | 'ordinary' | 'confined';
	/** Whether the kernel has ip_vs; default `loaded`. */
	readonly module?: 'loaded' | 'missing';
	/** The version of ipvsadm, or that it is missing; default 1.31. */
	readonly ipvsadm?: Build | 'missing';
	/** The kernel to imitate; default 6.1. Only root may read the status of 7.2. */
	readonly kernel?: KernelVersion;
}

/** A failure or a delay, until it is removed. */
export interface Disturbance {
	/** Selects the commands (as typed) and files that it affects. */
	readonly hits: (subject: string) => boolean;
	/** Delays the answer by this many milliseconds of the clock; the caller's time limit still applies. */
	readonly delay?: number;
	/** Fails with this instead of an answer. */
	readonly failure?: PortFailure;
}

/** A simulated port with ways to interfere from outside. */
export interface SimulatedPort extends Port {
	/** Begins a disturbance; the returned function ends it. */
	disturb(disturbance: Disturbance): () => void;
	/**
	 * Writes a file of /proc/sys/net/ipv4/vs, as somebody else on the director might.
	 * @throws {RangeError} if there is no such file
	 */
	setSysctl(name: string, value: string): void;
	/** Writes another file below /proc/sys, such as that of ip_forward. */
	setMachineFile(path: string, text: string): void;
}

/** The release strings of the simulated kernels. */
const releases: Readonly<Record<KernelVersion, string>> = {'6.1': '6.1.176', '7.2': '7.2.13'};
const defaultTimeout = 10_000;
const programs: ReadonlySet<string> = new Set(['ipvsadm', '/sbin/ipvsadm', '/usr/sbin/ipvsadm']);

/** The lines of /proc/self/status that show the user's capabilities; for a container, those that docker grants. */
const processStatus = {
	root: 'Uid:\t0\t0\t0\t0\nCapEff:\t000001ffffffffff\n',
	ordinary: 'Uid:\t1000\t1000\t1000\t1000\nCapEff:\t0000000000000000\n',
	confined: 'Uid:\t0\t0\t0\t0\nCapEff:\t00000000a80425fb\n',
} as const;

/**
 * The output of ipvsadm when it cannot talk to the kernel; it first tries to load the module (recorded on Linux 6.1).
 */
const unreachable = (reason: string, kernelRelease: string): CommandResult => ({
	exitCode: 2,
	stdout: '',
	stderr: [
		`modprobe: FATAL: Module ip_vs not found in directory /lib/modules/${kernelRelease}`,
		`Can't initialize ipvs: ${reason}`,
		'Are you sure that IP Virtual Server is built in the kernel or as module?\n',
	].join('\n'),
});

/**
 * Opens a simulated director. Its time follows the clock from now on. An invalid scene is reported at the first call.
 */
export function createSimulatedPort(options: SimulatedPortOptions): SimulatedPort {
	const {clock, seed, user = 'root', module = 'loaded', ipvsadm = '1.31'} = options;
	const {kernel = '6.1'} = options;
	const kernelRelease = releases[kernel];
	const scene = typeof options.scene === 'string' ? sceneNamed(options.scene) : options.scene;
	let begun: Simulation | null = null;
	// A large scene takes seconds to start, so it is started lazily: the caller can show something before that.
	const simulation = (): Simulation => {
		begun ??= new Simulation(scene, seed, kernel);
		return begun;
	};
	const machine = new Machine(simulation, scene, kernelRelease);
	const start = clock.monotonic();
	const disturbances = new Set<Disturbance>();

	const machineFiles: ReadonlyMap<string, string> = new Map([
		['/proc/sys/kernel/hostname', `${scene.host}\n`],
		['/proc/sys/kernel/osrelease', `${kernelRelease}\n`],
		['/proc/self/status', processStatus[user]],
	]);

	function runProgram(command: readonly [string, ...string[]], input: string): CommandResult {
		// The only script that this machine's shell can run.
		if (command.join('\n') === ownerProbe.join('\n')) {
			return {exitCode: 0, stdout: ownerAnswer(scene.owner ?? null), stderr: ''};
		}

		const answer = machine.answer(command, input, user === 'root');
		if (answer !== null) {
			return answer;
		}

		if (!programs.has(command[0]) || ipvsadm === 'missing') {
			const subject = showCommand(command);
			throw new PortError('missing', subject, `${subject}: no such program`);
		}

		if (user !== 'root') {
			return unreachable('Permission denied (you must be root)', kernelRelease);
		}

		return module === 'missing'
			? unreachable('Protocol not available', kernelRelease)
			: simulation().ipvsadm(command, input, ipvsadm);
	}

	function readText(path: string): string {
		if (path === '/proc/net/ip_vs_status' && kernel !== '6.1' && user === 'ordinary') {
			throw new PortError('forbidden', path, `${path}: Permission denied`);
		}

		const text =
			machineFiles.get(path) ?? (module === 'loaded' ? readProcFile(simulation(), path) : null);
		if (text === null) {
			throw new PortError('missing', path, `${path}: no such file`);
		}

		return text;
	}

	/** Answers when the disturbances allow it, with the state at that time. */
	async function answer<T>(subject: string, call: CallOptions, work: () => T): Promise<T> {
		const hitting = [...disturbances].filter(({hits}) => hits(subject));
		const delay = hitting.reduce((sum, disturbance) => sum + (disturbance.delay ?? 0), 0);
		await pause(clock, subject, delay, call);
		const failure = hitting.find(disturbance => disturbance.failure !== undefined)?.failure;
		if (failure !== undefined) {
			throw new PortError(failure, subject, `${subject}: ${failure}`);
		}

		simulation().advanceTo(clock.monotonic() - start);
		return work();
	}

	return {
		place: scene.host,
		run: (command, runOptions = {}) =>
			answer(showCommand(command), runOptions, () => runProgram(command, runOptions.input ?? '')),
		readFile: (path, callOptions = {}) => answer(path, callOptions, () => readText(path)),
		disturb(disturbance) {
			disturbances.add(disturbance);
			return () => {
				disturbances.delete(disturbance);
			};
		},
		setSysctl(name, value) {
			simulation().advanceTo(clock.monotonic() - start);
			simulation().kernel.sysctls.set(name, value);
		},
		setMachineFile: (path, text) => machine.write(path, text),
	};
}

/** Waits on the clock until the time has passed, the caller gives up, or its time limit is reached. */
function pause(
	clock: Clock,
	subject: string,
	delay: number,
	{signal, timeout = defaultTimeout}: CallOptions,
): Promise<void> {
	return new Promise((resolve, reject) => {
		const cancelled = () => reject(new PortError('cancelled', subject, `${subject}: cancelled`));
		if (signal?.aborted) {
			cancelled();
			return;
		}

		if (delay === 0) {
			resolve();
			return;
		}

		const isTooLong = delay > timeout;
		const cancelTimer = clock.after(Math.min(delay, timeout), () => {
			signal?.removeEventListener('abort', onAbort);
			if (isTooLong) {
				const message = `${subject}: no answer within ${timeout / 1000} s`;
				reject(new PortError('timeout', subject, message));
			} else {
				resolve();
			}
		});
		const onAbort = () => {
			cancelTimer();
			cancelled();
		};

		signal?.addEventListener('abort', onAbort, {once: true});
	});
}
