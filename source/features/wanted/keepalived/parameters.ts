/**
 * Replaces the parameters of keepalived.conf: `$NAME` before a blank, and `${NAME}` anywhere. Each gets the value of
 * its last definition before the place that uses it. Parameters in that value are replaced in turn.
 */

/** The lines of a value. A value of several lines was defined with backslashes. */
export type Value = readonly string[];

/** Limits: the characters that replacements copy for one line and for all lines, and the length of a line. */
const mostCopiedForLine = 2 ** 28;
const mostCopied = 2 ** 30;
const longestLine = 2 ** 16;

/** The replacement would not end, or its result would be too large. */
export class TooLarge extends Error {
	override readonly name = 'TooLarge';
}

/** One use of a parameter in a text. */
interface Use {
	readonly start: number;
	readonly end: number;
	readonly value: Value;
}

const name = /[A-Za-z_]\w*/y;

/** The parameters that are defined at the current line. Lines are read from the first to the last. */
export class Parameters {
	readonly #values = new Map<string, Value>();
	#copied = 0;
	#copiedForLine = 0;

	/** Begins the next line of the files. */
	nextLine(): void {
		this.#copiedForLine = 0;
	}

	define(parameter: string, value: Value): void {
		this.#values.set(parameter, value);
	}

	/** Finds the first use of a defined parameter at or after an index. */
	#next(text: string, from: number): Use | null {
		for (let start = text.indexOf('$', from); start !== -1; start = text.indexOf('$', start + 1)) {
			const braced = text[start + 1] === '{';
			name.lastIndex = start + (braced ? 2 : 1);
			const [found = ''] = name.exec(text) ?? [];
			const after = name.lastIndex;
			const value = found === '' ? undefined : this.#values.get(found);
			const ends = braced
				? text[after] === '}'
				: after === text.length || /\s/.test(text[after] ?? '');
			if (value && ends) {
				return {start, end: braced ? after + 1 : after, value};
			}
		}

		return null;
	}

	/**
	 * Replaces the parameters of a line, up to the first one that has several lines. These are then returned as separate
	 * lines, in which parameters are not replaced yet.
	 * @throws {TooLarge} if the result would be too large
	 */
	replace(line: string): Value {
		let text = line;
		let from = 0;
		for (;;) {
			const use = this.#next(text, from);
			if (use === null) {
				return [text];
			}

			const before = text.slice(0, use.start);
			const after = text.slice(use.end);
			this.#copied += text.length;
			this.#copiedForLine += text.length;
			const isTooMuch = this.#copied > mostCopied || this.#copiedForLine > mostCopiedForLine;
			if (isTooMuch || text.length > longestLine) {
				throw new TooLarge('its parameters expand to a text that is too large');
			}

			if (use.value.length > 1) {
				const lines = [...use.value];
				lines[0] = before + (lines[0] ?? '');
				lines[lines.length - 1] = (lines.at(-1) ?? '') + after;
				return lines;
			}

			text = before + (use.value[0] ?? '') + after;
			from = use.start;
		}
	}
}
