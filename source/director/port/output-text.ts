/**
 * The output of a program, kept as text up to a maximum size.
 */
import type {Readable} from 'node:stream';

/** The text that has come so far. */
export type TextSoFar = () => string;

/**
 * Holds all of an output, UTF-8, with replacements for what is not valid.
 * @param most characters
 * @param onTooMuch called once when there are more, after which nothing more is held
 */
export function holdAll(output: Readable, most: number, onTooMuch: () => void): TextSoFar {
	let text = '';
	output.setEncoding('utf8');
	const take = (piece: string) => {
		if (text.length + piece.length <= most) {
			text += piece;
			return;
		}

		output.off('data', take);
		// A program whose output nobody takes would not end.
		output.resume();
		onTooMuch();
	};
	output.on('data', take);
	return () => text;
}

/** Holds the last characters of an output, UTF-8: what a program says last is why it ended. */
export function holdEnd(output: Readable, most: number): TextSoFar {
	let text = '';
	output.setEncoding('utf8');
	output.on('data', (piece: string) => {
		text = `${text}${piece}`.slice(-most);
	});
	return () => text;
}
