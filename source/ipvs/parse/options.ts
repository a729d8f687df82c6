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
	/** An optional argument is taken from the next word if that does not begin with a dash. */
	readonly argument: 'none' | 'required' | 'optional';
}

/** What was given, by long name and in the order of the line; null where there was no argument. */
export type Options = ReadonlyMap<string, string | null>;

/** Reads all words of a line. */
export function readOptions(words: readonly string[], specs: readonly OptionSpec[]): Options {
	const options = new Map<string, string | null>();
	let next = 0;

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
		const name = word.slice(2, equals === -1 ? undefined : equals);
		const spec = specs.find(({long}) => long === name) ?? unreadable(`unknown option --${name}`);
		if (equals !== -1 && spec.argument === 'none') {
			unreadable(`--${name} takes no argument`);
		}

		put(spec, equals === -1 ? takeArgument(spec) : word.slice(equals + 1));
	}

	function readLetters(letters: string): void {
		const letter = letters.slice(0, 1);
		const spec =
			specs.find(({short}) => short === letter) ?? unreadable(`unknown option -${letter}`);
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

	while (next < words.length) {
		const word = words[next] ?? '';
		next += 1;
		if (word.startsWith('--') && word.length > 2) {
			readLong(word);
		} else if (word.startsWith('-') && word.length > 1 && word !== '--') {
			readLetters(word.slice(1));
		} else {
			unreadable(`unexpected argument ${word}`);
		}
	}

	return options;
}
