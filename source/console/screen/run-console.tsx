import {render} from 'ink';
import {type Clock, systemClock} from '../../director/port/clock.ts';
import type {ConsoleStore} from '../state/model.ts';
import {keepAgesTrue} from './age-ticker.ts';
import {ConsoleApp} from './console-app.tsx';
import {processControls, type SignalSource} from './process-controls.ts';

/** Why the console has ended: the person left, a signal asked for it, or the terminal went away. */
export type ExitReason = 'quit' | 'SIGTERM' | 'SIGINT' | 'SIGHUP' | 'SIGQUIT' | 'hangup';

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

/** Ends a frame that was begun, takes the looks, pastes, the other screen and the mouse back, and shows the cursor. */
const asBefore =
	'\u{1B}[?2026l\u{1B}[0m\u{1B}[?2004l\u{1B}[?1006l\u{1B}[?1003l\u{1B}[?1000l\u{1B}[?1049l\u{1B}[?25h';

/** Gives the terminal back without Ink. */
function giveBack({stdin, stdout}: Pick<ConsoleRun, 'stdin' | 'stdout'>): void {
	stdin.setRawMode(false);
	stdout.write(asBefore);
}

/** A slow line should not be filled with frames that nobody can tell apart. */
const framesPerSecond = 30;

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
		throw new Error('the console needs a terminal for keys, and standard input is not one');
	}

	let isBroken = false;
	/** Ink itself cannot be told to draw no more when its own end has failed. */
	const shownStore: ConsoleStore = {
		...store,
		subscribe: listener =>
			store.subscribe((state, before) => {
				if (!isBroken) {
					listener(state, before);
				}
			}),
	};
	const instance = render(<ConsoleApp store={shownStore} process={processControls(signals)} />, {
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
	const broken = Promise.withResolvers<never>();
	/** Ink draws once more before it ends, which may be just what is broken. */
	const unmount = (): void => {
		try {
			instance.unmount();
		} catch (error) {
			isBroken = true;
			giveBack({stdin, stdout});
			broken.reject(failure ?? error);
		}
	};
	const end = (why: ExitReason) => () => {
		reason = why;
		unmount();
	};
	const fail = (error: Error): void => {
		failure ??= error;
		unmount();
	};
	const listeners: readonly (readonly [EventSource, string, (error: Error) => void])[] = [
		[signals, 'SIGTERM', end('SIGTERM')],
		[signals, 'SIGINT', end('SIGINT')],
		[signals, 'SIGHUP', end('SIGHUP')],
		[signals, 'SIGQUIT', end('SIGQUIT')],
		// An error that nothing caught must not leave the terminal in raw mode on the other screen.
		[signals, 'uncaughtException', fail],
		[stdin, 'end', end('hangup')],
		[stdin, 'error', end('hangup')],
		[stdout, 'error', end('hangup')],
	];
	for (const [source, event, listener] of listeners) {
		source.on(event, listener);
	}

	const ended = Promise.race([instance.waitUntilExit(), broken.promise])
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
		quit: unmount,
	};
}
