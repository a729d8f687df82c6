/**
 * The last choices in a console: taken from its state at the end, and applied to the next one.
 */
import {mostTexts} from '../console/state/history.ts';
import type {ConsoleState} from '../console/state/model.ts';
import type {Sort} from '../console/table/sort-rows.ts';
import {connections} from '../features/connections/console/connections-list.ts';
import {servers} from '../features/servers/servers-list.ts';
import {services} from '../features/services/slice.ts';
import type {RememberedChoices} from '../files/remembered-choices.ts';
import {isServiceId} from '../ipvs/service-id.ts';
import type {ConsoleChoice} from './console-options.ts';
import {viewColumns} from './known-values.ts';
import {viewNames} from './view-names.ts';

/** As `--sort` has it. */
function sortText({column, descending}: Sort): string {
	return `${descending ? '-' : '+'}${column}`;
}

/** The prompts whose texts are kept: those of a filter and of a command name nothing that was there only once. */
const keptHistories = ['filter', 'command'];

/** A longer text was not typed by hand. */
const longestText = 500;

/** The texts to keep, or to take over from a file that anybody may have edited. */
function keptTexts(
	histories: Readonly<Record<string, readonly string[]>>,
): RememberedChoices['histories'] {
	return Object.fromEntries(
		keptHistories.flatMap(name => {
			const texts = (Object.hasOwn(histories, name) ? (histories[name] ?? []) : [])
				.filter(text => text.length <= longestText && !/\p{Cc}/u.test(text))
				.slice(-mostTexts);
			return texts.length === 0 ? [] : [[name, texts]];
		}),
	);
}

/** The choices of a console. */
export function choicesOf(state: ConsoleState): RememberedChoices {
	const {view, units, columns, sidePanel, strip, histories, director} = state;
	const {sort, groupSort} = connections.see(state).own;
	const own = services.see(state).own;
	const present = director.live === null ? null : new Set(director.live.services.map(({id}) => id));
	return {
		view,
		units,
		sidePanel,
		strip,
		columns: Object.fromEntries(Object.entries(columns).map(([table, ids]) => [table, [...ids]])),
		sorts: {
			services: sortText(own.sort),
			servers: sortText(servers.see(state).own.sort),
			...(sort === null ? {} : {connections: sortText(sort)}),
			groups: sortText(groupSort),
		},
		// Services that are gone are forgotten.
		folded: [...own.folded].filter(id => present === null || present.has(id)),
		histories: keptTexts(histories),
	};
}

/** The sorts of this version's columns. */
function knownSorts(sorts: RememberedChoices['sorts']): Readonly<Record<string, string>> {
	return Object.fromEntries(
		Object.entries(sorts).filter(
			([table, text]) =>
				Object.hasOwn(viewColumns, table) &&
				viewColumns[table]?.sortable.includes(text.replace(/^[-+]/, '')),
		),
	);
}

/** The columns of this version's tables. */
function knownColumns(columns: RememberedChoices['columns']): RememberedChoices['columns'] {
	return Object.fromEntries(
		Object.entries(columns).flatMap(([table, ids]) => {
			const all = Object.hasOwn(viewColumns, table) ? viewColumns[table]?.all : undefined;
			return all === undefined ? [] : [[table, ids.filter(id => all.includes(id))]];
		}),
	);
}

/**
 * The options of a console with what was last chosen. The command line wins over that, and that over the configuration,
 * because it was chosen later. Unknown names are left out.
 */
export function withChoices(options: ConsoleChoice, choices: RememberedChoices): ConsoleChoice {
	const {asked} = options;
	const isKnown = viewNames.includes(choices.view);
	// A filter of the command line is for the view that opens without a choice.
	const view = asked.view || asked.filter || !isKnown ? options.view : choices.view;
	const sorts = {...options.sorts, ...knownSorts(choices.sorts)};
	return {
		...options,
		view,
		sorts,
		// The filter and the order of the command line are those of the view that opens now.
		sort: asked.sort ? options.sort : null,
		filter: asked.filter ? options.filter : (options.filters[view ?? ''] ?? ''),
		units: asked.units ? options.units : choices.units,
		columns: knownColumns(choices.columns),
		sidePanel: choices.sidePanel,
		strip: choices.strip,
		folded: choices.folded.filter(isServiceId),
		histories: keptTexts(choices.histories),
	};
}
