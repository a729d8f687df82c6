/**
 * The output of a program, kept as text up to a maximum size.
 */
import type {Readable} from 'node:stream';

/** Returns the text received so far. */
export type TextSoFar = () => string;

/**
 * Keeps the whole output, decoded as UTF-8, with replacements for invalid bytes.
 * @param most the most characters
 * @param onTooMuch called once if there are more; nothing more is kept then
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
		// A program whose output nobody reads would not end.
		output.resume();
		onTooMuch();
	};
	output.on('data', take);
	return () => text;
}

/** Keeps the last characters of an output, decoded as UTF-8: the last message of a program says why it ended. */
export function holdEnd(output: Readable, most: number): TextSoFar {
	let text = '';
	output.setEncoding('utf8');
	output.on('data', (piece: string) => {
		text = `${text}${piece}`.slice(-most);
	});
	return () => text;
}
