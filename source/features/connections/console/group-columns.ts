/**
 * The columns of groups of connections. New columns are added here only.
 */

import type {Column, SortValue} from '../../../console/table/column.ts';
import {nameColumn, type Widths, widestTexts} from '../../../console/table/measure.ts';
import {type Sort, sortableColumns} from '../../../console/table/sort-rows.ts';
import {figureCell} from '../../../console/text/figures.ts';
import {shareBar} from '../../../console/text/graphics.ts';
import {piece} from '../../../console/text/paint.ts';
import {type Names, namedEndpoint} from '../../../director/names.ts';
import {parseEndpoint} from '../../../ipvs/address.ts';
import {networkText} from '../../../ipvs/network.ts';
import {fullFigure, unknown} from '../../../text/figures.ts';
import {inSteps, statusRole} from '../connection-columns.ts';
import {percent} from '../table/finding.ts';
import type {GroupKey} from '../table/scope.ts';
import type {GroupItem} from './connections-rows.ts';

/** The context of the column titles. */
export interface GroupContext {
	/** The property by which connections are grouped. */
	readonly mode: string;
	readonly list: 'connections' | 'templates';
	/** The names of addresses. */
	readonly names: Names;
	/** The widest texts of the columns; 0 or missing if no group has one. */
	readonly widths: Widths;
}

type GroupsColumn = Column<GroupItem, GroupContext>;

let byNumbers: Intl.Collator | null = null;

/** Compares two groups by name, addresses and ports by number: `10.0.0.9` before `10.0.0.10`. */
export function compareNames(one: GroupItem, other: GroupItem): number {
	// Made for the first comparison: it takes 15 ms, a tenth of a start.
	byNumbers ??= new Intl.Collator('en', {numeric: true});
	return byNumbers.compare(one.name, other.name);
}

function othersTitle({list}: GroupContext): string {
	return list === 'connections' ? 'templates' : 'connections';
}

/** The number of connections of a group: `1,234`, or `≥1,234` if there may be more. */
function countText({count, missing}: GroupItem): string {
	return `${missing > 0 ? '≥' : ''}${fullFigure(count)}`;
}

/** The texts of the columns whose width depends on them. */
const texts = {
	name: ({name}: GroupItem) => name,
	count: countText,
	share: ({share}: GroupItem) => percent(share),
	asked: ({asked}: GroupItem) => (asked === null ? unknown : percent(asked)),
	others: ({others}: GroupItem) => fullFigure(others),
	status: ({status}: GroupItem) => status,
} as const;

/** The widest texts of these groups; that of the shares by weight is 0 if no group has one. */
export function groupWidths(groups: readonly GroupItem[]): Widths {
	const widths = widestTexts(groups, texts);
	return groups.some(({asked}) => asked !== null) ? widths : {...widths, asked: 0};
}

/** A column of numbers, as wide as its widest value. */
function figures<Id extends 'count' | 'share' | 'asked' | 'others'>(
	column: {readonly id: Id; readonly meaning: string; readonly priority: number},
	title: (context: GroupContext) => string,
) {
	return {
		...column,
		title,
		align: 'right',
		width({context}) {
			const least = Math.max(title(context).length, context.widths[column.id] ?? 0);
			return {least, wanted: inSteps(least)};
		},
		cell: row => figureCell(texts[column.id](row)),
	} as const satisfies GroupsColumn;
}

/** A sort that starts with the largest value. */
function largestFirst(value: (row: GroupItem) => SortValue) {
	return {descending: true, value};
}

/** Columns of figures give way to at most this much of a name; a longer one is shortened. */
const mostFromOthers = 24;

/** The name of a group's address; null if it has none. */
function groupName(key: GroupKey, names: Names): string | null {
	if (key.by === 'client') {
		return networkText(key) === key.address ? names.ofAddress(key.address) : null;
	}

	const text = key.by === 'server' ? key.server : key.by === 'service' ? key.service : '';
	const endpoint = parseEndpoint(text.replace(/^[a-z]+:/, ''));
	return endpoint && namedEndpoint(names, endpoint.address, endpoint.port);
}

/** The columns from left to right. The share by weight is shown with the servers of one service. */
const definitions = [
	{
		id: 'name',
		title: ({mode}) => mode,
		meaning: 'What the group has in common: a state, a client or network, a service, or a server',
		align: 'left',
		priority: 0,
		width({context: {mode, widths}}) {
			const needed = inSteps(Math.max(mode.length, widths['name'] ?? 0));
			return {least: Math.min(needed, mostFromOthers), needed};
		},
		cut: 'address',
		cell: ({name, key, status}, {names}) =>
			piece((names.shown === 'instead' ? groupName(key, names) : null) ?? name, statusRole(status)),
		sort: {descending: false, compare: compareNames},
	},
	{
		id: 'host',
		title: 'name',
		meaning: 'The name of its address; only with `--names` or names of your own',
		align: 'left',
		...nameColumn,
		isShown: ({context: {mode, names}}) => mode !== 'state' && names.shown === 'beside',
		cell: ({key}, {names}) => piece(groupName(key, names) ?? ''),
	},
	{
		...figures(
			{
				id: 'count',
				meaning: 'How many entries it has; `≥` if the rarest were left out',
				priority: 2,
			},
			({list}) => list,
		),
		sort: largestFirst(({count}) => count),
	},
	figures(
		{id: 'share', meaning: 'Its share of all entries that are shown', priority: 3},
		() => 'share',
	),
	{
		...figures(
			{
				id: 'asked',
				meaning: 'The share that its weight calls for; only for the servers of one service',
				priority: 4,
			},
			() => 'by weight',
		),
		isShown: ({context}) => (context.widths['asked'] ?? 0) > 0,
		sort: largestFirst(({asked}) => asked),
	},
	{
		id: 'bar',
		title: '',
		meaning: 'The share as a bar',
		align: 'left',
		priority: 6,
		isSpare: true,
		width: {least: 6, wanted: 30},
		cell: ({share}, _context, width) => piece(shareBar(share, width), 'bar'),
	},
	{
		...figures(
			{
				id: 'others',
				meaning: 'How many entries of the other kind it has: templates, or connections',
				priority: 7,
			},
			othersTitle,
		),
		sort: largestFirst(({others}) => others),
	},
	{
		id: 'status',
		title: '',
		meaning: '`weight-zero` or `orphan`, as for a single connection',
		align: 'left',
		priority: 5,
		isShown: ({context}) => (context.widths['status'] ?? 0) > 0,
		width: ({context}) => context.widths['status'] ?? 0,
		cell: ({status}) => piece(status, status === 'orphan' ? 'warn' : 'dim'),
	},
] as const satisfies readonly GroupsColumn[];

/** The columns that groups can be sorted by. */
export const sortableGroupColumns = sortableColumns(definitions);

export type GroupColumn = (typeof sortableGroupColumns)[number]['id'];

export type GroupSort = Sort<GroupColumn>;

/** All columns, for the table engine. */
export const groupColumns: readonly Column<
	GroupItem,
	GroupContext,
	(typeof definitions)[number]['id']
>[] = definitions;
