/**
 * Parses the looks of an operator's own theme: `bold cyan`, `black on bright-yellow`.
 */
import type {Look} from './theme.ts';

/** The colours of every terminal, in the order of their numbers. */
const colours: readonly string[] = [
	...['black', 'red', 'green', 'yellow'],
	...['blue', 'magenta', 'cyan', 'white'],
];

const styles: Readonly<Record<string, number>> = {bold: 1, dim: 2, underline: 4, inverse: 7};

/** The codes of a colour for text and for the ground behind it; null if there is no such colour. */
function colourCodes(word: string): {readonly ink: number; readonly ground: number} | null {
	const bright = word.startsWith('bright-');
	const index = colours.indexOf(word.slice(bright ? 'bright-'.length : 0));
	return index === -1
		? null
		: {ink: (bright ? 90 : 30) + index, ground: (bright ? 100 : 40) + index};
}

/**
 * Parses a look: any of `bold`, `dim`, `underline` and `inverse`, then a colour, then `on` and a colour; each may be
 * missing, and `plain` alone has none. Null for anything else.
 */
export function parseLook(text: string): Look | null {
	const words = text.trim().toLowerCase().split(/\s+/);
	if (words.join(' ') === 'plain') {
		return [];
	}

	const codes: number[] = [];
	let seen: 'styles' | 'ink' | 'ground' = 'styles';
	for (let index = 0; index < words.length; index += 1) {
		const word = words[index] ?? '';
		const style = Object.hasOwn(styles, word) ? styles[word] : undefined;
		const colour = colourCodes(word === 'on' ? (words[index + 1] ?? '') : word);
		if (style !== undefined && seen === 'styles') {
			codes.push(style);
		} else if (word === 'on' && colour !== null && seen !== 'ground') {
			codes.push(colour.ground);
			seen = 'ground';
			index += 1;
		} else if (colour !== null && seen === 'styles') {
			codes.push(colour.ink);
			seen = 'ink';
		} else {
			return null;
		}
	}

	return codes;
}
