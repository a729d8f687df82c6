/**
 * The words and names of a filter that are names of addresses.
 */
import {parseFilter} from '../../console/filter/parse-filter.ts';
import type {Names} from '../../director/names.ts';
import {connectionsFilterView} from './table/connections-language.ts';
import type {SurveyQuestion} from './table/survey.ts';

/** The most addresses of one word of a filter. */
const mostNamed = 500;

/** The addresses that the words of a filter are names of, for the question to the table. */
export function namedIn(filter: string, names: Names): Pick<SurveyQuestion, 'named'> {
	const parts = parseFilter(filter, connectionsFilterView).parts ?? [];
	const texts = parts.flatMap(part =>
		part.kind === 'word' ? [part.text] : part.name === 'name' ? [part.value] : [],
	);
	const named = texts.flatMap(text => {
		const word = text.toLowerCase();
		const addresses = names.addressesNamed(word).slice(0, mostNamed);
		return names.shown === 'off' || addresses.length === 0 ? [] : [[word, addresses] as const];
	});
	return named.length === 0 ? {} : {named: Object.fromEntries(named)};
}
