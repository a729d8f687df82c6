/**
 * The problems of a term, in words.
 */
import {nearestName} from '../../text/nearest-name.ts';
import type {FilterView} from './filter-term.ts';
import {
	type Operator,
	parseFigure,
	parseNetworkValue,
	parsePortValue,
	parseTraffic,
} from './filter-values.ts';
import {
	kindOf,
	type TermKind,
	type TermName,
	termNamed,
	termNames,
	vocabulary,
} from './vocabulary.ts';

const expected: Readonly<Record<Exclude<TermKind, 'word'>, string>> = {
	number: 'a number such as 5, 0.5 or 1k',
	traffic: 'a number such as 500, 1k or 2.5M',
	port: 'a port from 0 to 65535',
	text: 'a text',
	network: 'a network such as 10.1.0.0/16',
};

/** Whether a value is one of its kind; `words` are those of a term of the kind `word`. */
export function isValid(kind: TermKind, value: string, words: readonly string[]): boolean {
	switch (kind) {
		case 'number':
			return parseFigure(value) !== null;
		case 'traffic':
			return parseTraffic(value) !== null;
		case 'port':
			return parsePortValue(value) !== null;
		case 'network':
			return parseNetworkValue(value) !== null;
		case 'word':
			return words.includes(value.toLowerCase());
		case 'text':
			return value !== '';
	}
}

function listed(names: readonly string[]): string {
	return names.join(', ');
}

/** Says what a value of a term has to be. */
export function valueProblem(name: TermName, value: string, words: readonly string[]): string {
	const kind = kindOf(name);
	if (kind !== 'word') {
		return value === '' ? `${name} needs ${expected[kind]}` : `${value} is not ${expected[kind]}`;
	}

	const nearest = value === '' ? null : nearestName(value, words);
	return value === ''
		? `${name} needs one of: ${listed(words)}`
		: nearest === null
			? `${name} has no '${value}', only: ${listed(words)}`
			: `${name} has no '${value}'; did you mean ${nearest}?`;
}

/** Says that a name is not a term of the view. */
export function nameProblem(typedName: string, {title, terms, refuse}: FilterView): string {
	const names = terms.map(({name}) => name);
	const known = termNamed(typedName);
	if (known !== undefined) {
		const reason = refuse?.(known) ?? null;
		return reason !== null
			? reason
			: names.length === 0
				? `${typedName} cannot be used in the ${title} view, which only takes words`
				: `${typedName} cannot be used in the ${title} view, which has: ${listed(names)}`;
	}

	const nearest = nearestName(typedName, names) ?? nearestName(typedName, termNames);
	return nearest === null
		? `there is no term '${typedName}'; quotes search for it as text`
		: `there is no term '${typedName}'; did you mean ${nearest}?`;
}

/** Says that a term cannot be compared with an operator; null if it can. */
export function orderProblem(name: TermName, operator: Operator): string | null {
	const kind = kindOf(name);
	const hasOrder = kind === 'number' || kind === 'traffic' || kind === 'port';
	return hasOrder || ![`<`, `>`, `<=`, `>=`].includes(operator)
		? null
		: `${name} cannot be compared with ${operator}; write ${vocabulary[name].example}`;
}
