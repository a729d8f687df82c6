/**
 * Runs sequences of ipvsadm commands on the real kernel and on the simulator's.
 */
import type {CommandResult} from '../../source/director/port/port.ts';
import {runIpvsadm} from '../../source/simulator/ipvsadm/ipvsadm.ts';
import {Kernel} from '../../source/simulator/kernel.ts';
import {procIpVs} from '../../source/simulator/proc-files.ts';
import type {CommandSequence} from './command-sequences/sequence.ts';
import {bootKernel, type Guest, type GuestCommand} from './kernel.ts';

/** The bridge that sync daemons are started on. */
const syncInterface = 'br0';

/** The answers to a sequence, and the state that it left. */
export interface Observed {
	readonly answers: readonly CommandResult[];
	/** The rules, thresholds, tunnels, daemons and timeouts. */
	readonly state: CommandResult;
	/** /proc/net/ip_vs */
	readonly procFile: string;
}

/** The same name in both places, because ipvsadm's hints repeat the name by which it was called. */
const program = '/sbin/ipvsadm';
const procFile = '/proc/net/ip_vs';

/** Shows everything and then removes it, so that the next sequence starts empty. */
const showAndClear: GuestCommand = {
	command: [program, '-R'],
	input: [
		'-S -n',
		'-L -n --thresholds',
		'-L -n --tun-info',
		'-L --daemon',
		'-L --timeout',
		'--stop-daemon master',
		'--stop-daemon backup',
		'--set 900 120 300',
		'-C',
		'',
	].join('\n'),
};

function commandsOf({calls}: CommandSequence): readonly GuestCommand[] {
	return [
		...calls.map(({words, input}) => ({command: [program, ...words] as const, input})),
		{command: ['/bin/busybox', 'cat', procFile]},
		showAndClear,
	];
}

function observed(results: readonly CommandResult[]): Observed {
	const answers = results.slice(0, -2).map(withoutHelp);
	const [proc, state] = results.slice(-2);
	if (!proc || !state) {
		throw new Error('a sequence without its end');
	}

	return {answers, state, procFile: sortedServices(proc.stdout)};
}

/** Removes the help text, which the simulator does not have; it is always at the end of the output. */
function withoutHelp(answer: CommandResult): CommandResult {
	return {...answer, stdout: answer.stdout.replace(/^Usage:[\s\S]*/m, 'Usage:')};
}

/**
 * The file with its services sorted by text. The kernel lists them in the order of its hash table, which depends on the
 * memory address of the namespace and so differs from boot to boot.
 */
function sortedServices(text: string): string {
	const [header, ...services] = text.split(/\n(?=\S)/);
	return [header, ...services.map(service => service.trimEnd()).sort()].join('\n');
}

/** A guest with what the sequences need. */
export async function bootForBothWays(): Promise<Guest> {
	const guest = await bootKernel();
	await guest.runScript(`
		ip link add ${syncInterface} type bridge
		ip address add 10.99.0.1/24 dev ${syncInterface}
		ip link set ${syncInterface} up
	`);
	return guest;
}

/** Runs each sequence on the real kernel. */
export async function observeKernel(
	guest: Guest,
	sequences: readonly CommandSequence[],
): Promise<readonly Observed[]> {
	const commands = sequences.map(commandsOf);
	const results = [...(await guest.runAll(commands.flat(), {timeout: 600_000}))];
	return commands.map(({length}) => observed(results.splice(0, length)));
}

/** Runs each sequence on the simulator. */
export function observeSimulator(sequences: readonly CommandSequence[]): readonly Observed[] {
	const kernel = new Kernel(() => 0, ['lo', syncInterface]);
	const run = ({command: [name, ...words], input = ''}: GuestCommand): CommandResult =>
		name === program
			? runIpvsadm({kernel, connections: () => []}, [name, ...words], input)
			: {exitCode: 0, stdout: procIpVs(kernel), stderr: ''};
	return sequences.map(each => observed(commandsOf(each).map(run)));
}
