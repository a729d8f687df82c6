/**
 * A view as the console uses it: its rows, columns, selection and drawing.
 */
import type {ReactNode} from 'react';
import type {FilterView} from '../filter/filter-term.ts';
import type {ListedColumn} from '../table/choose-columns.ts';
import type {List} from '../table/list.ts';
import type {Sort} from '../table/sort-rows.ts';
import type {Lines} from '../text/paint.ts';
import type {Selection} from './selection.ts';

export interface ViewOf<State> {
	/** Also the name of the command that opens it, and the value of `--view`. */
	readonly id: string;
	/** The key that opens it. */
	readonly key: string;
	readonly title: string;
	/** For a screen without room for the titles of all views. */
	readonly shortTitle: string;
	readonly kinds: readonly ViewKind[];
	/** The heading of the keys that only this view has. */
	readonly group: string | null;
	/** Its rows, for moving and filtering; null for a view that has neither. */
	readonly list: {
		of(state: State): List;
		change(state: State, list: ListChange): Partial<State>;
	} | null;
	/** The name of the command that opens the row at the cursor; null if there is none. */
	readonly opens: string | null;
	/** The part of the filter language for its rows; null for a view without rows. */
	readonly filter: FilterView | null;
	/** Whether applying a filter is expensive: it is then applied only when typing ends. */
	readonly isFilterExpensive: boolean;
	/** Lines above its column titles. */
	headHeight(state: State): number;
	/** The number of its marked rows. */
	marked(state: State): number;
	select(state: State): Selection;
	/** Its columns, for the chooser; null if it has none to choose. */
	readonly columns: {
		/** The name of the open table: that of the view, unless the view has several. */
		table(state: State): string;
		all(state: State): readonly ChoosableColumn[];
		sort(state: State): Sort | null;
		/** Sorts by a column; if its rows already are, the other way round. */
		sortBy(column: string): (state: State) => Partial<State>;
		/** The column whose title covers a cell of the line of titles; null if none does, or titles do not sort. */
		titleAt(state: State, cell: number): string | null;
	} | null;
	body(state: State, height: number): ReactNode;
	/**
	 * The lines of its side panel: the row at the cursor, in the columns of the state's size, on `height` lines. Null if it
	 * has none. It depends on nothing but that row, the director, the units, the executed plans and the size.
	 */
	readonly panel: ((state: State, height: number) => Lines) | null;
	/** Whether a strip of graphs of the whole director is shown below it if there is room; a feature has it. */
	readonly hasStrip: boolean;
}

/** A column that the operator can choose. */
export type ChoosableColumn = Pick<ListedColumn, 'id' | 'title' | 'isSortable'>;

export type ListChange = Partial<Pick<List, 'cursor' | 'top' | 'filter'>>;

/**
 * `targets`: actions are possible on the destinations that it selects. `rows`: its rows are services and their
 * destinations.
 */
export type ViewKind = 'targets' | 'rows';
