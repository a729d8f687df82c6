import {render} from 'ink';
import {type Clock, systemClock} from '../../director/port/clock.ts';
import type {ConsoleStore} from '../state/model.ts';
import {keepAgesTrue} from './age-ticker.ts';
import {ConsoleApp} from './console-app.tsx';
import {processControls, type SignalSource} from './process-controls.ts';

/** Why the console has ended: the person left, a signal asked for it, or the terminal went away. */
export type ExitReason = 'quit' | 'SIGTERM' | 'SIGINT' | 'SIGHUP' | 'hangup';

export interface ConsoleRun {
	readonly store: ConsoleStore;
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	readonly stderr: NodeJS.WriteStream;
	readonly clock?: Clock;
	/** Where signals come from: `process`. */
	readonly signals?: SignalSource;
}

export interface RunningConsole {
	/**
	 * Settles when the console has ended and the terminal is as it was before. Rejects where the program
	 * broke: what to say of that is the caller's.
	 */
	readonly ended: Promise<ExitReason>;
	/** Settles when everything that the state asks for stands on the terminal. */
	flushed(): Promise<void>;
	/** Ends it as the key for leaving does. */
	quit(): void;
}

/** Where an event comes from that ends the console. */
type EventSource = Pick<NodeJS.EventEmitter, 'on' | 'off'>;

/** A slow line should not be filled with frames that nobody can tell apart. */
const framesPerSecond = 15;

/**
 * Shows the console on a terminal until it ends.
 * @throws {Error} where standard input is no terminal
 */
export function startConsole({
	store,
	stdin,
	stdout,
	stderr,
	clock = systemClock,
	signals = process,
}: ConsoleRun): RunningConsole {
	if (!stdin.isTTY) {
		throw new Error('the console reads keys from a terminal, and standard input is none');
	}

	const instance = render(<ConsoleApp store={store} process={processControls(signals)} />, {
		stdin,
		stdout,
		stderr,
		interactive: stdout.isTTY,
		alternateScreen: true,
		incrementalRendering: true,
		maxFps: framesPerSecond,
		exitOnCtrlC: false,
		// Nothing here writes to `console`, and what a library writes there is not to be drawn into the screen.
		patchConsole: false,
	});
	const stopTicking = keepAgesTrue(store, clock);

	let reason: ExitReason = 'quit';
	let failure: Error | null = null;
	const end = (why: ExitReason) => () => {
		reason = why;
		instance.unmount();
	};
	const fail = (error: Error): void => {
		failure ??= error;
		instance.unmount();
	};
	const listeners: readonly (readonly [EventSource, string, (error: Error) => void])[] = [
		[signals, 'SIGTERM', end('SIGTERM')],
		[signals, 'SIGINT', end('SIGINT')],
		[signals, 'SIGHUP', end('SIGHUP')],
		// An error that nothing caught must not leave the terminal in raw mode on the other screen.
		[signals, 'uncaughtException', fail],
		[stdin, 'end', end('hangup')],
		[stdin, 'error', end('hangup')],
		[stdout, 'error', end('hangup')],
	];
	for (const [source, event, listener] of listeners) {
		source.on(event, listener);
	}

	const ended = instance
		.waitUntilExit()
		.then(() => {
			if (failure !== null) {
				throw failure;
			}

			return reason;
		})
		.finally(() => {
			stopTicking();
			for (const [source, event, listener] of listeners) {
				source.off(event, listener);
			}
		});
	return {
		ended,
		flushed: () => instance.waitUntilRenderFlush(),
		quit: () => instance.unmount(),
	};
}
