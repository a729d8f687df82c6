/**
 * A console in this process, on a terminal that only counts its output and a recorded kernel, to measure the cost of
 * the console itself.
 */
import {EventEmitter} from 'node:events';
import {PassThrough, Writable} from 'node:stream';
import {type RunningConsole, startConsole} from '../../source/console/screen/run-console.tsx';
import type {ConsoleStore} from '../../source/console/state/model.ts';
import {untilState} from '../../source/console/state/until-state.ts';
import {type Clock, systemClock} from '../../source/director/port/clock.ts';
import {type Port, PortError} from '../../source/director/port/port.ts';
import {openConsole} from '../../source/program/console-session.ts';
import {createSession} from '../../source/program/open-session.ts';
import {createPassingMemory} from '../../source/program/state-folder.ts';
import {type KernelSize, recordedKernel} from './recorded-kernel.ts';

/** A console and the ways to control it. */
export interface SteadyConsole {
	readonly store: ConsoleStore;
	readonly running: RunningConsole;
	/** The memory of the recorded kernel in this process, bytes. */
	readonly kernelBytes: number;
	/** The bytes, writes and text so far. */
	readonly written: {bytes: number; writes: number; text: string};
	/** Skips two seconds and reads; settles when the screen shows the reading. */
	read(): Promise<void>;
	/** Sends keys as a keyboard does. */
	type(keys: string): void;
	/** Calls back at each write to the terminal; null ends it. */
	onWrite(callback: (() => void) | null): void;
	close(): Promise<void>;
}

const nothing: Port = {
	place: 'local',
	async run(commandLine) {
		throw new PortError('missing', commandLine.join(' '), 'there is no program here');
	},
	async readFile(path) {
		throw new PortError('missing', path, `${path}: no such file`);
	},
};

/** A clock whose timers fire only when time is skipped; otherwise it runs like the machine's clock. */
function skippingClock(): {readonly clock: Clock; skip(): void} {
	let skipped = 0;
	const monotonic = () => systemClock.monotonic() + skipped;
	const timers = new Map<() => void, number>();
	return {
		clock: {
			now: () => systemClock.now() + skipped,
			monotonic,
			after(milliseconds, callback) {
				const timer = () => callback();
				timers.set(timer, monotonic() + milliseconds);
				return () => timers.delete(timer);
			},
		},
		skip() {
			const [next] = [...timers].toSorted(([, one], [, other]) => one - other);
			if (next !== undefined) {
				const [timer, at] = next;
				skipped += Math.max(0, at - monotonic());
				timers.delete(timer);
				timer();
			}
		},
	};
}

/** Opens the console. It has read once when the promise settles, and does not read again by itself. */
export async function openSteadyConsole(
	size: KernelSize,
	{columns = 200, rows = 60, keepsText = false} = {},
): Promise<SteadyConsole> {
	const {kernel, step, bytes: kernelBytes} = recordedKernel(size);
	const {clock, skip} = skippingClock();
	const session = createSession({
		port: nothing,
		clock,
		kernel: {kernel, fallBack: false},
		isNear: false,
		state: createPassingMemory(),
		snapshotFolder: null,
		user: 'ann',
	});
	const console = openConsole(
		session,
		{
			...{host: 'bench', user: 'ann', hostFolder: '/nonexistent', snapshotFolder: '/nonexistent'},
			retention: null,
			drains: session.state.drains,
			log: async () => {},
			logBatch: async () => {},
		},
		{interval: 2000, size: {columns, rows}, theme: 'dark'},
	);
	const written = {bytes: 0, writes: 0, text: ''};
	let listener: (() => void) | null = null;
	const stdout = Object.assign(
		new Writable({
			decodeStrings: false,
			write(chunk: string, _encoding, done) {
				written.bytes += Buffer.byteLength(chunk);
				written.writes += 1;
				written.text = keepsText ? written.text + chunk : '';
				done();
				listener?.();
			},
		}),
		{isTTY: true, columns, rows},
	) as unknown as NodeJS.WriteStream;
	const stdin = Object.assign(new PassThrough(), {
		isTTY: true,
		setRawMode: () => stdin,
		ref: () => stdin,
		unref: () => stdin,
	});
	const {store} = console;
	const signals = Object.assign(new EventEmitter(), {kill() {}});
	const running = startConsole({
		...{store, stdout, stderr: stdout, clock, signals},
		stdin: stdin as unknown as NodeJS.ReadStream,
	});
	console.start();
	await untilState(store, ({director: {live, stale}}) => live !== null || stale !== null);
	await running.flushed();
	return {
		store,
		running,
		kernelBytes,
		written,
		async read() {
			const before = store.getState().director.live;
			step();
			while (store.getState().director.live === before) {
				skip();
				await new Promise<void>(resolve => setImmediate(resolve));
				const {readingSince, stale} = store.getState().director;
				if (stale !== null) {
					throw new Error(stale.reason);
				}

				if (readingSince !== null) {
					await untilState(store, ({director}) => director.readingSince === null);
				}
			}

			await running.flushed();
		},
		type: keys => stdin.write(keys),
		onWrite(callback) {
			listener = callback;
		},
		async close() {
			running.quit();
			console.stop();
			await running.ended;
		},
	};
}
