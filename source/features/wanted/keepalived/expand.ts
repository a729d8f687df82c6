/**
 * Produces the lines of keepalived.conf as its parser sees them: without comments, for one machine, with parameters
 * replaced and repetitions expanded.
 */
import {dirname} from 'node:path';
import {type Place, type Problem, problemAt, type SourceLine} from '../wanted.ts';
import {Parameters, TooLarge} from './parameters.ts';
import {isRepetition, readRepetition} from './repetitions.ts';
import {withoutComment} from './words.ts';

/**
 * Limits: the lines and repetitions that one line of the files can expand to, those that all lines can expand to, and
 * the depth of nested repetitions and parameters of several lines. keepalived's own manual has a line that expands to
 * nearly a million.
 */
const mostForLine = 1_000_000;
const mostLines = 2_000_000;
const deepest = 32;

/** The number of `TooLarge` lines that are reported individually. */
const mostTold = 10;

const condition = /^@(\^?)(\S*)\s*(.*)$/;
const definition = /^\$([A-Za-z_]\w*)=(.*)$/;

/** A definition of several lines that is not yet complete. */
interface OpenDefinition {
	readonly name: string;
	readonly lines: string[];
}

/** The resulting lines, and the problems. */
export interface ExpandedLines {
	readonly lines: readonly SourceLine[];
	readonly problems: readonly Problem[];
}

/** Expands the lines of a configuration, one after the other. */
class Expansion {
	readonly lines: SourceLine[] = [];
	readonly problems: Problem[] = [];
	readonly #parameters = new Parameters();
	readonly #configId: string;
	#open: OpenDefinition | null = null;
	#file = '';
	#steps = 0;
	#stepsForLine = 0;

	constructor(configId: string) {
		this.#configId = configId;
		this.#parameters.define('_INSTANCE', [configId]);
		this.#parameters.define('_HASH', ['#']);
		this.#parameters.define('_BANG', ['!']);
	}

	take(line: SourceLine): void {
		if (line.file !== this.#file) {
			this.#file = line.file;
			this.#parameters.define('_PWD', [dirname(line.file)]);
		}

		this.#parameters.nextLine();
		this.#stepsForLine = 0;
		const text = withoutComment(line.text);
		if (this.#open === null) {
			this.#line(text, line, 0);
			return;
		}

		const continued = text.endsWith('\\');
		this.#open.lines.push((continued ? text.slice(0, -1) : text).trim());
		// A blank line also ends it (keepalived 2.2.7), although an example in the manual has one in the middle.
		if (!continued) {
			this.#define(this.#open);
		}
	}

	end(): void {
		if (this.#open) {
			this.#define(this.#open);
		}
	}

	#define({name, lines}: OpenDefinition): void {
		this.#open = null;
		const kept = lines.filter(line => line !== '');
		this.#parameters.define(name, kept.length === 0 ? [''] : kept);
	}

	#line(text: string, place: Place, depth: number): void {
		if (text === '') {
			return;
		}

		if (depth > deepest) {
			throw new TooLarge(`its parameters are nested more than ${deepest} deep in each other`);
		}

		const [, negated = '', id, conditional = ''] = text.startsWith('@')
			? (condition.exec(text) ?? [])
			: [];
		if (id !== undefined) {
			if ((id === this.#configId) !== (negated === '^')) {
				this.#line(conditional, place, depth + 1);
			}

			return;
		}

		const [, name, value = ''] = definition.exec(text) ?? [];
		if (name !== undefined) {
			if (value.endsWith('\\')) {
				this.#open = {name, lines: [value.slice(0, -1).trim()]};
			} else {
				this.#parameters.define(name, [value.trim()]);
			}
		} else if (isRepetition(text)) {
			this.#repeat(text, place, depth);
		} else {
			this.#replaced(text, place, depth);
		}
	}

	/** Only parameters inside the brackets are replaced now, because the rest may use the variables. */
	#repeat(text: string, place: Place, depth: number): void {
		const end = text.indexOf(')') + 1;
		const repetition = readRepetition(
			this.#parameters.replace(text.slice(0, end)).join(' ') + text.slice(end),
		);
		if (repetition === null) {
			this.problems.push(
				problemAt(place, 'error', `not a repetition: ${text.slice(0, end || 40)}`),
			);
			return;
		}

		for (const values of repetition.values) {
			this.#step();
			for (const [index, variable] of repetition.variables.entries()) {
				this.#parameters.define(variable, [values[index] ?? '']);
			}

			this.#line(repetition.rest, place, depth + 1);
		}
	}

	/** Counts a line or a repetition, and throws `TooLarge` above the limits. */
	#step(): void {
		this.#steps += 1;
		this.#stepsForLine += 1;
		if (this.#stepsForLine > mostForLine || this.#steps > mostLines) {
			throw new TooLarge('it expands to too many lines');
		}
	}

	#replaced(text: string, place: Place, depth: number): void {
		const replaced = this.#parameters.replace(text);
		const [only = ''] = replaced;
		if (replaced.length > 1 || (only !== text && /^[@$~]/.test(only))) {
			for (const line of replaced) {
				this.#line(line.trim(), place, depth + 1);
			}

			return;
		}

		this.#step();
		this.lines.push({file: place.file, line: place.line, text: only.trim()});
	}
}

/**
 * Expands the lines for the machine with this configuration id. A line whose parameters produce too much text is
 * reported and left out. If there are too many lines, the rest of them is reported and left out.
 */
export function expandLines(source: readonly SourceLine[], configId: string): ExpandedLines {
	const expansion = new Expansion(configId);
	let faults = 0;
	for (const line of source) {
		try {
			expansion.take(line);
		} catch (error) {
			if (!(error instanceof TooLarge)) {
				throw error;
			}

			faults += 1;
			if (faults <= mostTold) {
				expansion.problems.push(problemAt(line, 'error', error.message));
			}
		}
	}

	expansion.end();
	return expansion;
}
