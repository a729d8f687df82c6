/**
 * Completes a filter while it is typed: names of terms, then their values.
 */
import type {Completions} from '../state/text-input.ts';
import type {FilterView, TermHead} from './filter-term.ts';
import {filterTokens, termFormOf} from './filter-tokens.ts';
import {kindOf, type TermName, termNamed, vocabulary} from './vocabulary.ts';

/** The operator that a term is completed with: the one of its example. */
function usualOperator(name: TermName): string {
	const {example} = vocabulary[name];
	return /[:=<>!]+/.exec(example.slice(name.length))?.[0] ?? ':';
}

/** A term in the list of completions: what it finds, and an example. */
function termItem({name}: TermHead) {
	const {help, example} = vocabulary[name];
	return {text: `${name}${usualOperator(name)}`, about: `${help}, as in ${example}`};
}

const notItem = {
	text: 'not ',
	about: 'leaves out what the next word or term matches, as in not state:drained',
};

/**
 * The completions of the text before the insertion point.
 * @param valuesOf known values of a term on this director, such as its ports
 */
export function completeFilter(
	before: string,
	view: FilterView,
	valuesOf: (name: TermName) => readonly string[],
): Completions {
	const last = filterTokens(before).at(-1);
	const isInToken = last !== undefined && last.to === before.length;
	const from = isInToken ? last.from : before.length;
	const typed = before.slice(from).toLowerCase();
	const form = isInToken && last.quoted === null ? termFormOf(last) : null;
	if (form === null) {
		const items = [...view.terms.map(termItem), notItem];
		return {from, items: items.filter(({text}) => text.startsWith(typed))};
	}

	const name = termNamed(form.typedName);
	const head = view.terms.find(each => each.name === name);
	if (name === undefined || head === undefined) {
		return {from, items: []};
	}

	const valueFrom = before.length - form.value.length;
	const value = form.value.toLowerCase();
	const values = head.words ?? valuesOf(name);
	const isText = kindOf(name) === 'text';
	return {
		from: valueFrom,
		items: values
			.filter(each =>
				isText ? each.toLowerCase().includes(value) : each.toLowerCase().startsWith(value),
			)
			.map(text => ({
				text: /\s/u.test(text) ? `"${text}"` : text,
				about: vocabulary[name].help,
			})),
	};
}
