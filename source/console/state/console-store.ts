/**
 * The console's state, and the only way to change it.
 */
import {createStore} from 'zustand/vanilla';
import type {ConsoleDeps, ScreenParts} from './console-deps.ts';
import {type ConsoleOptions, initialState} from './console-state.ts';
import type {Assembly, ConsoleState, ConsoleStore, Overlay} from './model.ts';
import {changeOpenList, openList, openWindow, viewOf} from './view.ts';

/** The parts that the poller must read for the current screen. */
export function wantedParts(state: ConsoleState): ScreenParts {
	const {assembly, overlay, prompt} = state;
	const wanted: readonly Partial<ScreenParts>[] = [
		overlay?.wants ?? {},
		prompt?.kind === 'confirm' ? (prompt.wants ?? {}) : {},
		...assembly.features.map(feature => feature.wants(state)),
	];
	return {persistentConnections: wanted.some(parts => parts.persistentConnections === true)};
}

/** The function that selects what the open overlay is about, or the one from which it was opened; null if none is. */
function selectOf(overlay: Overlay | null): Overlay['select'] | null {
	return overlay === null ? null : (overlay.select ?? selectOf(overlay.under ?? null));
}

/** Recalculates the selection if its input has changed. */
function withSelection(before: ConsoleState, state: ConsoleState): ConsoleState {
	const select = selectOf(state.overlay);
	const isSame =
		select === selectOf(before.overlay) &&
		state.view === before.view &&
		state.slices === before.slices &&
		state.director.live === before.director.live;
	return isSame ? state : {...state, selection: (select ?? viewOf(state).select)(state)};
}

/** Sets the first visible row so that the cursor is visible. */
function withTop(state: ConsoleState): ConsoleState {
	const window = openWindow(state);
	return window === null || window.top === openList(state)?.top
		? state
		: {...state, ...changeOpenList(state, {top: window.top})};
}

/** The state after a change, with everything that follows from it, feature by feature in their order. */
export function derive(before: ConsoleState, after: ConsoleState): ConsoleState {
	const {features} = after.assembly;
	const derived = features.reduce((state, feature) => feature.derive(before, state), after);
	return withSelection(before, withTop(derived));
}

/** Creates a console without any reading. */
export function createConsoleStore(
	assembly: Assembly,
	deps: ConsoleDeps,
	options: ConsoleOptions = {},
): ConsoleStore {
	const {features} = assembly;
	const store = createStore<ConsoleState>(() => initialState(assembly, options, deps.monotonic()));
	const console: ConsoleStore = {
		deps,
		getState: store.getState,
		getInitialState: store.getInitialState,
		subscribe: store.subscribe,
		update(...reducers) {
			const before = store.getState();
			let after: ConsoleState = {...before, now: deps.monotonic()};
			for (const reducer of reducers) {
				after = {...after, ...reducer(after)};
			}

			const derived = derive(before, after);
			store.setState(derived, true);
			for (const feature of features) {
				feature.attend(before, derived, console);
			}

			const wanted = wantedParts(derived);
			if (wanted.persistentConnections !== wantedParts(before).persistentConnections) {
				deps.want(wanted, derived.director.id);
			}
		},
	};
	for (const feature of features) {
		feature.start(console);
	}

	return console;
}
