/**
 * Filters rows.
 *
 * A filter is plain words. Each is searched for, ignoring case, in the text of a row: `tcp 10.1.2.3:40000 10.1.1.1:80
 * 10.0.0.8:80 ESTABLISHED tcp:10.1.1.1:80`, then `orphan`, `weight-zero` or `template`, and the name and data of an
 * engine. A word such as `10.1.0.0/16` is a network that client, virtual address or server must be in. All words must
 * match.
 *
 * A million rows have to be filtered within a second. So the parts that rows of one service and server share are judged
 * once, and only the rest for each row.
 */
import {formatEndpoint} from '../../../ipvs/address.ts';
import {type AddressTest, networkTest, parseNetwork} from '../../../ipvs/network.ts';
import {type ConnectionRow, client, server, type TableWords, virtual} from './connection-row.ts';
import type {ConnectionDestination} from './destination.ts';
import {connectionOf, endsOf} from './listed-connection.ts';
import {type ConnectionScope, serverIdOf, serviceIdOf} from './scope.ts';

/** Words after this many are ignored. */
const mostWords = 30;

/** The characters of addresses and ports. A word with any other cannot be part of one. */
const addressWord = /^[\da-f.:[\]]+$/;

/** A set of words: one bit for each. */
type FoundWords = number;

/** Words to look for. */
interface FilterWords {
	/** The set of all words. */
	readonly all: FoundWords;
	/** The words that may be part of an address with port. */
	readonly inAddresses: FoundWords;
	/** The words that occur in a text, ignoring case. */
	foundIn(text: string): FoundWords;
}

/**
 * Prepares a search for these words, which are in lower case. A word contains no blank, so it is found within one part of
 * a row or not at all; the result for a part that many rows share can be reused.
 */
function createFilterWords(words: readonly string[]): FilterWords {
	const wanted = words.slice(0, mostWords);
	const bits = (test: (word: string) => boolean): FoundWords =>
		wanted.reduce((found, word, index) => (test(word) ? found | (1 << index) : found), 0);
	return {
		all: bits(() => true),
		inAddresses: bits(word => addressWord.test(word)),
		foundIn(text) {
			const lowerCase = text.toLowerCase();
			return bits(word => lowerCase.includes(word));
		},
	};
}

/** The result for the parts that rows of one service, server and kind share. Opaque to the caller. */
export type PairVerdict = number;

/** Decides which rows are shown. */
export interface RowFilter {
	/** Judges the parts that a row shares with all others between its service and server. */
	judge(row: ConnectionRow, destination: ConnectionDestination): PairVerdict;
	/** Whether a row is shown, given that verdict. */
	shows(row: ConnectionRow, verdict: PairVerdict): boolean;
}

/** None of these rows is shown. */
const refused: PairVerdict = -1;

/** Whether the scope can contain rows between this service and this server at all. */
function scopeMayHold(
	scope: ConnectionScope | null,
	row: ConnectionRow,
	destination: ConnectionDestination,
	tableWords: TableWords,
): boolean {
	switch (scope?.by) {
		case 'service':
			return serviceIdOf(row, destination, tableWords) === scope.service;
		case 'server':
			return (
				serverIdOf(row, destination, tableWords) === scope.server &&
				(scope.service === null || serviceIdOf(row, destination, tableWords) === scope.service)
			);
		case 'status':
			return destination.status === scope.status;
		case 'real-server':
			return endsOf(row, tableWords).server.address === scope.address;
		case 'all-of':
			return scope.scopes.every(part => scopeMayHold(part, row, destination, tableWords));
		default:
			return true;
	}
}

/** Tests the part of a scope that differs from row to row. */
function scopeTest(
	scope: ConnectionScope | null,
	tableWords: TableWords,
): (row: ConnectionRow) => boolean {
	const {protocols, states} = tableWords;
	switch (scope?.by) {
		case 'state':
			return ({state, protocol}) =>
				states.word(state) === scope.state &&
				protocols.word(protocol).toLowerCase() === scope.protocol;
		case 'client': {
			const holds = networkTest(scope);
			return ({words, ipv6}) => holds(words, client * 4, ipv6);
		}
		case 'all-of': {
			const tests = scope.scopes.map(part => scopeTest(part, tableWords));
			return row => tests.every(holds => holds(row));
		}
		default:
			return () => true;
	}
}

function touches(holds: AddressTest, {words, ipv6, serverIpv6}: ConnectionRow): boolean {
	return (
		holds(words, client * 4, ipv6) ||
		holds(words, virtual * 4, ipv6) ||
		holds(words, server * 4, serverIpv6)
	);
}

/** The text that rows between this service and this server share. */
function pairText(
	row: ConnectionRow,
	destination: ConnectionDestination,
	tableWords: TableWords,
): string {
	const ends = endsOf(row, tableWords);
	return [
		ends.protocol,
		formatEndpoint(ends.virtual),
		formatEndpoint(ends.server),
		serviceIdOf(row, destination, tableWords),
		destination.status === 'configured' ? '' : destination.status,
		row.template ? 'template' : '',
	].join(' ');
}

/** Client and engine as text. */
function rowText(row: ConnectionRow, tableWords: TableWords): string {
	const connection = connectionOf(row, tableWords);
	const {engine} = connection;
	return `${formatEndpoint(connection.client)} ${engine ? `${engine.name} ${engine.data}` : ''}`;
}

/** The filter for these words and this scope; null if everything is shown. */
export function createRowFilter(
	filter: string,
	scope: ConnectionScope | null,
	tableWords: TableWords,
): RowFilter | null {
	const given = filter
		.toLowerCase()
		.split(/\s+/)
		.filter(word => word !== '');
	if (given.length === 0 && scope === null) {
		return null;
	}

	const networks = given
		.map(parseNetwork)
		.filter(network => network !== null)
		.map(networkTest);
	const words = createFilterWords(given.filter(word => parseNetwork(word) === null));
	const inScope = scopeTest(scope, tableWords);
	const inStates: number[] = [];

	function foundInState(state: number): number {
		const found = inStates[state] ?? words.foundIn(tableWords.states.word(state));
		inStates[state] = found;
		return found;
	}

	return {
		judge: (row, destination) =>
			scopeMayHold(scope, row, destination, tableWords)
				? words.foundIn(pairText(row, destination, tableWords))
				: refused,
		shows(row, verdict) {
			if (verdict === refused || !inScope(row)) {
				return false;
			}

			if (!networks.every(holds => touches(holds, row))) {
				return false;
			}

			const missing = words.all & ~verdict & ~foundInState(row.state);
			if (missing === 0) {
				return true;
			}

			return row.engineTo === 0 && (missing & ~words.inAddresses) !== 0
				? false
				: (missing & ~words.foundIn(rowText(row, tableWords))) === 0;
		},
	};
}
