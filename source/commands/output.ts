/**
 * The one way out to the terminal, beside the console's screen: whatever is printed goes through here, and
 * nothing reaches the terminal as an escape sequence that lvstop did not make itself.
 */
import {escapeLines} from '../text/escape.ts';

/** A piece of text with the parameters of Select Graphic Rendition that it is printed with; none for the usual look. */
export interface StyledText {
	readonly text: string;
	readonly look: readonly number[];
}

/** What can be printed: text of any number of lines, or pieces of it with their looks. */
export type Printed = string | readonly StyledText[];

/** As it goes to the terminal: what is not safe is made visible. */
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
 * A screen as it goes to the terminal: the console has painted it and has made all text in it safe, so that only
 * sequences which change colours are left as they are.
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

/** The streams of the process that are printed to. */
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
	/** Whether the reader of standard output is slower than what is printed. */
	isBehind(): boolean;
	/**
	 * Settles when the reader of standard output has taken what it was behind with, or will take no more. Whoever prints
	 * much waits for it, so that what is printed does not fill the memory.
	 */
	taken(): Promise<void>;
	/** Calls back when standard output cannot be written to any more; the answer unsubscribes. */
	onBroken(listener: () => void): () => void;
	/** What went wrong with standard output first; null when nothing did. */
	problem(): NodeJS.ErrnoException | null;
	/** Settles when everything has been taken: a pipe takes it by and by, and leaving before would cut it off. */
	written(): Promise<void>;
	/** For the screen and for questions on the terminal, and for nobody else. */
	readonly streams: OutputStreams;
}

/** Makes the output of a process. */
export function createOutput(streams: OutputStreams): Output {
	const {stdout, stderr} = streams;
	let problem: NodeJS.ErrnoException | null = null;
	// An error that nobody listens to would be a crash.
	stdout.on('error', (error: NodeJS.ErrnoException) => {
		problem ??= error;
	});
	// What is done to a director must not end half-way because nobody reads any more what is said of it.
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
				// An error is told a moment after the write has ended.
				stdout.write('', () => void setImmediate(resolve));
			}),
		streams,
	};
}
