/**
 * Parses the options of one rule line like ipvsadm's own parser (popt): `-t V`, `-tV`, `-t=V`, `-ot V`, `--tcp-service
 * V`, `--tcp-service=V`. Long options cannot be abbreviated.
 */
import {nearestName} from '../../text/nearest-name.ts';
import {unreadable} from './words.ts';

/** An option that may occur in a line. */
export interface OptionSpec {
	/** The name without the dashes. */
	readonly long: string;
	/** The letter, if it has one. */
	readonly short?: string;
	/** A word without dashes that old versions of ipvsadm -S print instead. */
	readonly bare?: string;
	/** An optional argument is taken from the next word if that does not begin with a dash. */
	readonly argument: 'none' | 'required' | 'optional';
}

/** The given options by long name, in the order of the line; null if there was no argument. */
export type Options = ReadonlyMap<string, string | null>;

/** The options of one kind of line, by their long names (`--weight`) and letters (`-w`). */
export type OptionTable = ReadonlyMap<string, OptionSpec>;

/** Creates the table for {@link readOptions}. */
export function optionTable(specs: readonly OptionSpec[]): OptionTable {
	return new Map(
		specs.flatMap(spec => [
			[`--${spec.long}`, spec] as const,
			...(spec.short === undefined ? [] : [[`-${spec.short}`, spec] as const]),
			...(spec.bare === undefined ? [] : [[spec.bare, spec] as const]),
		]),
	);
}

/** `; did you mean --weight?` if that is the long option of a list which the word resembles most, otherwise nothing. */
export function meantOption(word: string, longNames: readonly string[]): string {
	const nearest = word.startsWith('--') ? nearestName(word, longNames) : null;
	return nearest === null ? '' : `; did you mean --${nearest}?`;
}

/** What is said about an option that is not in the table; it is given with its dashes. */
export type WhyNot = (option: string) => string;

/** The reading position in a line. One object per line, because a large table has many. */
class OptionReader {
	readonly options = new Map<string, string | null>();
	readonly #words: readonly string[];
	readonly #table: OptionTable;
	readonly #whyNot: WhyNot;
	#next = 0;

	constructor(words: readonly string[], table: OptionTable, whyNot: WhyNot) {
		this.#words = words;
		this.#table = table;
		this.#whyNot = whyNot;
	}

	readAll(): Options {
		while (this.#next < this.#words.length) {
			const word = this.#words[this.#next] ?? '';
			this.#next += 1;
			if (word === '--') {
				this.#readEnd();
			} else if (word.startsWith('--')) {
				this.#readLong(word);
			} else if (word.startsWith('-') && word.length > 1) {
				this.#readLetters(word);
			} else {
				this.#readBare(word);
			}
		}

		return this.options;
	}

	/** After `--` no word is an option, and a rule has no other words. */
	#readEnd(): void {
		const word = this.#words[this.#next];
		if (word !== undefined) {
			unreadable(`unexpected argument ${word}`);
		}
	}

	#find(option: string): OptionSpec {
		return this.#table.get(option) ?? unreadable(this.#whyNot(option));
	}

	#put({long}: OptionSpec, argument: string | null): void {
		if (this.options.has(long)) {
			unreadable(`the option --${long} is given twice`);
		}

		if (argument === '') {
			unreadable(`--${long} has an empty argument`);
		}

		this.options.set(long, argument);
	}

	/** The argument of an option to which none is attached. */
	#takeArgument({long, argument}: OptionSpec): string | null {
		const word = this.#words[this.#next];
		const taken = argument === 'required' || (argument === 'optional' && !word?.startsWith('-'));
		if (!taken || word === undefined) {
			return argument === 'required' ? unreadable(`--${long} has no argument`) : null;
		}

		this.#next += 1;
		return word;
	}

	#readLong(word: string): void {
		const equals = word.indexOf('=');
		const spec = this.#find(equals === -1 ? word : word.slice(0, equals));
		if (equals !== -1 && spec.argument === 'none') {
			unreadable(`--${spec.long} takes no argument`);
		}

		this.#put(spec, equals === -1 ? this.#takeArgument(spec) : word.slice(equals + 1));
	}

	/** Reads a dash with one or more letters. */
	#readLetters(word: string): void {
		const spec = this.#find(word.slice(0, 2));
		const rest = word.slice(2);
		if (spec.argument !== 'none' && rest !== '') {
			this.#put(spec, rest.startsWith('=') ? rest.slice(1) : rest);
			return;
		}

		if (rest.startsWith('=')) {
			unreadable(`--${spec.long} takes no argument`);
		}

		this.#put(spec, this.#takeArgument(spec));
		if (rest !== '') {
			this.#readLetters(`-${rest}`);
		}
	}

	#readBare(word: string): void {
		const spec = this.#table.get(word) ?? unreadable(`unexpected argument ${word}`);
		this.#put(spec, this.#takeArgument(spec));
	}
}

/**
 * Reads all words of a line.
 * @param whyNot says more about an unknown option, if a person has typed the line
 */
export function readOptions(
	words: readonly string[],
	table: OptionTable,
	whyNot: WhyNot = option => `unknown option ${option}`,
): Options {
	return new OptionReader(words, table, whyNot).readAll();
}
