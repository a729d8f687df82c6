/**
 * Filters rows.
 *
 * A filter is words and terms (docs/filter.md). Each word is searched for, ignoring case, in the text of a row: `tcp
 * 10.1.2.3:40000 10.1.1.1:80 10.0.0.8:80 ESTABLISHED tcp:10.1.1.1:80`, then `orphan`, `weight-zero` or `template`, and the
 * name and data of an engine.
 *
 * A million rows have to be filtered within a second. So the parts that rows of one service and server share are judged
 * once, and only the rest for each row.
 */
import {parseFilter} from '../../../console/filter/parse-filter.ts';
import {familyOf, formatEndpoint} from '../../../ipvs/address.ts';
import {addressBits, networkTest} from '../../../ipvs/network.ts';
import {type ConnectionRow, client, type TableWords} from './connection-row.ts';
import {connectionsFilterView} from './connections-language.ts';
import type {ConnectionDestination} from './destination.ts';
import {connectionOf, endsOf} from './listed-connection.ts';
import {createRowConditions, type NamedAddresses, touches} from './row-conditions.ts';
import {type ConnectionScope, serverIdOf, serviceIdOf} from './scope.ts';

/** Words after this many are ignored. */
const mostWords = 30;

/** The characters of addresses and ports. A word with any other cannot be part of one. */
const addressWord = /^[\da-f.:[\]]+$/;

/** A set of words: one bit for each. */
type FoundWords = number;

/** A word that must be found, or must not. */
interface SearchedWord {
	/** In lower case. */
	readonly text: string;
	readonly isNegated: boolean;
}

/** Words to look for. */
interface FilterWords {
	/** The words that must be found, and those that must not. */
	readonly wanted: FoundWords;
	readonly unwanted: FoundWords;
	/** The words that may be part of an address with port. */
	readonly inAddresses: FoundWords;
	/** The words that occur in a text, ignoring case. */
	foundIn(text: string): FoundWords;
}

/**
 * Prepares a search for these words. A word is found within one part of a row or not at all; the result for a part that
 * many rows share can be reused.
 */
function createFilterWords(words: readonly SearchedWord[]): FilterWords {
	const searched = words.slice(0, mostWords);
	const bits = (test: (word: SearchedWord) => boolean): FoundWords =>
		searched.reduce((found, word, index) => (test(word) ? found | (1 << index) : found), 0);
	return {
		wanted: bits(({isNegated}) => !isNegated),
		unwanted: bits(({isNegated}) => isNegated),
		inAddresses: bits(({text}) => addressWord.test(text)),
		foundIn(text) {
			const lowerCase = text.toLowerCase();
			return bits(word => lowerCase.includes(word.text));
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

/** Finds the words of a filter that are names of a row's addresses; null if no word is part of a name. */
function namedWords(
	words: readonly SearchedWord[],
	named: NamedAddresses,
): ((row: ConnectionRow) => FoundWords) | null {
	const tests = words
		.slice(0, mostWords)
		.map(({text}) =>
			(named[text] ?? []).map(address =>
				networkTest({address, prefix: addressBits(familyOf(address))}),
			),
		);
	return tests.every(({length}) => length === 0)
		? null
		: row =>
				tests.reduce(
					(found, own, index) =>
						own.some(holds => touches(holds, row)) ? found | (1 << index) : found,
					0,
				);
}

/** Lets nothing through. */
const nothing: RowFilter = {judge: () => refused, shows: () => false};

/** The filter for this text and this scope; null if everything is shown. A wrong text shows nothing. */
export function createRowFilter(
	filter: string,
	scope: ConnectionScope | null,
	tableWords: TableWords,
	named: NamedAddresses = {},
): RowFilter | null {
	const {parts, problem} = parseFilter(filter, connectionsFilterView);
	if (problem !== null) {
		return nothing;
	}

	if (parts.length === 0 && scope === null) {
		return null;
	}

	const searched = parts.flatMap(part =>
		part.kind === 'word' ? [{...part, text: part.text.toLowerCase()}] : [],
	);
	const words = createFilterWords(searched);
	const foundByName = namedWords(searched, named);
	const {meetsPair, meetsRow} = createRowConditions(
		parts.filter(part => part.kind === 'term'),
		tableWords,
		named,
	);
	const inScope = scopeTest(scope, tableWords);
	const inStates: number[] = [];

	function foundInState(state: number): number {
		const found = inStates[state] ?? words.foundIn(tableWords.states.word(state));
		inStates[state] = found;
		return found;
	}

	return {
		judge: (row, destination) =>
			scopeMayHold(scope, row, destination, tableWords) && meetsPair(row, destination)
				? words.foundIn(pairText(row, destination, tableWords))
				: refused,
		shows(row, verdict) {
			if (verdict === refused || !inScope(row) || !meetsRow(row)) {
				return false;
			}

			const found = verdict | foundInState(row.state);
			const missing = words.wanted & ~found;
			if ((words.unwanted & found) !== 0) {
				return false;
			}

			// Words that only the text of this row can have: for most rows, parts of the client's address.
			const own = row.engineTo === 0 ? words.inAddresses : words.wanted | words.unwanted;
			if (foundByName === null) {
				if ((missing & ~own) !== 0) {
					return false;
				}

				if (((missing | words.unwanted) & own) === 0) {
					return true;
				}
			} else if (missing === 0 && words.unwanted === 0) {
				return true;
			}

			const inRow = words.foundIn(rowText(row, tableWords)) | (foundByName?.(row) ?? 0);
			return (missing & ~inRow) === 0 && (words.unwanted & inRow) === 0;
		},
	};
}
