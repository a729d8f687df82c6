/**
 * Parses a text of saved rules. Services in the one spelling in which lvstop saves them are recognized as a whole: their
 * servers become numbers, and objects only when somebody looks at them.
 */
import {addServiceArguments, serviceArguments} from '../format/arguments.ts';
import {ParseError, UnreadableLine} from '../line-parser.ts';
import {PlainServers, plainEntry} from '../plain-servers.ts';
import type {RuleSet} from '../rule-set.ts';
import {type Names, wellKnownNames} from '../service-names.ts';
import {PlainLines} from './plain-lines.ts';
import {createGroups} from './save-format.ts';
import {type SavedLine, savedLineReader} from './saved-line.ts';
import {unreadable} from './words.ts';

/** Lines that are read in one step. */
const linesEach = 16;

type ServiceLine = Extract<SavedLine, {row: 'service'}>;

/**
 * Parses saved rules like `saveFormatParser`, with the same result and the same errors, and yields after every few
 * lines. The generator's return value is the rules.
 * @param names resolves names; default: the well-known ones
 * @throws {ParseError} naming the line
 */
export function* parseSavedRules(
	text: string,
	names: Names = wellKnownNames,
): Generator<void, RuleSet> {
	const read = savedLineReader(names, false);
	const groups = createGroups(unreadable);
	const plain = new PlainLines(text);
	let number = 0;
	let at = 0;
	let line = '';

	/** The servers below a service, if its line is in the usual spelling. Moves to the first other line. */
	function* takeWhole({service: id, rule}: ServiceLine, from: number): Generator<void> {
		const firstLine = {number, text: line};
		const prefix = `-a ${serviceArguments(rule.key).join(' ')} -r `;
		const first = plain.count;
		for (;;) {
			const next = plain.server(at, prefix, plain.count === first);
			if (next === -1) {
				break;
			}

			at = next;
			number += 1;
			if (number % linesEach === 0) {
				yield;
			}
		}

		const numbers = {all: plain.numbers, first, count: plain.count - first};
		const servers = new PlainServers(numbers, {text, from, to: at});
		groups.takeWhole(id, plainEntry(rule, servers), firstLine);
	}

	try {
		while (at < text.length) {
			const from = at;
			const newline = text.indexOf('\n', at);
			const end = newline === -1 ? text.length : newline;
			line = text.slice(at, end);
			number += 1;
			at = end + 1;
			const found = read(line);
			if (
				found?.row === 'service' &&
				newline !== -1 &&
				!groups.has(found.service) &&
				addServiceArguments(found.rule).join(' ') === line
			) {
				yield* takeWhole(found, from);
			} else if (found !== null) {
				groups.take(found, number, line);
			}

			if (number % linesEach === 0) {
				yield;
			}
		}
	} catch (error) {
		throw error instanceof UnreadableLine ? new ParseError(number, line, error.message) : error;
	}

	return groups.rules();
}
