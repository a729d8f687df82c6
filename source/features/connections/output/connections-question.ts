/**
 * What is asked of the connection table on the command line.
 */

import {UsageError} from '../../../program/options.ts';
import {type ConnectionSort, connectionColumns} from '../table/row-order.ts';
import {type SurveyQuestion, wholeTable} from '../table/survey.ts';

/** Columns that people expect to see from the largest down. */
const largestFirst: ReadonlySet<string> = new Set(['expires']);

/** `client`, or `-client` for the other direction. */
function sortFrom(text: string | null): ConnectionSort | null {
	if (text === null) {
		return null;
	}

	const name = text.replace(/^-/, '');
	const column = connectionColumns.find(known => known === name);
	if (column === undefined) {
		throw new UsageError(
			`--sort: connections have no '${name}'; there are: ${connectionColumns.join(', ')}`,
		);
	}

	return {column, descending: largestFirst.has(column) !== text.startsWith('-')};
}

/**
 * The question for a filter and the name of a column, both as they were typed. Connections and templates
 * are both listed, because a script can tell them apart.
 * @throws {UsageError} where there is no such column
 */
export function connectionsQuestion({
	filter,
	sort,
}: {
	readonly filter: string;
	readonly sort: string | null;
}): SurveyQuestion {
	return {...wholeTable, list: 'all', filter, sort: sortFrom(sort)};
}
