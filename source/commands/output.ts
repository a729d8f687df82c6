/**
 * The only output to the terminal besides the console's screen: everything printed goes through here, and no escape
 * sequence reaches the terminal that lvstop did not make itself.
 */
import {escapeLines} from '../text/escape.ts';

/** A piece of text with its Select Graphic Rendition parameters; none for the normal style. */
export interface StyledText {
	readonly text: string;
	readonly look: readonly number[];
}

/** Printable output: text of any number of lines, or styled pieces. */
export type Printed = string | readonly StyledText[];

/** The output for the terminal, with unsafe characters made visible. */
export function printable(printed: Printed): string {
	return typeof printed === 'string'
		? escapeLines(printed)
		: printed
				.map(({text, look}) => {
					const safe = escapeLines(text);
					return look.length === 0 ? safe : `\u{1B}[${look.join(';')}m${safe}\u{1B}[m`;
				})
				.join('');
}

const introducer = '\u{1B}[';

/**
 * A screen for the terminal. The console has painted it and made all text in it safe, so only colour sequences are
 * kept.
 */
export function printableFrame(frame: string): string {
	const [start = '', ...parts] = frame.split(introducer);
	const safe = parts.map(part => {
		const [look = ''] = /^[\d;]*m/.exec(part) ?? [];
		return look === ''
			? escapeLines(`${introducer}${part}`)
			: `${introducer}${look}${escapeLines(part.slice(look.length))}`;
	});
	return `${escapeLines(start)}${safe.join('')}`;
}

/** The process streams that are printed to. */
export interface OutputStreams {
	readonly stdout: NodeJS.WriteStream;
	readonly stderr: NodeJS.WriteStream;
}

export interface Output {
	/** Prints to standard output. */
	write(printed: Printed): void;
	/** Prints to standard error. */
	writeError(printed: Printed): void;
	/** Prints a screen of the console to standard output. */
	writeFrame(frame: string): void;
	/** Whether the reader of standard output is slower than the output. */
	isBehind(): boolean;
	/**
	 * Settles when the reader of standard output has caught up, or will take no more. Whoever prints much waits for it,
	 * so that the output does not fill the memory.
	 */
	taken(): Promise<void>;
	/** Calls back when standard output fails; the returned function unsubscribes. */
	onBroken(listener: () => void): () => void;
	/** The first error of standard output; null if there was none. */
	problem(): NodeJS.ErrnoException | null;
	/** Settles when all output has been accepted: a pipe may accept it slowly, and exiting earlier would cut it off. */
	written(): Promise<void>;
	/** For the screen and for questions on the terminal only. */
	readonly streams: OutputStreams;
}

/** Creates the output of a process. */
export function createOutput(streams: OutputStreams): Output {
	const {stdout, stderr} = streams;
	let problem: NodeJS.ErrnoException | null = null;
	// Without a listener the error would crash the program.
	stdout.on('error', (error: NodeJS.ErrnoException) => {
		problem ??= error;
	});
	// Work on a director must not be interrupted because nobody reads the messages any more.
	stderr.on('error', () => {});
	return {
		write: printed => void stdout.write(printable(printed)),
		writeError: printed => void stderr.write(printable(printed)),
		writeFrame: frame => void stdout.write(printableFrame(frame)),
		isBehind: () => stdout.writableNeedDrain,
		taken: () =>
			new Promise(resolve => {
				if (!stdout.writableNeedDrain || stdout.destroyed) {
					resolve();
					return;
				}

				const settle = () => {
					stdout.off('drain', settle);
					stdout.off('close', settle);
					resolve();
				};
				stdout.on('drain', settle);
				stdout.on('close', settle);
			}),
		onBroken(listener) {
			stdout.on('error', listener);
			return () => stdout.off('error', listener);
		},
		problem: () => problem,
		written: () =>
			new Promise(resolve => {
				// An error is reported a moment after the write has ended.
				stdout.write('', () => void setImmediate(resolve));
			}),
		streams,
	};
}
