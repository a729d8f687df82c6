import {render} from 'ink';
import {type Clock, systemClock} from '../../director/port/clock.ts';
import {screenAge} from '../../director/staleness.ts';
import {askBackground} from '../input/ask-background.ts';
import {canBeAsked} from '../input/terminal-answers.ts';
import {terminalInput} from '../input/terminal-input.ts';
import {mouseOff, mouseOn} from '../mouse/mouse-sequence.ts';
import {tick} from '../state/director-reducers.ts';
import type {ConsoleStore} from '../state/model.ts';
import {clipboardSequence, multiplexerOf} from './clipboard.ts';
import {ConsoleApp} from './console-app.tsx';
import {processControls, type SignalSource} from './process-controls.ts';

/** The interval at which ages are updated, milliseconds. */
const period = 1000;

/**
 * Updates the console's clock every second, but only if that is visible: a live screen shows no age.
 * @returns a function that stops it
 */
export function keepAgesTrue(store: ConsoleStore, clock: Clock): () => void {
	let cancel = () => {};
	const check = (): void => {
		const state = store.getState();
		const shown = screenAge(state).status;
		if (shown !== 'live' || screenAge({...state, now: clock.monotonic()}).status !== shown) {
			store.update(tick);
		}

		cancel = clock.after(period, check);
	};

	cancel = clock.after(period, check);
	return () => cancel();
}

/** Why the console has ended: the operator quit, a signal came, or the terminal was closed. */
export type ExitReason = 'quit' | 'SIGTERM' | 'SIGINT' | 'SIGHUP' | 'SIGQUIT' | 'hangup';

export interface ConsoleRun {
	readonly store: ConsoleStore;
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	readonly stderr: NodeJS.WriteStream;
	readonly clock?: Clock;
	/** Whether the mouse is used; default true. */
	readonly mouse?: boolean;
	/** The source of signals: `process`. */
	readonly signals?: SignalSource;
	/** Called if the terminal says whether its background is light; it is not asked without this. */
	readonly onBackground?: (isLight: boolean) => void;
	/** The variables that tell what the terminal is, and whether tmux or screen is before it. */
	readonly environment?: Readonly<Record<string, string | undefined>>;
}

export interface RunningConsole {
	/**
	 * Settles when the console has ended and the terminal is restored. Rejects if the program crashed; the caller
	 * reports that.
	 */
	readonly ended: Promise<ExitReason>;
	/** Settles when the terminal shows the current state. */
	flushed(): Promise<void>;
	/** Ends it like the quit key. */
	quit(): void;
}

/** The source of an event that ends the console. */
type EventSource = Pick<NodeJS.EventEmitter, 'on' | 'off'>;

/** Ends a started frame, resets styles, bracketed paste, alternate screen and mouse, and shows the cursor. */
const asBefore =
	'\u{1B}[?2026l\u{1B}[0m\u{1B}[?2004l\u{1B}[?1006l\u{1B}[?1003l\u{1B}[?1000l\u{1B}[?1049l\u{1B}[?25h';

/** Restores the terminal without Ink. */
function giveBack({stdin, stdout}: Pick<ConsoleRun, 'stdin' | 'stdout'>): void {
	stdin.setRawMode(false);
	stdout.write(asBefore);
}

const otherScreen = '\u{1B}[?1049h';
const firstScreen = '\u{1B}[?1049l';
const upperLeft = '\u{1B}[H';

/**
 * On the other screen the cursor is where it was on the first one: behind a prompt, or behind keys that were pressed
 * too soon. What Ink draws there would begin in the middle of a line, so the cursor is set first. The mouse belongs to
 * the other screen: it is on exactly while Ink has that.
 */
function onOtherScreen(stdout: NodeJS.WriteStream, hasMouse: boolean): NodeJS.WriteStream {
	const entered = otherScreen + upperLeft + (hasMouse ? mouseOn : '');
	const left = (hasMouse ? mouseOff : '') + firstScreen;
	const write = (text: string, done?: (error?: Error | null) => void) =>
		stdout.write(text.replace(otherScreen, entered).replace(firstScreen, left), done);
	return new Proxy(stdout, {
		get(target, name) {
			const value: unknown = name === 'write' ? write : Reflect.get(target, name, target);
			return typeof value === 'function' ? value.bind(target) : value;
		},
	});
}

/** A slow line should not be filled with frames that nobody can distinguish. */
const framesPerSecond = 30;

/**
 * Shows the console on a terminal until it ends.
 * @throws {Error} if standard input is not a terminal
 */
export function startConsole({
	store,
	stdin,
	stdout,
	stderr,
	clock = systemClock,
	mouse = true,
	signals = process,
	onBackground,
	environment = {},
}: ConsoleRun): RunningConsole {
	if (!stdin.isTTY) {
		throw new Error('the console needs a terminal for keys, and standard input is not one');
	}

	let isBroken = false;
	/**
	 * A store that stops updating at the end, because Ink cannot be told to stop drawing if its own unmounting failed.
	 */
	const shownStore: ConsoleStore = {
		...store,
		subscribe: listener =>
			store.subscribe((state, before) => {
				if (!isBroken) {
					listener(state, before);
				}
			}),
	};
	// The kernel would echo what is typed until Ink listens, into what is drawn first.
	stdin.setRawMode(true);
	const multiplexer = multiplexerOf(environment);
	const copy = (text: string): void => {
		stdout.write(clipboardSequence(text, multiplexer));
	};
	const input = terminalInput(stdin, clock);
	const question =
		onBackground !== undefined && stdout.isTTY && canBeAsked(environment)
			? askBackground(input, text => void stdout.write(text), clock, onBackground)
			: null;
	/** Gives the terminal to somebody else when none of its answers is on its way any more. */
	const handOver = (work: () => void): void => {
		if (question === null) {
			work();
		} else {
			question.before(work);
		}
	};
	const app = (
		<ConsoleApp
			store={shownStore}
			process={processControls(signals)}
			copy={copy}
			mouse={mouse ? input.mouse : null}
			handOver={handOver}
		/>
	);
	const instance = render(app, {
		stdin: input.stdin,
		stdout: onOtherScreen(stdout, mouse),
		stderr,
		interactive: stdout.isTTY,
		alternateScreen: true,
		incrementalRendering: true,
		maxFps: framesPerSecond,
		exitOnCtrlC: false,
		// Nothing here writes to `console`, and output of a library must not be drawn into the screen.
		patchConsole: false,
	});
	const stopTicking = keepAgesTrue(store, clock);

	let reason: ExitReason = 'quit';
	let failure: Error | null = null;
	const broken = Promise.withResolvers<never>();
	/** Ends Ink. It draws once more before it ends, which may be the very thing that fails. */
	const unmount = (): void => {
		try {
			instance.unmount();
		} catch (error) {
			isBroken = true;
			giveBack({stdin, stdout});
			broken.reject(failure ?? error);
		}
	};
	const leave = (why: ExitReason) => () => {
		reason = why;
		handOver(unmount);
	};
	const hangUp = (why: ExitReason) => () => {
		reason = why;
		unmount();
	};
	const fail = (error: Error): void => {
		failure ??= error;
		unmount();
	};
	const listeners: readonly (readonly [EventSource, string, (error: Error) => void])[] = [
		[signals, 'SIGTERM', leave('SIGTERM')],
		[signals, 'SIGINT', leave('SIGINT')],
		[signals, 'SIGHUP', hangUp('SIGHUP')],
		[signals, 'SIGQUIT', leave('SIGQUIT')],
		// An uncaught error must not leave the terminal in raw mode on the alternate screen.
		[signals, 'uncaughtException', fail],
		[stdin, 'end', hangUp('hangup')],
		[stdin, 'error', hangUp('hangup')],
		[stdout, 'error', hangUp('hangup')],
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
			input.stop();
			question?.stop();
			for (const [source, event, listener] of listeners) {
				source.off(event, listener);
			}
		});
	return {
		ended,
		flushed: () => instance.waitUntilRenderFlush(),
		quit: () => handOver(unmount),
	};
}
