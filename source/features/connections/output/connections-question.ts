/**
 * Questions to the connection table from the command line.
 */

import {UsageError} from '../../../commands/usage-error.ts';
import {sortNamed} from '../../../console/table/sort-rows.ts';
import {type ConnectionSort, sortableConnectionColumns} from '../connection-columns.ts';
import {type SurveyQuestion, wholeTable} from '../table/survey.ts';

/**
 * Parses `client`, or `-client` and `+client` for a direction.
 * @throws {UsageError} if there is no such column
 */
export function connectionSortFrom(text: string | null): ConnectionSort | null {
	if (text === null) {
		return null;
	}

	const sort = sortNamed(sortableConnectionColumns, text);
	if (sort === null) {
		const known = sortableConnectionColumns.map(({id}) => id).join(', ');
		throw new UsageError(
			`--sort: connections have no column '${text.replace(/^[-+]/, '')}'; the columns are: ${known}`,
		);
	}

	return sort;
}

/**
 * The question for a typed filter and column name. It lists both connections and templates; the output tells them
 * apart.
 * @throws {UsageError} if there is no such column
 */
export function connectionsQuestion({
	filter,
	sort,
}: {
	readonly filter: string;
	readonly sort: string | null;
}): SurveyQuestion {
	return {...wholeTable, list: 'all', filter, sort: connectionSortFrom(sort)};
}
