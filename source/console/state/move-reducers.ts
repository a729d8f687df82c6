/**
 * Moves the cursor of the open view.
 */
import {cursorAt} from '../table/cursor.ts';
import type {List} from '../table/list.ts';
import {tableHeight} from './layout.ts';
import type {Reducer} from './model.ts';
import {changeOpenList, openList, viewOf} from './view.ts';

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
	return state => {
		const height = tableHeight(state.size) - viewOf(state).headHeight(state);
		return moveCursor(pages * Math.max(1, height - 1))(state);
	};
}

export const moveToFirst: Reducer = cursorTo(() => 0);

export const moveToLast: Reducer = cursorTo(({rows}) => rows.length - 1);
