/**
 * The built program in a real terminal: a pseudo terminal of the kernel, a terminal emulator, and a test that looks at
 * the screen.
 */
import {fileURLToPath} from 'node:url';
import {type IPty, spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {onTestFailed, onTestFinished} from 'vitest';
import {screenText} from '../support/screen-text.ts';

/** The program as `npm run build` makes it. */
export const builtProgram = fileURLToPath(new URL('../../dist/lvstop.mjs', import.meta.url));

/** The end of the terminal's first program. */
export interface TerminalExit {
	readonly exitCode: number;
	/** 0 if no signal ended it. */
	readonly signal: number;
}

export interface PseudoTerminal {
	readonly pty: IPty;
	/** Everything on the screen, a line each, without blanks at their ends. */
	frame(): string;
	/** Settles when the screen has this text. Rejects if the program ends before. */
	shows(text: string | RegExp): Promise<void>;
	/** Settles when the screen no longer has this text. */
	showsNot(text: string): Promise<void>;
	type(input: string): void;
	resize(columns: number, rows: number): void;
	/** Closes the terminal, like closing a window or losing the connection. */
	close(): void;
	/** Whether a full-screen program uses the alternate screen. */
	isAlternate(): boolean;
	/** Whether the cursor is shown. */
	hasCursor(): boolean;
	/** Whether bracketed paste is on. */
	isPasteBracketed(): boolean;
	/** The events of the mouse that are sent to the program: none, or `vt200` for presses and the wheel. */
	mouse(): 'none' | 'vt200' | 'x10' | 'drag' | 'any';
	/** Whether anything on the screen has a colour. */
	hasColor(): boolean;
	/** The ground of the first line like this: a colour of the palette, -1 for the terminal's own. */
	groundOf(line: RegExp): number;
	/** How often the terminal was asked for the colour of its background. */
	asked(): number;
	/** The texts that were sent to the clipboard of the terminal, the last one last. */
	copied(): readonly string[];
	/** The answers that the terminal holds back, if it is slow; afterwards none. */
	takeAnswers(): string;
	readonly ended: Promise<TerminalExit>;
}

/** The environment of a program in the terminal; the user's own state is not part of it. */
const environment: Readonly<Record<string, string>> = {
	PATH: process.env['PATH'] ?? '/usr/bin:/bin',
	TERM: 'xterm-256color',
	LANG: 'C.UTF-8',
	XDG_STATE_HOME: '/nonexistent',
};

export interface TerminalOptions {
	readonly columns?: number;
	readonly rows?: number;
	/** The colour of the background, as the terminal tells it; without it the terminal does not know the question. */
	readonly background?: string;
	/** Whether answers wait for `takeAnswers`, as on a slow line. */
	readonly isSlow?: boolean;
}

/** Starts a program in a terminal; it is ended with the test. */
export function openTerminal(
	[program, ...words]: readonly [string, ...string[]],
	{columns = 80, rows = 24, background, isSlow = false}: TerminalOptions = {},
): PseudoTerminal {
	const emulator = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	const pty = spawn(program, [...words], {cols: columns, rows, env: environment});
	const checks = new Set<() => void>();
	let cursor = true;

	emulator.parser.registerCsiHandler({prefix: '?', final: 'h'}, ([mode]) => {
		cursor ||= mode === 25;
		return false;
	});
	emulator.parser.registerCsiHandler({prefix: '?', final: 'l'}, ([mode]) => {
		cursor &&= mode !== 25;
		return false;
	});
	let answers = '';
	// A terminal answers what programs ask it.
	const answer = (text: string): void => {
		if (isSlow) {
			answers += text;
		} else {
			pty.write(text);
		}
	};
	emulator.onData(answer);
	let asked = 0;
	emulator.parser.registerOscHandler(11, question => {
		asked += 1;
		if (question === '?' && background !== undefined) {
			answer(`\u{1B}]11;${background}\u{1B}\\`);
		}

		return true;
	});
	const copied: string[] = [];
	emulator.parser.registerOscHandler(52, text => {
		const [, base64 = ''] = /^c;([A-Za-z\d+/]*={0,2})$/.exec(text) ?? [];
		copied.push(Buffer.from(base64, 'base64').toString());
		return true;
	});
	pty.onData(text =>
		emulator.write(text, () => {
			for (const check of checks) {
				check();
			}
		}),
	);
	const ended = new Promise<TerminalExit>(resolve => {
		// The program's last output may still be in the emulator.
		pty.onExit(({exitCode, signal = 0}) => emulator.write('', () => resolve({exitCode, signal})));
	});

	const frame = () => screenText(emulator);
	const until = (isSo: () => boolean, what: string) =>
		new Promise<void>((resolve, reject) => {
			const check = () => {
				if (isSo()) {
					checks.delete(check);
					resolve();
				}
			};
			checks.add(check);
			check();
			void ended.then(({exitCode}) => {
				check();
				reject(new Error(`ended with ${exitCode} before ${what}:\n${frame()}`));
			});
		});

	onTestFailed(() => console.error(frame()));
	onTestFinished(() => {
		try {
			process.kill(pty.pid, 'SIGKILL');
		} catch {
			// It has ended by itself.
		}
	});
	return {
		pty,
		frame,
		shows: text =>
			until(
				() => (typeof text === 'string' ? frame().includes(text) : text.test(frame())),
				`${text} was shown`,
			),
		showsNot: text => until(() => !frame().includes(text), `${text} was gone`),
		type: input => pty.write(input),
		resize(newColumns, newRows) {
			emulator.resize(newColumns, newRows);
			pty.resize(newColumns, newRows);
		},
		close() {
			// Not among the published types, but how node-pty itself ends a terminal.
			(pty as IPty & {destroy(): void}).destroy();
		},
		isAlternate: () => emulator.buffer.active.type === 'alternate',
		hasCursor: () => cursor,
		hasColor() {
			const {active} = emulator.buffer;
			return Array.from({length: emulator.rows * emulator.cols}, (_, place) =>
				active
					.getLine(active.viewportY + Math.floor(place / emulator.cols))
					?.getCell(place % emulator.cols),
			).some(cell => cell && !(cell.isFgDefault() && cell.isBgDefault()));
		},
		groundOf(line) {
			const y = frame()
				.split('\n')
				.findIndex(text => line.test(text));
			const {active} = emulator.buffer;
			const cell = active.getLine(active.viewportY + y)?.getCell(0);
			return cell === undefined || cell.isBgDefault() ? -1 : cell.getBgColor();
		},
		asked: () => asked,
		copied: () => copied,
		takeAnswers() {
			const taken = answers;
			answers = '';
			return taken;
		},
		mouse: () => emulator.modes.mouseTrackingMode,
		isPasteBracketed: () => emulator.modes.bracketedPasteMode,
		ended,
	};
}
