import {parseFilter} from '../../console/filter/parse-filter.ts';
import {servicesFilter} from './select-rows.ts';

/** Whether a filter of the Services view asks for servers that do not answer, or leaves them out. */
export function asksForNoAnswer(filter: string): boolean {
	const {parts} = parseFilter(filter, servicesFilter.view);
	return (parts ?? []).some(
		part =>
			part.kind === 'term' && part.name === 'state' && part.value.toLowerCase() === 'no-answer',
	);
}
