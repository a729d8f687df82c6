/**
 * Parses a text of saved rules. Services in the one spelling in which lvstop saves them are recognized as a whole: their
 * servers become numbers, and objects only when somebody looks at them.
 */
import {familyOf, formatEndpoint, parseEndpoint} from '../address.ts';
import {addServiceArguments, serviceArguments} from '../format/arguments.ts';
import {ParseError, UnreadableLine} from '../line-parser.ts';
import {PlainServers, plainEntry} from '../plain-servers.ts';
import type {RuleSet} from '../rule-set.ts';
import {type ServiceId, type ServiceRule, serviceId} from '../service.ts';
import {type Names, wellKnownNames} from '../service-names.ts';
import {PlainLines} from './plain-lines.ts';
import {createGroups} from './save-format.ts';
import {type SavedLine, savedLineReader} from './saved-line.ts';
import {isName, unreadable} from './words.ts';

/** Lines that are read in one step. */
const linesEach = 16;

type ServiceLine = Extract<SavedLine, {row: 'service'}>;

/** A service whose line is in the usual spelling, while the lines of its servers are read. */
interface WholeService {
	readonly id: ServiceId;
	readonly rule: ServiceRule;
	/** The lines of its servers up to their addresses. */
	readonly prefix: string;
	/** The start of its line. */
	readonly from: number;
	/** The number of its first server. */
	readonly first: number;
}

/** Up to the address of a service, in the line of a service without special properties as lvstop saves it. */
const beginnings = [
	['-A -t ', 'tcp'],
	['-A -u ', 'udp'],
] as const;

const noFlags: readonly string[] = [];

/** Reads such a line; null if it is another one, or an invalid one. Takes a fifth of the time of parsing options. */
function readPlainService(line: string): ServiceLine | null {
	for (const [beginning, protocol] of beginnings) {
		if (line.startsWith(beginning)) {
			const [text = '', option, scheduler = '', ...others] = line
				.slice(beginning.length)
				.split(' ');
			const endpoint = parseEndpoint(text);
			if (endpoint === null || option !== '-s' || others.length > 0 || !isName(scheduler)) {
				return null;
			}

			const {address, port} = endpoint;
			const key = {kind: 'address', protocol, family: familyOf(address), address, port} as const;
			const rest = {schedulerFlags: noFlags, persistence: null, engine: null, onePacket: false};
			return formatEndpoint(endpoint) === text
				? {row: 'service', service: serviceId(key), rule: {key, scheduler, ...rest}}
				: null;
		}
	}

	return null;
}

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
	let whole: WholeService | null = null;

	/** Takes a service when the lines of its plain servers end. */
	const takeWhole = ({id, rule, from, first}: WholeService) => {
		const numbers = {all: plain.numbers, first, count: plain.count - first};
		const servers = new PlainServers(numbers, {text, from, to: at});
		groups.takeWhole(id, plainEntry(rule, servers));
	};

	try {
		while (at < text.length) {
			number += 1;
			if (number % linesEach === 0) {
				yield;
			}

			if (whole !== null) {
				const next = plain.server(at, whole.prefix, plain.count === whole.first);
				if (next !== -1) {
					at = next;
					continue;
				}

				takeWhole(whole);
				whole = null;
			}

			const from = at;
			const newline = text.indexOf('\n', at);
			line = text.slice(at, newline === -1 ? text.length : newline);
			at = newline === -1 ? text.length : newline + 1;
			const plainLine = readPlainService(line);
			const found = plainLine ?? read(line);
			if (
				found?.row === 'service' &&
				newline !== -1 &&
				!groups.has(found.service) &&
				(plainLine !== null || addServiceArguments(found.rule).join(' ') === line)
			) {
				const {service: id, rule} = found;
				const prefix = `-a ${serviceArguments(rule.key).join(' ')} -r `;
				whole = {id, rule, prefix, from, first: plain.count};
			} else if (found !== null) {
				groups.take(found, number, line);
			}
		}
	} catch (error) {
		throw error instanceof UnreadableLine ? new ParseError(number, line, error.message) : error;
	}

	if (whole !== null) {
		takeWhole(whole);
	}

	return groups.rules();
}
