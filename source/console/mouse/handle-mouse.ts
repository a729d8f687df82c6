/**
 * Does what the mouse asks for.
 */
import {scrollRows} from '../bindings/move.ts';
import {performFirst} from '../keys/perform.ts';
import {placeOf} from '../keys/place.ts';
import {clearMessage, say} from '../state/message.ts';
import type {CommandContext} from '../state/model.ts';
import {changeOpenList, openList, viewOf} from '../state/view.ts';
import {cursorAt} from '../table/cursor.ts';
import {type Click, clickAt} from './click-at.ts';
import type {MouseEvent} from './mouse-sequence.ts';

/** The rows for each notch of the wheel, as in most programs. */
const notch = 3;

/** Sorts by a column, or says that it cannot. */
function sort({store}: CommandContext, column: string): void {
	const state = store.getState();
	const {columns} = viewOf(state);
	const isSortable = columns?.all(state).find(({id}) => id === column)?.isSortable ?? false;
	store.update(
		columns !== null && isSortable
			? columns.sortBy(column)
			: say('warning', 'the rows cannot be sorted by this column', 'mouse'),
	);
}

function perform(context: CommandContext, click: Click): void {
	const {store} = context;
	switch (click.kind) {
		case 'choose':
			store.update(state =>
				changeOpenList(state, {cursor: cursorAt(openList(state)?.rows ?? [], click.index)}),
			);
			return;
		case 'sort':
			sort(context, click.column);
			return;
		case 'run': {
			const place = placeOf(store.getState());
			performFirst(context, place, ({command}) => command === click.command);
		}
	}
}

/** Handles a click or the wheel. */
export function handleMouse(context: CommandContext, event: MouseEvent): void {
	if (event.kind === 'wheel') {
		scrollRows(context, event.by * notch);
		return;
	}

	const click = clickAt(context.store.getState(), event);
	if (click !== null) {
		context.store.update(clearMessage);
		perform(context, click);
	}
}
