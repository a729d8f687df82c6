/** The keys shared by views with rows; each of those views adds them. */

import {askCommand} from '../keys/command-name.ts';
import {completeNames, unknownName} from '../keys/named-argument.ts';
import {askFilter, filterCompletions, takeFilter} from '../state/filter-prompt.ts';
import type {Binding, ConsoleState, Frame, Reducer} from '../state/model.ts';
import {stepBack} from '../state/view.ts';

/** The filter key of a view. */
export function filterBinding(view: string): Binding<Frame> {
	return {
		group: 'Rows',
		keys: ['/'],
		command: 'filter',
		where: [view],
		changes: false,
		description:
			'show only rows that match all words and terms, such as 10.0.0.8 or active>100 (docs/filter.md)',
		hint: {text: 'filter', priority: 4},
		run: ({store}) => store.update(askFilter),
		argument: {
			name: 'TEXT',
			complete: filterCompletions,
			run: ({store}, text) => takeFilter(store, text),
		},
	};
}

/** The key to go back in a view: first clears its filter, then opens the first view. */
export function stepBackBinding(view: string): Binding<Frame> {
	return {
		group: 'Rows',
		keys: ['esc'],
		command: 'step-back',
		where: [view],
		changes: false,
		description: 'clear the filter; without one, go back to the Services view',
		hint: {text: 'back', priority: 4},
		run: ({store}) => store.update(stepBack),
	};
}

/** The columns that a view can be sorted by, and how. */
interface SortChoice {
	names(state: ConsoleState): readonly string[];
	/** Sorts by a column as for `--sort`. */
	sortBy(text: string): Reducer;
}

/** The command `:sort COLUMN` of a view. */
export function sortBinding(view: string, {names, sortBy}: SortChoice): Binding<Frame> {
	return {
		group: 'Rows',
		keys: [],
		command: 'sort',
		where: [view],
		changes: false,
		description: 'sort by a column; -COLUMN for the other direction',
		run: context => askCommand(context, 'sort '),
		argument: {
			name: 'COLUMN',
			complete(state, before) {
				const sign = /^[-+]?/.exec(before)?.[0] ?? '';
				const {items} = completeNames(
					names(state),
					'sort by this column',
				)(before.slice(sign.length));
				return {from: sign.length, items};
			},
			run({store}, text) {
				const name = text.replace(/^[-+]/, '');
				const unknown = unknownName(name, names(store.getState()), 'column');
				if (unknown === null) {
					store.update(sortBy(text));
				}

				return unknown;
			},
		},
	};
}
