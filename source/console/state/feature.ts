/**
 * Defines a feature: one value with its state, views, keys and actions. Its functions get only what the feature sees,
 * never the whole state.
 */
import type {ReactNode} from 'react';
import type {Outcome, Plan} from '../../plans/plan.ts';
import type {FilterView} from '../filter/filter-term.ts';
import type {TermName} from '../filter/vocabulary.ts';
import type {Group} from '../keys/binding.ts';
import type {List} from '../table/list.ts';
import type {Sort} from '../table/sort-rows.ts';
import type {Lines, Piece} from '../text/paint.ts';
import type {ScreenParts} from './console-deps.ts';
import type {
	Assembly,
	Binding,
	ConsoleState,
	ConsoleStore,
	Feature,
	Guide,
	Reducer,
	View,
} from './model.ts';
import type {OverlayKinds} from './overlay-of.ts';
import {nothingSelected, type Selection} from './selection.ts';
import {type Change, defineSlice, type Seen, type Slice} from './slice.ts';
import {openView} from './view.ts';
import type {ChoosableColumn, ListChange, ViewKind} from './view-of.ts';

/** A view as a function of what its feature sees. All parts are optional. See {@link View}. */
export interface ViewDefinition<Own, Kept> {
	readonly id: string;
	readonly key: string;
	readonly title: string;
	/** At most four letters; by default the title. */
	readonly shortTitle?: string;
	readonly kinds?: readonly ViewKind[];
	readonly group?: Group;
	readonly list?: {
		of(seen: Seen<Own, Kept>): List;
		change(change: ListChange, own: Own): Partial<Own>;
	};
	readonly opens?: string;
	readonly filter?: FilterView;
	readonly isFilterExpensive?: boolean;
	readonly headHeight?: (seen: Seen<Own, Kept>) => number;
	readonly marked?: (seen: Seen<Own, Kept>) => number;
	readonly ruler?: (seen: Seen<Own, Kept>) => string;
	readonly select?: (seen: Seen<Own, Kept>) => Selection;
	/** Its columns, for the chooser; see {@link View}. */
	readonly columns?: {
		readonly table?: (seen: Seen<Own, Kept>) => string;
		readonly all: (seen: Seen<Own, Kept>) => readonly ChoosableColumn[];
		readonly sort: (seen: Seen<Own, Kept>) => Sort | null;
		readonly sortBy: (column: string, seen: Seen<Own, Kept>) => Partial<Own>;
		readonly titleAt?: (cell: number, seen: Seen<Own, Kept>) => string | null;
	};
	/** Its side panel; see {@link View}. */
	readonly panel?: (seen: Seen<Own, Kept>, height: number) => Lines;
	/** Whether it has a strip of graphs below; see {@link View}. */
	readonly hasStrip?: boolean;
	readonly Body: (props: {readonly seen: Seen<Own, Kept>; readonly height: number}) => ReactNode;
}

export interface FeatureDefinition<Own extends object, Kept extends object> {
	/** Its part of the state; without one it sees the frame and the director. Its id is the feature's. */
	readonly slice: Slice<Own, Kept>;
	readonly views?: readonly ViewDefinition<Own, Kept>[];
	readonly bindings?: readonly Binding<Seen<Own, Kept>>[];
	readonly overlays?: OverlayKinds;
	/** Headings for its keys, besides those of its views. */
	readonly groups?: readonly Group[];
	/** Derives its state after a change. Called at every change, in the order of the features. */
	readonly derive?: (before: Seen<Own, Kept>, now: Seen<Own, Kept>) => Change<Own, Kept> | null;
	/** Makes requests to the outside that a change calls for. */
	readonly attend?: (before: Seen<Own, Kept>, now: Seen<Own, Kept>, store: ConsoleStore) => void;
	/** Called once, when the console starts. */
	readonly start?: (store: ConsoleStore) => void;
	/** Its change after a plan has ended. */
	readonly afterPlan?: (plan: Plan, outcome: Outcome) => Reducer;
	/** The parts of a reading that it needs besides the table. */
	readonly wants?: (seen: Seen<Own, Kept>) => Partial<ScreenParts>;
	/** A line for when there is no message; empty if none. */
	readonly says?: (seen: Seen<Own, Kept>) => string;
	/** A few words for the header; null if none. */
	readonly headline?: (seen: Seen<Own, Kept>, room: number) => Piece | null;
	/** The next task, in the place of the key hints; null if the operator needs no guide. */
	readonly guide?: (seen: Seen<Own, Kept>) => Guide | null;
	/** The strip of graphs below views, on exactly this many lines. */
	readonly strip?: (seen: Seen<Own, Kept>, height: number) => Lines;
	/** Values of a term of the filter language that it knows, for the completion. */
	readonly valuesOf?: (seen: Seen<Own, Kept>, term: TermName) => readonly string[];
	/** Whether it waits for an answer from outside that the screen will show. */
	readonly awaits?: (seen: Seen<Own, Kept>) => boolean;
}

function assembledView<Own extends object, Kept extends object>(
	{see, reduce}: Slice<Own, Kept>,
	view: ViewDefinition<Own, Kept>,
): View {
	const {list, Body, headHeight, marked, select, columns, panel} = view;
	return {
		id: view.id,
		key: view.key,
		title: view.title,
		shortTitle: view.shortTitle ?? view.title,
		kinds: view.kinds ?? [],
		group: view.group?.title ?? null,
		list:
			list === undefined
				? null
				: {
						of: state => list.of(see(state)),
						change: (state, change) => reduce(({own}) => ({own: list.change(change, own)}))(state),
					},
		opens: view.opens ?? null,
		filter: view.filter ?? null,
		isFilterExpensive: view.isFilterExpensive ?? false,
		headHeight: state => headHeight?.(see(state)) ?? 0,
		marked: state => marked?.(see(state)) ?? 0,
		select: state => select?.(see(state)) ?? nothingSelected,
		columns:
			columns === undefined
				? null
				: {
						table: state => columns.table?.(see(state)) ?? view.id,
						all: state => columns.all(see(state)),
						sort: state => columns.sort(see(state)),
						sortBy: column => reduce(seen => ({own: columns.sortBy(column, seen)})),
						titleAt: (state, cell) => columns.titleAt?.(cell, see(state)) ?? null,
					},
		body: (state, height) => Body({seen: see(state), height}),
		hasStrip: view.hasStrip ?? false,
		panel: panel === undefined ? null : (state, height) => panel(see(state), height),
	};
}

/** The key that opens a view. */
function viewBinding({id, key, title}: Pick<View, 'id' | 'key' | 'title'>): Binding {
	return {
		group: 'Screen',
		keys: [key],
		command: id,
		description: `the view ${title}`,
		where: ['view', 'overlay'],
		changes: false,
		run: ({store}) => store.update(openView(id)),
	};
}

/** The hint of a binding for those who have the whole state. */
function seenHint<Own, Kept>(
	{textNow, ...hint}: NonNullable<Binding<Seen<Own, Kept>>['hint']>,
	see: (state: ConsoleState) => Seen<Own, Kept>,
): NonNullable<Binding['hint']> {
	return {...hint, ...(textNow && {textNow: state => textNow(see(state))})};
}

/** Creates the feature as the console uses it. */
export function defineFeature<Own extends object, Kept extends object>({
	slice,
	views = [],
	bindings = [],
	groups = [],
	overlays = {},
	derive,
	attend,
	start,
	afterPlan,
	wants,
	says,
	headline,
	guide,
	strip,
	valuesOf,
	awaits,
}: FeatureDefinition<Own, Kept>): Feature {
	const {id, initial, initialKept, see} = slice;
	return {
		id,
		initial,
		initialKept,
		views: views.map(view => assembledView(slice, view)),
		bindings: [
			...bindings.map(({disabled, hint, ...binding}) => ({
				...binding,
				...(hint && {hint: seenHint(hint, see)}),
				...(disabled && {disabled: (state: ConsoleState) => disabled(see(state))}),
			})),
			...views.map(viewBinding),
		],
		overlays,
		groups: [...groups, ...views.flatMap(({group}) => group ?? [])],
		derive(before, now) {
			const change = derive?.(see(before), see(now)) ?? null;
			return change === null ? now : slice.with(now, change);
		},
		attend: (before, now, store) => attend?.(see(before), see(now), store),
		start: store => start?.(store),
		afterPlan: (plan, outcome) => afterPlan?.(plan, outcome) ?? (() => ({})),
		wants: state => wants?.(see(state)) ?? {},
		says: state => says?.(see(state)) ?? '',
		headline: (state, room) => headline?.(see(state), room) ?? null,
		guide: state => guide?.(see(state)) ?? null,
		strip: (state, height) => strip?.(see(state), height) ?? null,
		valuesOf: (state, term) => valuesOf?.(see(state), term) ?? [],
		awaits: state => awaits?.(see(state)) ?? false,
	};
}

/** A slice for features without state. */
export function withoutState(id: string): Slice<object, object> {
	return defineSlice(id, {});
}

/**
 * The console made of these features. The keys are in their order: if two match, the first that can be used is taken.
 * @throws {Error} if two features, or two views, have the same id
 */
export function assemble(features: readonly Feature[]): Assembly {
	const views = features.flatMap(feature => feature.views);
	for (const all of [features, views]) {
		const ids = all.map(({id}) => id);
		const twice = ids.find((id, index) => ids.indexOf(id) !== index);
		if (twice !== undefined) {
			throw new Error(`two parts of the console are called ${twice}`);
		}
	}

	const overlayKinds: OverlayKinds = Object.fromEntries(
		features.flatMap(({overlays}) => Object.entries(overlays)),
	);
	return {
		features,
		// localeCompare would load tables of languages: 15 ms of each start.
		views: views.toSorted((one, other) => (one.key < other.key ? -1 : 1)),
		bindings: features.flatMap(({bindings}) => bindings),
		overlays: Object.keys(overlayKinds),
		overlayKinds,
		groups: features
			.flatMap(({groups}) => groups)
			.toSorted((one, other) => one.place - other.place),
	};
}
