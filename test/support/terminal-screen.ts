/**
 * A terminal for tests: output goes through a terminal emulator, so that a test sees what an operator would see, and
 * input arrives as from a keyboard.
 */
import {PassThrough, Writable} from 'node:stream';
import xterm from '@xterm/headless';
import {screenText} from './screen-text.ts';

/** The style of one character on the screen. Colours are palette numbers; -1 is the terminal's default. */
export interface Cell {
	readonly text: string;
	readonly foreground: number;
	readonly background: number;
	readonly bold: boolean;
	readonly dim: boolean;
	readonly inverse: boolean;
	readonly underline: boolean;
}

export interface TerminalScreen {
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	/**
	 * Sends input like a keyboard, in one piece. The promise settles when it has been read; the screen changes once the
	 * program has drawn.
	 */
	type(input: string): Promise<void>;
	/** Everything on the screen, a line each, without blanks at their ends. */
	frame(): string;
	/** The character at a position, counted from 0, and its style. */
	cell(line: number, column: number): Cell;
	/** Changes the size of the window. */
	resize(columns: number, rows: number): void;
	/** Whether the program has switched to the alternate screen. */
	isAlternate(): boolean;
	/** Whether keys arrive one by one without echo. */
	isRaw(): boolean;
	/** Whether presses and the wheel of the mouse are sent to the program. */
	hasMouse(): boolean;
	/** Everything that was written, escape sequences and all. */
	written(): string;
}

/** The escape sequences of keys that are not characters. */
export const keySequences = {
	up: '\u{1B}[A',
	down: '\u{1B}[B',
	right: '\u{1B}[C',
	left: '\u{1B}[D',
	home: '\u{1B}[H',
	end: '\u{1B}[F',
	pageup: '\u{1B}[5~',
	pagedown: '\u{1B}[6~',
	delete: '\u{1B}[3~',
	shiftTab: '\u{1B}[Z',
	enter: '\r',
	tab: '\t',
	backspace: '\u{7F}',
	/** As terminals send it that tell Esc from the start of a sequence; the bare character is only known after a pause. */
	esc: '\u{1B}[27u',
} as const;

/** Opens an empty terminal. */
export function openScreen({
	columns,
	rows,
}: {
	readonly columns: number;
	readonly rows: number;
}): TerminalScreen {
	const terminal = new xterm.Terminal({
		cols: columns,
		rows,
		allowProposedApi: true,
		scrollback: 0,
		// The terminal driver turns a line feed into a new line, also in raw mode as Node sets it.
		convertEol: true,
	});
	let written = '';
	let isRaw = false;
	const stdout = Object.assign(
		new Writable({
			decodeStrings: false,
			// The write ends when the emulator has taken it in: whoever waits for it sees the result.
			write(chunk: string, _encoding, done) {
				written += chunk;
				terminal.write(chunk, done);
			},
		}),
		{isTTY: true, columns, rows},
	);
	const stdin = Object.assign(new PassThrough(), {
		isTTY: true,
		setRawMode(raw: boolean) {
			isRaw = raw;
			return stdin;
		},
		ref: () => stdin,
		unref: () => stdin,
	});

	return {
		stdin: stdin as unknown as NodeJS.ReadStream,
		stdout: stdout as unknown as NodeJS.WriteStream,
		async type(input) {
			stdin.write(input);
			await new Promise(resolve => {
				setImmediate(resolve);
			});
		},
		frame: () => screenText(terminal),
		cell(line, column) {
			const {active} = terminal.buffer;
			const cell = active.getLine(active.viewportY + line)?.getCell(column);
			if (cell === undefined) {
				throw new RangeError(`there is no cell ${column} on line ${line}`);
			}

			return {
				text: cell.getChars(),
				foreground: cell.isFgDefault() ? -1 : cell.getFgColor(),
				background: cell.isBgDefault() ? -1 : cell.getBgColor(),
				bold: cell.isBold() !== 0,
				dim: cell.isDim() !== 0,
				inverse: cell.isInverse() !== 0,
				underline: cell.isUnderline() !== 0,
			};
		},
		resize(newColumns, newRows) {
			terminal.resize(newColumns, newRows);
			Object.assign(stdout, {columns: newColumns, rows: newRows});
			stdout.emit('resize');
		},
		isAlternate: () => terminal.buffer.active.type === 'alternate',
		isRaw: () => isRaw,
		hasMouse: () => terminal.modes.mouseTrackingMode !== 'none',
		written: () => written,
	};
}
