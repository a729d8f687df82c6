/** Keys that move the cursor, or scroll what covers the view. */
import {placeOf} from '../keys/place.ts';
import {scrollExtent} from '../screen/scroll-extent.ts';
import type {Binding, CommandContext, Frame, Reducer} from '../state/model.ts';
import {moveByPages, moveCursor, moveToFirst, moveToLast} from '../state/move-reducers.ts';
import {type ScrollExtent, scrollBy} from '../state/screen-actions.ts';

const movable = ['list', 'overlay'] as const;

/** In a view the cursor moves; elsewhere the text scrolls by so many lines of what there is. */
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
		description: 'one row up',
		where: [...movable, 'confirm'],
		hint: {text: '↓ move', priority: 17},
		run: move(moveCursor(-1), () => -1),
	},
	{
		...shared,
		keys: ['down', 'j'],
		command: 'down',
		description: 'one row down',
		where: [...movable, 'confirm'],
		run: move(moveCursor(1), () => 1),
	},
	{
		...shared,
		keys: ['pageup', 'ctrl-b'],
		command: 'page-up',
		description: 'one screen up',
		where: [...movable, 'confirm'],
		run: move(moveByPages(-1), ({height}) => -height),
	},
	{
		...shared,
		keys: ['pagedown', 'ctrl-f'],
		command: 'page-down',
		description: 'one screen down',
		where: [...movable, 'confirm'],
		run: move(moveByPages(1), ({height}) => height),
	},
	{
		...shared,
		keys: ['g', 'home'],
		command: 'first',
		description: 'to the first row',
		where: movable,
		run: move(moveToFirst, ({lines}) => -lines),
	},
	{
		...shared,
		keys: ['G', 'end'],
		command: 'last',
		description: 'to the last row',
		where: movable,
		run: move(moveToLast, ({lines}) => lines),
	},
	{
		...shared,
		group: 'Plan',
		keys: ['up'],
		command: 'commands-up',
		description: 'the commands one line up, while the word is being typed',
		where: ['consent'],
		run: move(moveCursor(-1), () => -1),
	},
	{
		...shared,
		group: 'Plan',
		keys: ['down'],
		command: 'commands-down',
		description: 'the commands one line down, while the word is being typed',
		where: ['consent'],
		run: move(moveCursor(1), () => 1),
	},
];
