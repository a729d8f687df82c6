/**
 * Compiles a filter for the rows of a table, once when it changes.
 */
import type {Names} from '../../director/names.ts';
import {familyOf, type IpAddress} from '../../ipvs/address.ts';
import {wordsOf} from '../../ipvs/address-words.ts';
import {type Network, networkTest} from '../../ipvs/network.ts';
import type {Column} from '../table/column.ts';
import type {Units} from '../text/figures.ts';
import type {FilterContext, FilterTerm, FilterView} from './filter-term.ts';
import {
	compareNumbers,
	type Operator,
	parseFigure,
	parseNetworkValue,
	parseTraffic,
} from './filter-values.ts';
import {type FilterCondition, type FilterProblem, parseFilter} from './parse-filter.ts';
import {kindOf} from './vocabulary.ts';

/** A filter that is ready for rows. */
export interface CompiledFilter<Row> {
	/** Its problem; then no row matches. */
	readonly problem: FilterProblem | null;
	/** Whether it lets everything through. */
	readonly isEmpty: boolean;
	/** Words that must be found, in lower case. */
	readonly wanted: readonly string[];
	/** Words that must not be found, in lower case. */
	readonly unwanted: readonly string[];
	/** The names that words are found in, too. */
	readonly names: Names;
	/** Whether it has terms besides words. */
	readonly hasConditions: boolean;
	/** Whether a row meets all terms that are not words. */
	meets(row: Row): boolean;
}

/** A test of a row; null if its value is not known. */
type Test<Row> = (row: Row) => boolean | null;

/** Traffic as typed, in bytes per second. */
function bytesPerSecond(value: string, units: Units): number {
	const {number = 0, unit = null} = parseTraffic(value) ?? {};
	return (unit ?? units) === 'bits' ? number / 8 : number;
}

/** A test for addresses as text. */
export function addressTest(network: Network): (address: IpAddress) => boolean {
	const holds = networkTest(network);
	return address => holds(wordsOf(address), 0, familyOf(address) === 'ipv6');
}

/** A test of texts: `:` is found anywhere, `=` is the whole text; case is ignored. */
export function textTest(operator: Operator, value: string): (text: string) => boolean {
	const wanted = value.toLowerCase();
	switch (operator) {
		case '=':
			return text => text.toLowerCase() === wanted;
		case '!=':
			return text => text.toLowerCase() !== wanted;
		default:
			return text => text.toLowerCase().includes(wanted);
	}
}

/** Turns the result of a test round for `!=`. */
export function asCompared(operator: Operator, isMet: boolean): boolean {
	return operator === '!=' ? !isMet : isMet;
}

function conditionTest<Row>(
	{name, operator, value}: FilterCondition,
	term: FilterTerm<Row>,
	context: FilterContext,
): Test<Row> {
	if ('values' in term) {
		const number =
			kindOf(name) === 'traffic'
				? bytesPerSecond(value, context.units)
				: (parseFigure(value) ?? Number.NaN);
		return row => {
			const values = term.values(row);
			if (values === null) {
				return null;
			}

			if (typeof values !== 'object') {
				return compareNumbers(values, operator, number);
			}

			// Not equal means that none of them is equal.
			return operator === '!='
				? values.every(each => each !== number)
				: values.some(each => compareNumbers(each, operator, number));
		};
	}

	if ('has' in term) {
		const word = value.toLowerCase();
		return row => asCompared(operator, term.has(row, word, context));
	}

	if ('text' in term) {
		const holds = textTest(operator, value);
		return row => holds(term.text(row, context));
	}

	const network = parseNetworkValue(value);
	const holds = network === null ? () => false : addressTest(network);
	return row => asCompared(operator, term.addresses(row).some(holds));
}

/** The filter of a table. */
export interface TableFilter<Row> {
	/** The part of the language for this view. */
	readonly view: FilterView;
	/** The filter for a text. The last one is kept, so that a refresh does not compile it again. */
	compile(text: string, context: FilterContext): CompiledFilter<Row>;
}

/** The terms of some columns. */
export function termsOf<Row>(columns: readonly Column<Row, never>[]): readonly FilterTerm<Row>[] {
	return columns.flatMap(({filter}) => filter?.terms ?? []);
}

/** The language of a view with this title and these terms. */
export function filterView(title: string, terms: readonly FilterTerm<never>[]): FilterView {
	return {
		title,
		terms: terms.map(term =>
			'words' in term ? {name: term.name, words: term.words} : {name: term.name},
		),
	};
}

function compile<Row>(
	text: string,
	{
		view,
		terms,
		context,
	}: {
		readonly view: FilterView;
		readonly terms: readonly FilterTerm<Row>[];
		readonly context: FilterContext;
	},
): CompiledFilter<Row> {
	const {parts, problem} = parseFilter(text, view);
	if (problem !== null) {
		const none = {isEmpty: false, wanted: [], unwanted: [], hasConditions: true};
		return {...none, names: context.names, problem, meets: () => false};
	}

	const words = (isNegated: boolean) =>
		parts
			.filter(part => part.kind === 'word' && part.isNegated === isNegated)
			.map(part => (part.kind === 'word' ? part.text.toLowerCase() : ''));
	const tests = parts.flatMap(part => {
		const term = part.kind === 'term' ? terms.find(({name}) => name === part.name) : undefined;
		return part.kind !== 'term' || term === undefined
			? []
			: [{test: conditionTest(part, term, context), isNegated: part.isNegated}];
	});
	return {
		problem: null,
		isEmpty: parts.length === 0,
		wanted: words(false),
		unwanted: words(true),
		names: context.names,
		hasConditions: tests.length > 0,
		meets(row) {
			for (const {test, isNegated} of tests) {
				const isMet = test(row);
				if (isMet === null || isMet === isNegated) {
					return false;
				}
			}

			return true;
		},
	};
}

/** Prepares the filter of a table with these columns. */
export function createTableFilter<Row>(
	title: string,
	columns: readonly Column<Row, never>[],
): TableFilter<Row> {
	const terms = termsOf(columns);
	const view = filterView(title, terms);
	let last: {
		readonly text: string;
		readonly context: FilterContext;
		readonly compiled: CompiledFilter<Row>;
	} | null = null;
	return {
		view,
		compile(text, context) {
			const {units, names, facts} = context;
			if (
				last === null ||
				last.text !== text ||
				last.context.units !== units ||
				last.context.names !== names ||
				last.context.facts !== facts
			) {
				// Only what the filter depends on: a whole state would keep an old reading alive.
				const kept = {units, names, facts};
				last = {text, context: kept, compiled: compile(text, {view, terms, context: kept})};
			}

			return last.compiled;
		},
	};
}
