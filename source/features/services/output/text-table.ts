/**
 * The table as plain text, for `--once` and `-b`: the console's columns without colours.
 *
 * The first lines and the order need all services: totals, notices, and the width of the names. So the services of a
 * large table are read twice, first for that and then for printing, and none is kept in between.
 */

import {totalsLine} from '../../../console/screen/totals-line.ts';
import {directorIdOf, unreadDirector} from '../../../console/state/director-state.ts';
import {factsOfNoAnswers, type RowFacts} from '../../../console/state/row-facts.ts';
import type {SortValue} from '../../../console/table/column.ts';
import {placeColumns} from '../../../console/table/place-columns.ts';
import {compareValues} from '../../../console/table/sort-rows.ts';
import {rowText, titleLine} from '../../../console/table/table-lines.ts';
import type {Units} from '../../../console/text/figures.ts';
import {plainText} from '../../../console/text/paint.ts';
import type {DirectorHead, FirstLook} from '../../../director/first-look.ts';
import type {LiveDirector, LiveService} from '../../../director/polling/live.ts';
import {
	type UnreadableRow,
	unreadableRows,
	unreadableRowText,
} from '../../../director/polling/unreadable-rows.ts';
import {addToTotals, noTotals} from '../../../director/table-totals.ts';
import {fullTableNote, tableInWords} from '../../../director/table-words.ts';
import {escapeControls} from '../../../text/escape.ts';
import {checksSlice} from '../../checks/index.ts';
import {connections, type NoAnswer, noAnswerInWords} from '../../connections/index.ts';
import {drains} from '../../drain/index.ts';
import {addressesOf, names as addressNames, type NameBook, noBook} from '../../names/index.ts';
import {outside} from '../../outside/index.ts';
import {traffic} from '../../traffic/index.ts';
import {columns} from '../columns.ts';
import {servicesContext, takeNameWidths} from '../columns-context.ts';
import {selectRows} from '../select-rows.ts';
import {gatherNotices} from '../service-notices.ts';
import {type Sort, shownSort} from '../sort-rows.ts';
import {keepServices, type LookForNoAnswers} from './no-answers.ts';

function headline({time, host, ipvs}: DirectorHead): string {
	const clock = new Date(time).toTimeString().slice(0, 8);
	return `lvstop - ${clock}  ${escapeControls(host)}  IPVS ${ipvs.version}  ${tableInWords(ipvs)}`;
}

/** A printed table has no history to show. */
const printedColumns = columns.filter(({id}) => id !== 'trend');

/** The content to print of a reading, and its layout. */
export interface TextTableOptions {
	readonly filter: string;
	readonly sort: Sort;
	readonly units: Units;
	/** The width of a line in cells. */
	readonly columns: number;
	/** Finds the names of addresses. */
	readonly book?: NameBook;
	/** The servers that do not answer; null or missing if that is not known. */
	readonly noAnswers?: readonly NoAnswer[] | null;
	/** Looks for them, for a single reading. */
	readonly look?: LookForNoAnswers | null;
}

/** A table that is being printed: first every service is looked at, then the parts are made, in this order. */
interface TextTable {
	/** Looks at a service; they come in the reader's order. */
	lookAt(service: LiveService): void;
	/** Says which servers do not answer, before the head is made. `services` are all that were looked at. */
	judge(noAnswers: readonly NoAnswer[] | null, services: readonly LiveService[]): void;
	/** The order of printing, as indexes in the reader's order; undefined means that order. */
	order(): readonly number[] | undefined;
	/** Everything above the rows. */
	head(): string;
	/** The rows of a service that the filter lets through. */
	rowsOf(service: LiveService): string;
	/** Everything below the rows. */
	end(): string;
}

const lines = (texts: readonly string[]) => texts.map(text => `${text}\n`).join('');

/** The order of the services by their sort values; null if it is the reader's order. */
function createOrder({column, descending}: Sort, facts: RowFacts) {
	const value = columns.find(({id}) => id === column)?.sort?.value;
	const places: {readonly place: number; readonly value: SortValue}[] = [];
	const sign = descending ? -1 : 1;
	return {
		take(service: LiveService) {
			if (value !== undefined || descending) {
				const row = {kind: 'service', id: service.id, service, folded: false} as const;
				places.push({place: places.length, value: value?.(row, facts) ?? null});
			}
		},
		places: () =>
			value === undefined
				? descending
					? places.map(({place}) => place).toReversed()
					: undefined
				: places
						.sort((one, other) => compareValues(one.value, other.value, sign))
						.map(({place}) => place),
	};
}

function createTextTable(
	live: DirectorHead,
	{filter, sort, units, columns: cells, book = noBook, noAnswers = null}: TextTableOptions,
): TextTable {
	const kept = Object.fromEntries(
		[traffic, drains, outside, checksSlice].map(({id, initialKept}) => [id, initialKept()]),
	);
	const notices = gatherNotices();
	let order = createOrder(sort, factsOfNoAnswers(noAnswers));
	const unreadable: UnreadableRow[] = [];
	let totals = noTotals;
	let longestName = 0;
	let silent = noAnswers ?? [];
	let drawn: ReturnType<typeof columnsNow> | null = null;

	/** The columns for names of these widths. */
	const columnsNow = () => {
		const unread = unreadDirector(directorIdOf(live.host), null, {
			...kept,
			[connections.id]: {noAnswers: silent},
			[addressNames.id]: {names: book.names()},
		});
		const director = {...unread, live: {...live, services: []}, totals};
		const context = servicesContext({units, director}, longestName);
		const shown = shownSort(sort);
		const extent = {rows: [], context, cells};
		const placed = placeColumns(printedColumns, extent, shown?.column ?? null);
		return {director, placed, titles: titleLine(placed, shown), context};
	};

	return {
		lookAt(service) {
			book.want(addressesOf({services: [service]}));
			totals = addToTotals(totals, service);
			notices.take(service);
			takeNameWidths(service, width => {
				longestName = Math.max(longestName, width);
			});
			order.take(service);
			unreadable.push(...unreadableRows({services: [service]}));
		},
		judge(found, services) {
			silent = found ?? [];
			if (silent.length > 0) {
				// The services were put in order before it was known.
				order = createOrder(sort, factsOfNoAnswers(silent));
				for (const service of services) {
					order.take(service);
				}
			}
		},
		order: () => order.places(),
		head() {
			drawn = columnsNow();
			const {director, titles} = drawn;
			return lines([
				headline(live),
				plainText(
					totalsLine({director, units, size: {columns: cells, rows: Number.POSITIVE_INFINITY}}),
				),
				...[
					live.access.missing,
					live.source.note,
					live.ratesNote,
					fullTableNote(live.ipvs),
					...notices.notices(),
					...silent.map(each => noAnswerInWords(each, 'lvstop --view connections')),
				].filter(note => note !== null),
				'',
				plainText(titles),
			]);
		},
		rowsOf(service) {
			drawn ??= columnsNow();
			const {placed, context} = drawn;
			const director = {services: [service]};
			return lines(
				selectRows({
					director,
					filter,
					context: {units, names: context.addressNames, facts: factsOfNoAnswers(silent)},
					sort,
					folded: new Set(),
				}).map(row => rowText(row, placed, context)),
			);
		},
		end: () =>
			lines(
				[...unreadable, ...unreadableRows({...live, services: []})].map(
					row => `? ${escapeControls(unreadableRowText(row))}`,
				),
			),
	};
}

/** The services in the order of printing; undefined means the order that they have. */
function arranged(
	services: readonly LiveService[],
	order: readonly number[] | undefined,
): readonly LiveService[] {
	return order === undefined ? services : order.flatMap(place => services[place] ?? []);
}

/** All rows that the filter lets through, ending with a line break. */
export function textTable({services, ...live}: LiveDirector, options: TextTableOptions): string {
	const table = createTextTable(live, options);
	for (const service of services) {
		table.lookAt(service);
	}

	const rows = arranged(services, table.order());
	const head = table.head();
	return `${head}${rows.map(table.rowsOf).join('')}${table.end()}`;
}

/** The same text, a service at a time. */
export async function* textTableParts(
	{head, services}: FirstLook,
	options: TextTableOptions,
): AsyncGenerator<string, void> {
	const table = createTextTable(head, options);
	const kept = keepServices();
	for await (const service of services()) {
		table.lookAt(service);
		kept.take(service);
	}

	const all = kept.all();
	if (all !== null) {
		table.judge((await options.look?.(all)) ?? null, all);
	}

	const order = table.order();
	await options.book?.learn([]);
	yield table.head();
	for await (const service of all === null ? services(order) : arranged(all, order)) {
		yield table.rowsOf(service);
	}

	yield table.end();
}
