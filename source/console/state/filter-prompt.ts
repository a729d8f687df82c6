/**
 * The prompt for the filter of the open view. It is applied while typing, as far as it is good.
 */
import {countOf} from '../../text/figures.ts';
import {completeFilter} from '../filter/complete-filter.ts';
import type {FilterView} from '../filter/filter-term.ts';
import {filterTokens} from '../filter/filter-tokens.ts';
import {type FilterProblem, parseFilter} from '../filter/parse-filter.ts';
import type {TermName} from '../filter/vocabulary.ts';
import {type Piece, piece} from '../text/paint.ts';
import {rememberText} from './history.ts';
import {show} from './message.ts';
import type {ConsoleState, ConsoleStore, Reducer, TextPrompt} from './model.ts';
import {ask, closePrompt} from './prompt.ts';
import {changeOpenList, openList, setFilter, viewOf} from './view.ts';

/** The name of the prompt and of its history. */
const name = 'filter';

/** A view that has no filter has no terms. */
function languageOf(state: ConsoleState): FilterView {
	const {filter, title} = viewOf(state);
	return filter ?? {title, terms: []};
}

/** The problem of a filter in the open view; null if it is valid. */
export function filterProblem(state: ConsoleState, text: string): FilterProblem | null {
	return parseFilter(text, languageOf(state)).problem;
}

/** The most values of one term that are offered. */
const mostValues = 500;

/** The values of a term that the director has, such as its ports and schedulers, and those that features know. */
function valuesOf(state: ConsoleState, term: TermName): readonly string[] {
	const {assembly, director} = state;
	const {live} = director;
	const values = new Set(assembly.features.flatMap(feature => feature.valuesOf(state, term)));
	for (const {id, key, scheduler, servers} of live?.services ?? []) {
		if (values.size > mostValues) {
			break;
		}

		const all: Partial<Record<TermName, () => readonly string[]>> = {
			port: () => [
				...(key.kind === 'address' ? [String(key.port)] : []),
				...servers.map(({port}) => String(port)),
			],
			scheduler: () => [scheduler],
			service: () => [id],
			server: () => servers.map(server => server.id),
			net: () => [
				...(key.kind === 'address' ? [key.address] : []),
				...servers.map(({address}) => address),
			],
		};
		for (const value of all[term]?.() ?? []) {
			values.add(value);
		}
	}

	values.delete('');
	return [...values].slice(0, mostValues);
}

/** The completions of a filter of the open view. */
export function filterCompletions(state: ConsoleState, before: string) {
	return completeFilter(before, languageOf(state), term => valuesOf(state, term));
}

/** The rows that the filter leaves; with a mistake, those that its good part leaves, or the filter before. */
function rowsLeft(state: ConsoleState, text: string): Piece {
	const count = countOf(openList(state)?.rows.length ?? 0, 'row');
	return piece(`   ${count}${filterProblem(state, text) === null ? '' : ' so far'}`, 'dim');
}

/**
 * Applies a filter. A term that is wrong or not finished at the end of the text is left out; one before that leaves the
 * filter as it was.
 */
function applyFilter(text: string): Reducer {
	return state => {
		let good = text;
		let problem = filterProblem(state, good);
		while (problem !== null) {
			const last = filterTokens(good).at(-1)?.from ?? 0;
			if (problem.from < last) {
				return {};
			}

			good = good.slice(0, last).trimEnd();
			problem = filterProblem(state, good);
		}

		return setFilter(good)(state);
	};
}

/**
 * Sets the filter of the open view, and keeps it for ↑.
 * @returns what is wrong with it; null if nothing is
 */
export function takeFilter(store: ConsoleStore, text: string): string | null {
	const state = store.getState();
	if (viewOf(state).list === null) {
		return `the ${viewOf(state).title} view has no rows to filter`;
	}

	const problem = filterProblem(state, text);
	if (problem !== null) {
		return problem.message;
	}

	store.update(setFilter(text), rememberText(name, text));
	return null;
}

/** Accepts a good filter; a wrong one stays in the prompt. */
function accept(store: ConsoleStore, text: string): void {
	const problem = takeFilter(store, text);
	store.update(problem === null ? closePrompt : show('warning', problem, name));
}

/**
 * Asks for a filter, starting with the present one. It is applied while typing, unless that is expensive; Esc restores
 * the previous one.
 */
export const askFilter: Reducer = state => {
	const list = openList(state);
	if (list === null) {
		return {};
	}

	const {filter, cursor} = list;
	const question = {
		name,
		question: () => ' filter: ',
		problem: filterProblem,
		complete: filterCompletions,
		accept,
	} satisfies Partial<TextPrompt>;
	return ask(
		viewOf(state).isFilterExpensive
			? {
					...question,
					remark: (now, text) =>
						piece(filterProblem(now, text) === null ? '   Enter searches' : '', 'dim'),
				}
			: {
					...question,
					remark: rowsLeft,
					typed: applyFilter,
					leave: present => {
						const now = openList(present);
						return now === null
							? {}
							: changeOpenList(present, {filter, cursor: {...now.cursor, id: cursor.id}});
					},
				},
		filter,
	)(state);
};
