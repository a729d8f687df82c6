/** Keys that views with rows have in common; each view says that it has them. */
import type {Binding, Frame} from '../state/model.ts';
import {askFilter} from '../state/prompt.ts';
import {stepBack} from '../state/view.ts';

/** The filter of a view. */
export function filterBinding(view: string): Binding<Frame> {
	return {
		group: 'Rows',
		keys: ['/'],
		command: 'filter',
		where: [view],
		changes: false,
		description:
			'show only rows that have all these words, such as an address, a port, a scheduler or a state',
		hint: {text: 'filter', priority: 4},
		run: ({store}) => store.update(askFilter),
	};
}

/** The way back from a view: without its filter, then to the first view. */
export function stepBackBinding(view: string): Binding<Frame> {
	return {
		group: 'Rows',
		keys: ['esc'],
		command: 'step-back',
		where: [view],
		changes: false,
		description: 'show all rows again where they are filtered; else back to the view Services',
		hint: {text: 'back', priority: 4},
		run: ({store}) => store.update(stepBack),
	};
}
