/**
 * Parses a filter: words and terms such as `state:draining` or `active>100`, each with an optional `not` before it.
 * Pure; a mistake is answered with its place in the text.
 */
import type {FilterView} from './filter-term.ts';
import {filterTokens, networkLike, type Span, termFormOf} from './filter-tokens.ts';
import {type Operator, parseNetworkValue} from './filter-values.ts';
import {isValid, nameProblem, orderProblem, valueProblem} from './term-problems.ts';
import {kindOf, type TermName, termNamed} from './vocabulary.ts';

/** A word that is searched for in the text of a row. */
export interface FilterWord {
	readonly kind: 'word';
	/** Without its quotes. */
	readonly text: string;
	readonly isNegated: boolean;
}

/** A comparison of one value of a row. */
export interface FilterCondition {
	readonly kind: 'term';
	readonly name: TermName;
	readonly operator: Operator;
	/** As typed, without its quotes. It is valid for the kind of the term. */
	readonly value: string;
	readonly isNegated: boolean;
}

export type FilterPart = FilterWord | FilterCondition;

/** A problem of a filter, and its place. */
export interface FilterProblem extends Span {
	readonly message: string;
	/** Whether it may only be that the end has not been typed yet. */
	readonly isUnfinished: boolean;
}

export type ParsedFilter =
	| {readonly parts: readonly FilterPart[]; readonly problem: null}
	| {readonly parts: null; readonly problem: FilterProblem};

/**
 * Parses a filter for a view. `not` before a part turns it round; twice is the same as none. Quotes take blanks into a
 * text, and make a term or `not` a plain word.
 */
export function parseFilter(text: string, view: FilterView): ParsedFilter {
	const parts: FilterPart[] = [];
	let isNegated = false;
	let lastNot: Span | null = null;
	const wrong = (span: Span, message: string, isBegun = false): ParsedFilter => ({
		parts: null,
		problem: {
			message,
			from: span.from,
			to: span.to,
			isUnfinished: isBegun || (span.to === text.length && span.from === span.to),
		},
	});

	for (const token of filterTokens(text)) {
		const {bare, quoted, from, to, isOpen} = token;
		if (isOpen) {
			const problem = {message: 'the quote is not closed', from, to, isUnfinished: true};
			return {parts: null, problem};
		}

		if (quoted === null && bare.toLowerCase() === 'not') {
			isNegated = !isNegated;
			lastNot = token;
			continue;
		}

		const form = termFormOf(token);
		const hasNet = view.terms.some(({name}) => name === 'net');
		if (form !== null) {
			const {typedName, operator, value} = form;
			const name = termNamed(typedName);
			const head = view.terms.find(each => each.name === name);
			if (name === undefined || head === undefined) {
				return wrong({from, to: from + typedName.length}, nameProblem(typedName, view));
			}

			const valueFrom = from + typedName.length + operator.length;
			const order = orderProblem(name, operator);
			if (order !== null) {
				return wrong({from: from + typedName.length, to: valueFrom}, order);
			}

			const {words = []} = head;
			if (!isValid(kindOf(name), value, words)) {
				return wrong(
					{from: valueFrom, to},
					valueProblem(name, value, words),
					to === text.length && words.some(word => word.startsWith(value.toLowerCase())),
				);
			}

			parts.push({kind: 'term', name, operator, value, isNegated});
		} else if (quoted === null && hasNet && networkLike.test(bare)) {
			if (parseNetworkValue(bare) === null) {
				return wrong(token, valueProblem('net', bare, []));
			}

			parts.push({kind: 'term', name: 'net', operator: ':', value: bare, isNegated});
		} else {
			const word = bare + (quoted ?? '');
			// Nothing in quotes is nothing to search for.
			parts.push(...(word === '' ? [] : [{kind: 'word', text: word, isNegated} as const]));
		}

		isNegated = false;
		lastNot = null;
	}

	if (lastNot !== null) {
		const {from, to} = lastNot;
		const problem = {message: 'not needs a word or a term after it', from, to, isUnfinished: true};
		return {parts: null, problem};
	}

	return {parts, problem: null};
}

/** Whether a text has to be in quotes to be read as that word. */
function needsQuotes(text: string): boolean {
	const [token, ...others] = filterTokens(text);
	return (
		token === undefined ||
		others.length > 0 ||
		token.quoted !== null ||
		token.to - token.from !== text.length ||
		text.toLowerCase() === 'not' ||
		networkLike.test(text) ||
		termFormOf(token) !== null
	);
}

function formatPart(part: FilterPart): string {
	const not = part.isNegated ? 'not ' : '';
	if (part.kind === 'word') {
		return `${not}${needsQuotes(part.text) ? `"${part.text}"` : part.text}`;
	}

	const {name, operator, value} = part;
	return `${not}${name}${operator}${/\s/u.test(value) ? `"${value}"` : value}`;
}

/** Writes a parsed filter; the same parts are read from it. */
export function formatFilter(parts: readonly FilterPart[]): string {
	return parts.map(formatPart).join(' ');
}
