/**
 * Reads an argument vector option by option, by the rules of the popt library that ipvsadm uses: long options with `=`
 * or the next word, bundles of short ones, and other words collected separately.
 */

/** Whether an option takes an argument. An `optional` one is not taken from a word that starts with `-`. */
export type ArgumentKind = 'none' | 'required' | 'optional';

/** One option of a program. */
export interface OptionDefinition<Tag extends string> {
	readonly tag: Tag;
	/** The name without the two dashes. */
	readonly long: string;
	/** One character, or null. */
	readonly short: string | null;
	readonly argument: ArgumentKind;
}

/** A result of {@link OptionReader.next}. */
export type FoundOption<Tag extends string> =
	| {readonly kind: 'option'; readonly tag: Tag; readonly argument: string | null}
	| {readonly kind: 'end'}
	/** The reason, as popt words it. */
	| {readonly kind: 'error'; readonly reason: string};

const end = {kind: 'end'} as const;
const unknownOption = {kind: 'error', reason: 'unknown option'} as const;
const missingArgument = {kind: 'error', reason: 'missing argument'} as const;
const unwantedArgument = {kind: 'error', reason: 'option does not take an argument'} as const;

/** Reads one argument vector (without the program's name). */
export class OptionReader<Tag extends string> {
	readonly #definitions: readonly OptionDefinition<Tag>[];
	readonly #words: readonly string[];
	readonly #leftover: string[] = [];
	#nextWord = 0;
	/** The unread rest of a bundle of short options. */
	#bundle = '';
	#onlyLeftover = false;

	constructor(definitions: readonly OptionDefinition<Tag>[], words: readonly string[]) {
		this.#definitions = definitions;
		this.#words = words;
	}

	/** The whole word that was read last. popt names it in an error, even for an option within a bundle. */
	get lastWord(): string {
		return this.#words[this.#nextWord - 1] ?? '';
	}

	/** The next word that is not an option, in the order given; null if there are no more. */
	takeLeftover(): string | null {
		return this.#leftover.shift() ?? null;
	}

	next(): FoundOption<Tag> {
		while (this.#bundle === '') {
			const word = this.#words[this.#nextWord];
			if (word === undefined) {
				return end;
			}

			this.#nextWord += 1;
			if (this.#onlyLeftover || !word.startsWith('-') || word === '-') {
				this.#leftover.push(word);
			} else if (word === '--') {
				this.#onlyLeftover = true;
			} else if (word.startsWith('--')) {
				return this.#long(word.slice(2));
			} else {
				this.#bundle = word.slice(1);
			}
		}

		return this.#short();
	}

	#long(text: string): FoundOption<Tag> {
		const equals = text.indexOf('=');
		const name = equals === -1 ? text : text.slice(0, equals);
		const definition = this.#definitions.find(({long}) => long === name);
		if (!definition) {
			return unknownOption;
		}

		const given = equals === -1 ? null : text.slice(equals + 1);
		if (definition.argument === 'none') {
			return given === null ? this.#found(definition, null) : unwantedArgument;
		}

		return given === null ? this.#withNextWord(definition) : this.#found(definition, given);
	}

	#short(): FoundOption<Tag> {
		const letter = this.#bundle.slice(0, 1);
		const rest = this.#bundle.slice(1);
		const definition = this.#definitions.find(({short}) => short === letter);
		if (!definition) {
			return unknownOption;
		}

		if (definition.argument === 'none') {
			this.#bundle = rest;
			return rest.startsWith('=') ? unwantedArgument : this.#found(definition, null);
		}

		this.#bundle = '';
		return rest === ''
			? this.#withNextWord(definition)
			: this.#found(definition, rest.startsWith('=') ? rest.slice(1) : rest);
	}

	#withNextWord(definition: OptionDefinition<Tag>): FoundOption<Tag> {
		const word = this.#words[this.#nextWord];
		const optional = definition.argument === 'optional';
		if (word === undefined) {
			return optional ? this.#found(definition, null) : missingArgument;
		}

		if (optional && word.startsWith('-')) {
			return this.#found(definition, null);
		}

		this.#nextWord += 1;
		return this.#found(definition, word);
	}

	#found({tag}: OptionDefinition<Tag>, argument: string | null): FoundOption<Tag> {
		return {kind: 'option', tag, argument};
	}
}
