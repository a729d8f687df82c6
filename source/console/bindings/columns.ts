/**
 * The chooser of columns: which a view shows, in which order, and by which it is sorted.
 */
import {overlayPlace} from '../screen/overlay-lines.ts';
import {show} from '../state/message.ts';
import type {Binding, CommandContext, ConsoleState, Frame, Overlay} from '../state/model.ts';
import {openOverlay} from '../state/screen-actions.ts';
import {defineTopic} from '../state/topic.ts';
import {viewOf} from '../state/view.ts';
import {
	type ListedColumn,
	listedColumns,
	movedColumn,
	toggledColumn,
} from '../table/choose-columns.ts';
import {type Piece, piece} from '../text/paint.ts';
import {fitText} from '../text/text.ts';

/** The place of its keys. */
export const columnsPlace = 'columns';

/** The index of the column at the cursor. */
const chooser = defineTopic<number>('columns');

function cursorOf({overlay}: Pick<ConsoleState, 'overlay'>): number {
	return chooser.of(overlay) ?? 0;
}

/** All columns of the open table. */
function columnsOf(state: ConsoleState): readonly ListedColumn[] {
	const {columns} = viewOf(state);
	return columns === null
		? []
		: listedColumns(columns.all(state), state.columns[columns.table(state)]);
}

function columnLines(state: ConsoleState): readonly (readonly Piece[])[] {
	const sort = viewOf(state).columns?.sort(state) ?? null;
	const cursor = cursorOf(state);
	return columnsOf(state).map(({id, title, isShown, isSortable}, index) => {
		const arrow = id === sort?.column ? (sort.descending ? '▾' : '▴') : ' ';
		const box = index === 0 ? '   ' : isShown ? '[x]' : '[ ]';
		const note = index === 0 ? 'always shown' : isSortable ? '' : 'cannot be sorted';
		const text = ` ${box} ${arrow} ${fitText(id, 14)} ${fitText(title.trim(), 20)} ${note}`;
		return [
			piece(index === cursor ? '>' : ' ', 'mark'),
			piece(
				index === cursor ? fitText(text, state.size.columns - 1) : text,
				index === cursor ? 'cursor' : isShown ? 'text' : 'dim',
			),
		];
	});
}

/** The overlay with all columns of the open view. */
export const columnsOverlay: Omit<Overlay, 'scroll'> = {
	place: columnsPlace,
	topic: chooser.topic(0),
	text: state => ({
		title: `Columns of the view ${viewOf(state).title}`,
		lines: columnLines(state),
	}),
};

/** Moves the cursor, and scrolls so that it can be seen. */
function moveTo(index: number) {
	return (state: ConsoleState): Partial<ConsoleState> => {
		const {overlay} = state;
		const last = columnsOf(state).length - 1;
		const cursor = Math.max(0, Math.min(index, last));
		return overlay === null
			? {}
			: {
					overlay: {
						...overlay,
						topic: chooser.topic(cursor),
						scroll: overlayPlace(overlay.scroll, cursor, state.size),
					},
				};
	};
}

/** Stores a choice for the open table; null is all columns. */
function choose(chosen: readonly string[] | null) {
	return (state: ConsoleState): Partial<ConsoleState> => {
		const {columns} = viewOf(state);
		if (columns === null) {
			return {};
		}

		const {[columns.table(state)]: _, ...others} = state.columns;
		return {columns: chosen === null ? others : {...others, [columns.table(state)]: chosen}};
	};
}

function toggle({store}: CommandContext): void {
	const state = store.getState();
	const cursor = cursorOf(state);
	const listed = columnsOf(state);
	store.update(choose(toggledColumn(listed, cursor)));
}

function move(by: 1 | -1) {
	return ({store}: CommandContext): void => {
		const state = store.getState();
		const listed = columnsOf(state);
		const cursor = cursorOf(state);
		const moved = movedColumn(listed, cursor, by);
		if (moved !== null) {
			// The cursor goes with the column.
			store.update(choose(moved), after =>
				moveTo(columnsOf(after).findIndex(({id}) => id === listed[cursor]?.id))(after),
			);
		}
	};
}

function sortByCursor({store}: CommandContext): void {
	const state = store.getState();
	const column = columnsOf(state)[cursorOf(state)];
	const {columns} = viewOf(state);
	store.update(
		column?.isSortable && columns !== null
			? columns.sortBy(column.id)
			: show('warning', 'the rows cannot be sorted by this column', 'columns'),
	);
}

function openChooser({store}: CommandContext): void {
	const state = store.getState();
	const sort = viewOf(state).columns?.sort(state) ?? null;
	const index = columnsOf(state).findIndex(({id}) => id === sort?.column);
	store.update(openOverlay(columnsOverlay), moveTo(Math.max(0, index)));
}

/** Why there is nothing to choose; null if there is. */
function noColumns(state: ConsoleState): string | null {
	return viewOf(state).columns === null ? 'this view has no columns' : null;
}

const inChooser = {group: 'Columns', where: [columnsPlace], changes: false} as const;

/** The key that opens the chooser; its `disabled` needs the whole state. */
export const chooserBindings: readonly Binding[] = [
	{
		group: 'Rows',
		keys: ['C', 'o'],
		command: 'columns',
		description: 'choose the columns of this view, their order, and the one to sort by',
		where: ['list'],
		changes: false,
		hint: {text: 'columns', priority: 18},
		disabled: noColumns,
		run: openChooser,
	},
];

export const columnsBindings: readonly Binding<Frame>[] = [
	{
		...inChooser,
		keys: ['up', 'k'],
		command: 'up',
		description: 'go to the previous column',
		run: ({store}) => store.update(moveTo(cursorOf(store.getState()) - 1)),
	},
	{
		...inChooser,
		keys: ['down', 'j'],
		command: 'down',
		description: 'go to the next column',
		hint: {text: 'next', priority: 6},
		run: ({store}) => store.update(moveTo(cursorOf(store.getState()) + 1)),
	},
	{
		...inChooser,
		keys: ['space'],
		command: 'show-column',
		description: 'show this column, or hide it',
		hint: {text: 'show', priority: 1},
		run: toggle,
	},
	{
		...inChooser,
		keys: ['left', 'h'],
		command: 'column-left',
		description: 'move this column one place to the left',
		hint: {text: 'move', priority: 2, beside: ['column-right']},
		run: move(-1),
	},
	{
		...inChooser,
		keys: ['right', 'l'],
		command: 'column-right',
		description: 'move this column one place to the right',
		run: move(1),
	},
	{
		...inChooser,
		keys: ['o', 's'],
		command: 'sort-by-column',
		description: 'sort by this column; again to reverse the order',
		hint: {text: 'sort', priority: 3},
		run: sortByCursor,
	},
	{
		...inChooser,
		keys: ['u'],
		command: 'usual-columns',
		description: 'show all columns in their usual order',
		hint: {text: 'usual', priority: 4},
		run: ({store}) => store.update(choose(null), moveTo(0)),
	},
];
