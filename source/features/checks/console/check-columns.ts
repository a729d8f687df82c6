/**
 * The columns of the Checks view. New columns are added here only.
 */
import {createTableFilter} from '../../../console/filter/compile-filter.ts';
import type {Column} from '../../../console/table/column.ts';
import {piece} from '../../../console/text/paint.ts';
import type {Role} from '../../../console/text/theme.ts';
import type {Severity} from '../check.ts';
import type {CheckRow} from '../kept-checks.ts';

export const severityRole: Readonly<Record<Severity, Role>> = {
	error: 'bad',
	warning: 'warn',
	note: 'text',
};

function idOf(row: CheckRow): string {
	return row.kind === 'finding' ? row.finding.id : row.unknown.id;
}

function severityOf(row: CheckRow): string {
	return row.kind === 'finding' ? row.finding.severity : 'unknown';
}

function aboutOf(row: CheckRow): string {
	return row.kind === 'finding' ? row.finding.about : '';
}

/** From this width on there is room for the id of the check, and for what a finding is about. */
const narrow = 72;
const wide = 140;

/** The columns from left to right. */
export const checkColumns: readonly Column<CheckRow, object>[] = [
	{
		id: 'severity',
		title: ' severity',
		meaning: 'How bad it is: error, warning or note; unknown if the check could not be done',
		align: 'left',
		priority: 1,
		width: 9,
		cell: row =>
			row.kind === 'finding'
				? piece(` ${row.finding.severity}`, severityRole[row.finding.severity])
				: piece(' unknown', 'dim'),
		filter: {
			text: severityOf,
			terms: [
				{
					name: 'severity',
					words: [...Object.keys(severityRole), 'unknown'],
					has: (row, word) => severityOf(row) === word,
				},
			],
		},
	},
	{
		id: 'check',
		title: 'check',
		meaning: 'The id of the check, for `lvstop check --only` and docs/checks.md',
		align: 'left',
		priority: 2,
		// On a narrow terminal the sentence needs its room.
		isShown: ({cells}) => cells >= narrow,
		width: 25,
		cell: row => piece(idOf(row), row.kind === 'finding' ? 'strong' : 'dim'),
		filter: {text: idOf, terms: [{name: 'check', text: idOf}]},
	},
	{
		id: 'found',
		title: 'found',
		meaning: 'What was found, with its figures, or why it cannot be known',
		align: 'left',
		priority: 0,
		width: {least: 20, wanted: 122},
		cut: 'words',
		cell: row =>
			row.kind === 'finding'
				? piece(row.finding.found)
				: piece(`cannot know: ${row.unknown.reason}`, 'dim'),
		filter: {
			text: row => (row.kind === 'finding' ? row.finding.found : row.unknown.reason),
		},
	},
	{
		id: 'about',
		title: 'about',
		meaning: 'The service, server or setting that it is about',
		align: 'left',
		priority: 3,
		isShown: ({cells}) => cells >= wide,
		width: {least: 24, wanted: 45},
		cut: 'address',
		cell: row => piece(aboutOf(row), 'dim'),
		filter: {text: aboutOf, terms: [{name: 'about', text: aboutOf}]},
	},
];

/** The filter of the Checks view. */
export const checksFilter = createTableFilter('Checks', checkColumns);
