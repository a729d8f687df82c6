/**
 * The open view, and its rows.
 */
import {type List, type ListWindow, listWindow} from '../table/list.ts';
import {bodyHeight, stripHeight} from './layout.ts';
import type {ConsoleState, Reducer, View} from './model.ts';
import type {ListChange} from './view-of.ts';

/** The view with this id; the first one if there is none. */
export function viewOf({assembly: {views}, view}: ConsoleState): View {
	const found = views.find(({id}) => id === view) ?? views[0];
	if (found === undefined) {
		throw new Error('a console needs at least one view');
	}

	return found;
}

/** Whether a view is of a kind; every view with rows is a `list`; there are views `with-panel` and `with-strip`. */
export function isOfKind({kinds, list, panel, hasStrip}: View, kind: string): boolean {
	switch (kind) {
		case 'list':
			return list !== null;
		case 'with-panel':
			return panel !== null;
		case 'with-strip':
			return hasStrip;
		default:
			return kinds.some(own => own === kind);
	}
}

/** The rows, the cursor and the filter of the open view; null if it is not a list. */
export function openList(state: ConsoleState): List | null {
	return viewOf(state).list?.of(state) ?? null;
}

/** The lines of the strip below the open view; 0 if it has none, if that is folded, or without room for it. */
export function footHeight(state: ConsoleState): number {
	return state.strip && viewOf(state).hasStrip ? stripHeight(state.size) : 0;
}

/**
 * The lines of the open view on a body of `height` lines. What covers the end of the body covers the strip first, so that
 * the rows above it stay.
 */
export function viewHeight(state: ConsoleState, height = bodyHeight(state.size)): number {
	return Math.min(height, bodyHeight(state.size) - footHeight(state));
}

/** The lines for the rows of the open view on a body of `height` lines: without those above them and the titles. */
export function rowsHeight(state: ConsoleState, height = bodyHeight(state.size)): number {
	return Math.max(1, viewHeight(state, height) - viewOf(state).headHeight(state) - 1);
}

/** The visible rows of the open view on a body of `height` lines; null if it is not a list. */
export function openWindow(
	state: ConsoleState,
	height = bodyHeight(state.size),
): ListWindow | null {
	const list = openList(state);
	return list === null ? null : listWindow(list, rowsHeight(state, height));
}

/** Changes the cursor, first row or filter of the open view. */
export function changeOpenList(state: ConsoleState, change: ListChange): Partial<ConsoleState> {
	return viewOf(state).list?.change(state, change) ?? {};
}

/** Opens a view and closes any overlay. */
export function openView(view: string): Reducer {
	return () => ({view, overlay: null});
}

/** Filters the rows of the open view by a text of the filter language; empty for none. */
export function setFilter(filter: string): Reducer {
	return state => changeOpenList(state, {filter});
}

/** `Esc` in a view: clears the filter, or returns to the first view. */
export const stepBack: Reducer = state =>
	(openList(state)?.filter ?? '') === ''
		? openView(state.assembly.views[0]?.id ?? state.view)(state)
		: setFilter('')(state);

/** Opens the next or previous view; after the last comes the first. */
export function openNextView(by: 1 | -1): Reducer {
	return state => {
		const {views} = state.assembly;
		const index = views.findIndex(({id}) => id === state.view);
		const next = views[(index + by + views.length) % views.length];
		return next === undefined ? {} : openView(next.id)(state);
	};
}
