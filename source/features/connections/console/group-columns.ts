/**
 * The columns of groups of connections. New columns are added here only.
 */

import type {Column, SortValue} from '../../../console/table/column.ts';
import {nameColumn, widestText} from '../../../console/table/measure.ts';
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
}

type GroupsColumn = Column<GroupItem, GroupContext>;

/** Compares addresses and ports by number: `10.0.0.9` before `10.0.0.10`. */
const byNumbers = new Intl.Collator('en', {numeric: true});

/** Compares two groups by name. */
export function compareNames(one: GroupItem, other: GroupItem): number {
	return byNumbers.compare(one.name, other.name);
}

function othersTitle({list}: GroupContext): string {
	return list === 'connections' ? 'templates' : 'connections';
}

/** A column of numbers, as wide as its widest value; its width changes in steps. */
function figures<Id extends string>(
	column: {readonly id: Id; readonly meaning: string; readonly priority: number},
	title: (context: GroupContext) => string,
	text: (row: GroupItem) => string,
) {
	return {
		...column,
		title,
		align: 'right',
		width({rows, context}) {
			const least = widestText(rows, text, title(context));
			return {least, needed: inSteps(least)};
		},
		cell: row => figureCell(text(row)),
	} as const satisfies GroupsColumn;
}

/** A sort that starts with the largest value. */
function largestFirst(value: (row: GroupItem) => SortValue) {
	return {descending: true, value};
}

/** The number of connections of a group: `1,234`, or `≥1,234` if there may be more. */
function countText({count, missing}: GroupItem): string {
	return `${missing > 0 ? '≥' : ''}${fullFigure(count)}`;
}

/** Cells that names of groups leave to the numbers they are sorted by, with the blanks before both. */
const sortedRoom = 16;

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
		// A cut name says too little. Other columns give way to it, except the sort column.
		priority: 0,
		width({rows, context: {mode}, cells}) {
			const needed = inSteps(widestText(rows, ({name}) => name, mode));
			return {least: Math.min(needed, cells - sortedRoom), needed};
		},
		cut: 'middle',
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
			countText,
		),
		sort: largestFirst(({count}) => count),
	},
	figures(
		{id: 'share', meaning: 'Its part of all entries that are shown', priority: 3},
		() => 'share',
		({share}) => percent(share),
	),
	{
		...figures(
			{
				id: 'asked',
				meaning: 'The part that its weight asks for; only for the servers of one service',
				priority: 4,
			},
			() => 'by weight',
			({asked}) => (asked === null ? unknown : percent(asked)),
		),
		isShown: ({rows}) => rows.some(({asked}) => asked !== null),
		sort: largestFirst(({asked}) => asked),
	},
	{
		id: 'bar',
		title: '',
		meaning: 'The share as a bar',
		align: 'left',
		priority: 6,
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
			({others}) => fullFigure(others),
		),
		sort: largestFirst(({others}) => others),
	},
	{
		id: 'status',
		title: '',
		meaning: '`weight-zero` or `orphan`, as for a single connection',
		align: 'left',
		priority: 5,
		isShown: ({rows}) => rows.some(({status}) => status !== ''),
		width: ({rows}) => widestText(rows, ({status}) => status, ''),
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
