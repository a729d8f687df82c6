/**
 * The options of one line of rules, read as ipvsadm's own parser (popt) reads them: `-t V`, `-tV`, `-ot V`,
 * `--tcp-service V`, `--tcp-service=V`.
 */
import {unreadable} from './words.ts';

/** An option that a line may have. */
export interface OptionSpec {
	/** Its name without the dashes. */
	readonly long: string;
	/** Its letter, where it has one. */
	readonly short?: string;
	/** A word without dashes that old versions of ipvsadm -S print in its place. */
	readonly bare?: string;
	/** An optional argument is taken from the next word if that does not begin with a dash. */
	readonly argument: 'none' | 'required' | 'optional';
}

/** What was given, by long name and in the order of the line; null where there was no argument. */
export type Options = ReadonlyMap<string, string | null>;

/** The options of one kind of line, by their long names (`--weight`) and letters (`-w`). */
export type OptionTable = ReadonlyMap<string, OptionSpec>;

/** Makes the table that {@link readOptions} looks into. */
export function optionTable(specs: readonly OptionSpec[]): OptionTable {
	return new Map(
		specs.flatMap(spec => [
			[`--${spec.long}`, spec] as const,
			...(spec.short === undefined ? [] : [[`-${spec.short}`, spec] as const]),
			...(spec.bare === undefined ? [] : [[spec.bare, spec] as const]),
		]),
	);
}

/** Reads all words of a line. */
export function readOptions(words: readonly string[], table: OptionTable): Options {
	const options = new Map<string, string | null>();
	let next = 0;

	function find(option: string): OptionSpec {
		return table.get(option) ?? unreadable(`unknown option ${option}`);
	}

	function put({long}: OptionSpec, argument: string | null): void {
		if (options.has(long)) {
			unreadable(`the option --${long} is given twice`);
		}

		options.set(long, argument);
	}

	/** The argument of an option that has none attached. */
	function takeArgument({long, argument}: OptionSpec): string | null {
		const word = words[next];
		const taken = argument === 'required' || (argument === 'optional' && !word?.startsWith('-'));
		if (!taken || word === undefined) {
			return argument === 'required' ? unreadable(`--${long} has no argument`) : null;
		}

		next += 1;
		return word;
	}

	function readLong(word: string): void {
		const equals = word.indexOf('=');
		const spec = find(equals === -1 ? word : word.slice(0, equals));
		if (equals !== -1 && spec.argument === 'none') {
			unreadable(`--${spec.long} takes no argument`);
		}

		put(spec, equals === -1 ? takeArgument(spec) : word.slice(equals + 1));
	}

	function readLetters(letters: string): void {
		const spec = find(`-${letters.slice(0, 1)}`);
		const rest = letters.slice(1);
		if (spec.argument !== 'none' && rest !== '') {
			put(spec, rest);
			return;
		}

		put(spec, spec.argument === 'none' ? null : takeArgument(spec));
		if (rest !== '') {
			readLetters(rest);
		}
	}

	function readBare(word: string): void {
		const spec = table.get(word) ?? unreadable(`unexpected argument ${word}`);
		put(spec, takeArgument(spec));
	}

	while (next < words.length) {
		const word = words[next] ?? '';
		next += 1;
		if (word.startsWith('--') && word.length > 2) {
			readLong(word);
		} else if (word.startsWith('-') && word.length > 1 && word !== '--') {
			readLetters(word.slice(1));
		} else {
			readBare(word);
		}
	}

	return options;
}
