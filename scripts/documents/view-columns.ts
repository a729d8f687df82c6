/**
 * The tables of the views, for their pages.
 */

import {type Column, titleOf} from '../../source/console/table/column.ts';
import {noNames} from '../../source/director/names.ts';
import {checkColumns} from '../../source/features/checks/console/check-columns.ts';
import {connectionColumns} from '../../source/features/connections/connection-columns.ts';
import {groupColumns} from '../../source/features/connections/console/group-columns.ts';
import {logColumns} from '../../source/features/log/log-columns.ts';
import {realServerColumns} from '../../source/features/servers/columns.ts';
import {columns as servicesColumns} from '../../source/features/services/columns.ts';
import {snapshotColumns} from '../../source/features/snapshots/console/snapshot-columns.ts';

/** A Markdown table of what the columns mean. */
function meanings(columns: readonly {readonly title: string; readonly meaning: string}[]): string {
	const rows = columns.map(
		({title, meaning}) =>
			`| ${title.trim() || '(no title)'} | ${meaning.replaceAll('|', '\\|')}. |\n`,
	);
	return `| column | what it shows |\n| --- | --- |\n${rows.join('')}`;
}

/** The table of columns whose titles do not depend on anything. */
function fixed<Row>(columns: readonly Column<Row, never>[]): string {
	return meanings(columns.map(column => ({title: fixedTitle(column), meaning: column.meaning})));
}

function fixedTitle<Row>({id, title}: Column<Row, never>): string {
	if (typeof title !== 'string') {
		throw new Error(`the title of the column ${id} depends on something; say on what`);
	}

	return title;
}

/** The tables of each view that has rows. Add a new view here. */
const tables: Readonly<Record<string, () => string>> = {
	services: () => fixed(servicesColumns),
	servers: () => fixed(realServerColumns),
	connections: () =>
		[
			`Single connections:\n\n${fixed(connectionColumns)}`,
			`Groups:\n\n${meanings(
				groupColumns.map(column => ({
					title: titleOf(column, {
						mode: 'state, client, …',
						list: 'connections',
						names: noNames,
						widths: {},
					}),
					meaning: column.meaning,
				})),
			)}`,
		].join('\n'),
	snapshots: () => fixed(snapshotColumns),
	log: () => fixed(logColumns),
	checks: () => fixed(checkColumns),
};

/**
 * Markdown with what each column of a view means.
 * @throws {Error} for a view that is not known here
 */
export function viewColumns(view: string): string {
	const table = tables[view];
	if (table === undefined) {
		throw new Error(`add the columns of the view ${view} to scripts/documents/view-columns.ts`);
	}

	return table();
}
