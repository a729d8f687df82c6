/**
 * A console on a simulated director whose port can fail, with checks that what is shown was true.
 */
import {expect} from 'vitest';
import {renderFrame} from '../../source/console/screen/render-frame.tsx';
import type {ConsoleStore} from '../../source/console/state/model.ts';
import type {LiveDirector} from '../../source/director/polling/live.ts';
import type {Clock} from '../../source/director/port/clock.ts';
import {
	type CommandResult,
	type Port,
	PortError,
	type PortFailure,
} from '../../source/director/port/port.ts';
import {screenAge} from '../../source/director/staleness.ts';
import {snapshotPlaces} from '../../source/features/snapshots/commands/snapshot-places.ts';
import {openConsole} from '../../source/program/console-session.ts';
import {createSession} from '../../source/program/open-session.ts';
import {createPassingMemory} from '../../source/program/state-folder.ts';
import {createManualClock, type ManualClock} from '../../source/simulator/manual-clock.ts';
import {createSimulatedPort, type SimulatedPort} from '../../source/simulator/simulated-port.ts';
import {simulatedKernel} from './simulated-kernel.ts';

/** A change of the director's answers: another answer, or none. */
export interface Fault {
	/** For a command, as typed. */
	readonly run?: (words: string, answer: CommandResult) => CommandResult | PortFailure;
	/** For a file. */
	readonly read?: (path: string, text: string) => string | PortFailure;
	/** Of a datagram of the kernel; what is thrown is what the call fails with. */
	readonly receive?: (datagram: Buffer) => Buffer;
}

/** How the director is read, as by the option of the same name: `auto` is netlink until that fails. */
type Source = 'ipvsadm' | 'netlink' | 'auto';

export interface FaultyConsole {
	readonly store: ConsoleStore;
	readonly clock: ManualClock;
	readonly director: SimulatedPort;
	/** Suspends the console's machine for this long, while the director continues. */
	sleep(milliseconds: number): void;
	/** Sets the wall clock. */
	jump(milliseconds: number): void;
	/** Applies a fault from now on; null ends it. */
	become(fault: Fault | null): void;
	/** The shown director. */
	shown(): LiveDirector;
	frame(): string;
	/** Whether the screen says that its data is old. */
	isStale(): boolean;
	/** Fails if anything was ever shown that was not true. */
	expectNothingWrong(): void;
	stop(): void;
}

/** A failure in the words of the local port. */
function portError(failure: PortFailure, subject: string): PortError {
	const words: Readonly<Record<PortFailure, string>> = {
		missing: subject.startsWith('/') ? 'no such file' : 'no such program',
		forbidden: 'no permission to read it',
		timeout: 'no answer within 30 s',
		cancelled: 'cancelled',
		lost: 'ended by SIGKILL',
		unreached: 'no connection',
		'too-large': 'too much output',
	};
	return new PortError(failure, subject, `${subject}: ${words[failure]}`);
}

/** Opens the console, lets it read twice, and checks everything that it shows from then on. */
export async function faultyConsole(source: Source = 'ipvsadm'): Promise<FaultyConsole> {
	const manual = createManualClock();
	let slept = 0;
	let jumped = 0;
	// As in `createSystemClock`: suspended time counts, but no timer sees it.
	const clock: Clock = {
		...manual,
		now: () => manual.now() + slept + jumped,
		monotonic: () => manual.monotonic() + slept,
	};
	const director = createSimulatedPort({
		scene: 'nat',
		seed: 1,
		clock: {...manual, monotonic: () => manual.monotonic() + slept},
	});
	let fault: Fault | null = null;
	const port: Port = {
		place: director.place,
		async run(command, options) {
			const answer = await director.run(command, options);
			const words = command.join(' ');
			const changed = fault?.run?.(words, answer) ?? answer;
			if (typeof changed === 'string') {
				throw portError(changed, words);
			}

			return changed;
		},
		async readFile(path, options) {
			const text = await director.readFile(path, options);
			const changed = fault?.read?.(path, text) ?? text;
			if (['missing', 'forbidden', 'timeout', 'lost', 'too-large'].includes(changed)) {
				throw portError(changed as PortFailure, path);
			}

			return changed;
		},
	};
	const kernel = {
		kernel: simulatedKernel(director, clock, {
			readFile: port.readFile,
			receive: datagram => fault?.receive?.(datagram) ?? datagram,
		}),
		fallBack: source === 'auto',
	};
	const session = createSession({
		port,
		clock,
		kernel: source === 'ipvsadm' ? null : kernel,
		isNear: true,
		state: createPassingMemory(),
		snapshotFolder: null,
		user: 'ann',
	});
	const places = snapshotPlaces(
		{
			host: port.place,
			user: 'ann',
			hostFolder: '/nonexistent',
			snapshotFolder: '/nonexistent',
			keepSnapshots: null,
		},
		session,
	);
	const {store, start, stop} = openConsole(session, places, {
		interval: 2000,
		size: {columns: 160, rows: 40},
		theme: 'plain',
	});
	const shown = () => store.getState().director.live ?? expect.fail('nothing is shown');
	const wrong: string[] = [];
	/** The true weights, and the least possible counters. */
	const truth = new Map<string, {weight: number; connections: bigint; bytes: bigint}>();
	/** Rates vary; a rate beyond this factor of the usual one comes from a wrong counter. */
	let usual = 0;

	const check = ({services}: LiveDirector): void => {
		for (const {id: service, servers} of services) {
			for (const {id, weight, counters, rates} of servers) {
				const row = `${service} ${id}`;
				const known = truth.get(row);
				if (known === undefined) {
					wrong.push(`${row} is not there`);
					continue;
				}

				if (weight !== known.weight) {
					wrong.push(`${row} has weight ${known.weight}, not ${weight}`);
				}

				if (counters !== null) {
					if (counters.connections < known.connections || counters.inBytes < known.bytes) {
						wrong.push(`${row} counts backwards`);
					}

					known.connections = counters.connections;
					known.bytes = counters.inBytes;
				}

				if (rates !== null && usual > 0 && rates.inBytes > 20 * usual) {
					wrong.push(`${row} has ${rates.inBytes} bytes a second`);
				}
			}
		}

		if (services.flatMap(({servers}) => servers).length < truth.size) {
			wrong.push('a row is gone');
		}
	};

	start();
	await manual.pass(9000);
	for (const {id: service, servers} of shown().services) {
		for (const {id, weight, rates} of servers) {
			truth.set(`${service} ${id}`, {weight, connections: 0n, bytes: 0n});
			usual = Math.max(usual, rates?.inBytes ?? 0);
		}
	}

	expect(truth.size).toBeGreaterThan(1);
	expect(usual).toBeGreaterThan(0);
	let last: LiveDirector | null = null;
	store.subscribe(({director: {live}}) => {
		if (live !== null && live !== last) {
			last = live;
			check(live);
		}
	});
	return {
		store,
		clock: manual,
		director,
		sleep(milliseconds) {
			slept += milliseconds;
		},
		jump(milliseconds) {
			jumped += milliseconds;
		},
		become(next) {
			fault = next;
		},
		shown,
		frame: () => renderFrame(store.getState()),
		isStale: () => screenAge({...store.getState(), now: clock.monotonic()}).status === 'stale',
		expectNothingWrong: () => expect(wrong).toEqual([]),
		stop,
	};
}
