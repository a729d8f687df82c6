/** The keys that move the cursor, or scroll an overlay. */
import {placeOf} from '../keys/place.ts';
import {scrollExtent} from '../screen/scroll-extent.ts';
import type {Binding, CommandContext, Frame, Reducer} from '../state/model.ts';
import {moveByPages, moveCursor, moveToFirst, moveToLast} from '../state/move-reducers.ts';
import {type ScrollExtent, scrollBy} from '../state/screen-actions.ts';

const movable = ['list', 'overlay'] as const;

/** Moves the cursor in a view; elsewhere scrolls the text by a number of lines. */
function move(inView: Reducer, scroll: (extent: ScrollExtent) => number) {
	return ({store}: CommandContext): void => {
		const state = store.getState();
		if (placeOf(state) === state.view) {
			store.update(inView);
			return;
		}

		const extent = scrollExtent(state);
		store.update(scrollBy(scroll(extent), extent));
	};
}

const shared = {group: 'Move', changes: false} as const;

export const moveBindings: readonly Binding<Frame>[] = [
	{
		...shared,
		keys: ['up', 'k'],
		command: 'up',
		description: 'move one row up',
		where: [...movable, 'confirm'],
		hint: {text: '↓ move', priority: 17},
		run: move(moveCursor(-1), () => -1),
	},
	{
		...shared,
		keys: ['down', 'j'],
		command: 'down',
		description: 'move one row down',
		where: [...movable, 'confirm'],
		run: move(moveCursor(1), () => 1),
	},
	{
		...shared,
		keys: ['pageup', 'ctrl-b'],
		command: 'page-up',
		description: 'move one screen up',
		where: [...movable, 'confirm'],
		run: move(moveByPages(-1), ({height}) => -height),
	},
	{
		...shared,
		keys: ['pagedown', 'ctrl-f'],
		command: 'page-down',
		description: 'move one screen down',
		where: [...movable, 'confirm'],
		run: move(moveByPages(1), ({height}) => height),
	},
	{
		...shared,
		keys: ['g', 'home'],
		command: 'first',
		description: 'go to the first row',
		where: movable,
		run: move(moveToFirst, ({lines}) => -lines),
	},
	{
		...shared,
		keys: ['G', 'end'],
		command: 'last',
		description: 'go to the last row',
		where: movable,
		run: move(moveToLast, ({lines}) => lines),
	},
	{
		...shared,
		group: 'Plan',
		keys: ['up'],
		command: 'commands-up',
		description: 'scroll the commands one line up while you type the word',
		where: ['consent'],
		run: move(moveCursor(-1), () => -1),
	},
	{
		...shared,
		group: 'Plan',
		keys: ['down'],
		command: 'commands-down',
		description: 'scroll the commands one line down while you type the word',
		where: ['consent'],
		run: move(moveCursor(1), () => 1),
	},
];
