/** The keys that move the cursor, or scroll an overlay. */
import {activeBindings} from '../keys/active-bindings.ts';
import {isTyping, placeOf} from '../keys/place.ts';
import {planText, planTextHeight} from '../screen/plan-lines.ts';
import {bodyHeight} from '../state/layout.ts';
import {clearMessage} from '../state/message.ts';
import type {Binding, CommandContext, ConsoleState, Frame, Reducer} from '../state/model.ts';
import {type ScrollExtent, scrollBy} from '../state/screen-actions.ts';
import {changeOpenList, openList, rowsHeight} from '../state/view.ts';
import {cursorAt} from '../table/cursor.ts';
import type {List} from '../table/list.ts';

/** Moves the cursor of the open view to the row that `choose` returns. */
function cursorTo(choose: (list: List) => number): Reducer {
	return state => {
		const list = openList(state);
		return list === null ? {} : changeOpenList(state, {cursor: cursorAt(list.rows, choose(list))});
	};
}

/** Moves the cursor by a number of rows, as far as possible. */
export function moveCursor(by: number): Reducer {
	return cursorTo(({cursor}) => cursor.index + by);
}

/** Moves the cursor by screens; one row stays visible. */
export function moveByPages(pages: number): Reducer {
	return state => moveCursor(pages * Math.max(1, rowsHeight(state) - 1))(state);
}

const moveToFirst: Reducer = cursorTo(() => 0);

export const moveToLast: Reducer = cursorTo(({rows}) => rows.length - 1);

/** Lines of the overlay's text, or of the commands of a plan, and how many of them fit. */
function scrollExtent(state: ConsoleState): ScrollExtent {
	const {prompt, overlay, size} = state;
	if (prompt?.kind === 'confirm') {
		const lines = planText(prompt, state).length;
		return {lines, height: planTextHeight(lines, prompt, size)};
	}

	const height = bodyHeight(size) - 1;
	const text = overlay?.text?.(state) ?? null;
	return text === null
		? (overlay?.extent?.(state) ?? {lines: openList(state)?.rows.length ?? 1, height})
		: {lines: text.lines.length, height};
}

/**
 * Moves by some rows as the wheel does: the cursor in a view, otherwise the text of an overlay or of a plan. In a form
 * or at a prompt it does nothing.
 */
export function scrollRows(context: CommandContext, rows: number): void {
	const {store} = context;
	const state = store.getState();
	const place = placeOf(state);
	if (place === state.view) {
		store.update(clearMessage, moveCursor(rows));
	} else if (state.prompt?.kind === 'confirm') {
		const extent = scrollExtent(state);
		store.update(scrollBy(rows, extent));
	} else if (!isTyping(state) && state.prompt === null) {
		const command = rows < 0 ? 'up' : 'down';
		const own = activeBindings(state, place).find(
			binding => binding.command === command && binding.where.includes(place),
		);
		if (own !== undefined) {
			// An overlay with a cursor of its own.
			for (let row = 0; row < Math.min(Math.abs(rows), state.size.rows); row += 1) {
				own.run(context);
			}

			return;
		}

		const extent = scrollExtent(state);
		store.update(clearMessage, scrollBy(rows, extent));
	}
}

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
		hint: {text: 'move', priority: 17, beside: ['down']},
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
];

/** Why the shown plan cannot be scrolled; null if it can. */
function scrollRefused(state: ConsoleState): string | null {
	const {lines, height} = scrollExtent(state);
	return lines <= height ? 'all of the plan is on the screen' : null;
}

function scrollPlan(by: (extent: ScrollExtent) => number) {
	return ({store}: CommandContext): void => {
		const extent = scrollExtent(store.getState());
		store.update(scrollBy(by(extent), extent));
	};
}

const inPlan = {
	...shared,
	group: 'Plan',
	where: ['consent'],
	disabled: scrollRefused,
} as const;

/** The keys that scroll a plan while its word is typed. */
export const planScrollBindings: readonly Binding[] = [
	{
		...inPlan,
		keys: ['up'],
		command: 'commands-up',
		description: 'scroll the commands one line up while you type the word',
		hint: {text: 'read', priority: 3, beside: ['commands-down', 'commands-page-down']},
		run: scrollPlan(() => -1),
	},
	{
		...inPlan,
		keys: ['down'],
		command: 'commands-down',
		description: 'scroll the commands one line down while you type the word',
		run: scrollPlan(() => 1),
	},
	{
		...inPlan,
		keys: ['pageup'],
		command: 'commands-page-up',
		description: 'scroll the commands one screen up while you type the word',
		run: scrollPlan(({height}) => -height),
	},
	{
		...inPlan,
		keys: ['pagedown'],
		command: 'commands-page-down',
		description: 'scroll the commands one screen down while you type the word',
		run: scrollPlan(({height}) => height),
	},
];
