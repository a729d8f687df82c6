/**
 * Moving the cursor, and scrolling what covers the view.
 */

import {headHeight} from '../../features/connections/console/settle-connections.ts';
import {cursorAt} from '../table/cursor.ts';
import type {List} from '../table/list.ts';
import {changeOpenList, openList} from '../table/open-list.ts';
import {clampScroll} from '../table/window-rows.ts';
import type {Reducer} from './console-store.ts';
import {tableHeight} from './layout.ts';

/** Puts the cursor of the open view on the row whose number is chosen from the list. */
function cursorTo(choose: (list: List) => number): Reducer {
	return state => {
		const list = openList(state);
		return list === null ? {} : changeOpenList(state, {cursor: cursorAt(list.rows, choose(list))});
	};
}

/** Moves the cursor by so many rows, as far as there are any. */
export function moveCursor(by: number): Reducer {
	return cursorTo(({cursor}) => cursor.index + by);
}

/** Moves the cursor by screens; one row stays in sight. */
export function moveByPages(pages: number): Reducer {
	return state =>
		moveCursor(pages * Math.max(1, tableHeight(state.size) - headHeight(state) - 1))(state);
}

export const moveToFirst: Reducer = cursorTo(() => 0);

export const moveToLast: Reducer = cursorTo(({rows}) => rows.length - 1);

/** How long a text is that can be scrolled, and how much of it is on the screen, in lines. */
export interface ScrollExtent {
	readonly lines: number;
	readonly height: number;
}

/** Scrolls what covers the view, or the commands of a plan, by so many lines. */
export function scrollBy(by: number, {lines, height}: ScrollExtent): Reducer {
	return ({overlay, prompt}) => {
		if (prompt?.kind === 'confirm') {
			return {prompt: {...prompt, scroll: clampScroll(prompt.scroll + by, lines, height)}};
		}

		return overlay === null
			? {}
			: {overlay: {...overlay, scroll: clampScroll(overlay.scroll + by, lines, height)}};
	};
}
