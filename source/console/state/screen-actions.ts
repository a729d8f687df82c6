/**
 * What the screen shows and how often: pause, interval, units, colours, and what covers the view.
 */
import {setBudget} from '../../features/connections/console/connections-actions.ts';
import {cursorRow, setFilter} from '../../features/services/table-reducers.ts';
import {trafficRow} from '../../features/traffic/traffic-actions.ts';
import {openList} from '../table/open-list.ts';
import type {Overlay, ThemeName} from './console-state.ts';
import type {ConsoleStore, Reducer} from './console-store.ts';
import {say} from './message-reducers.ts';
import {closePrompt} from './prompt-reducers.ts';
import {typedBudget, typedInterval} from './typed-values.ts';
import {type ViewId, viewIds} from './views.ts';

/** Stops reading, or goes on with it. */
export function togglePause(store: ConsoleStore): void {
	const paused = !store.getState().paused;
	store.deps.pause(paused);
	store.update(() => ({paused}));
}

/** Takes the interval that was typed. Nothing typed changes nothing. */
export function setTypedInterval(store: ConsoleStore): void {
	const {prompt} = store.getState();
	if (prompt?.kind !== 'interval') {
		return;
	}

	const typed = typedInterval(prompt.input.text);
	if (typed.value !== undefined) {
		const interval = typed.value;
		store.deps.setInterval(interval);
		store.update(closePrompt, () => ({interval}));
	} else if (typed.error === null) {
		store.update(closePrompt);
	}
}

/** Takes the time for a reading of the connection table that was typed. Nothing typed changes nothing. */
export function setTypedBudget(store: ConsoleStore): void {
	const {prompt} = store.getState();
	if (prompt?.kind !== 'budget') {
		return;
	}

	const typed = typedBudget(prompt.input.text);
	if (typed.value !== undefined) {
		store.update(closePrompt, setBudget(typed.value));
	} else if (typed.error === null) {
		store.update(closePrompt);
	}
}

export const toggleUnits: Reducer = ({units}) => ({units: units === 'bits' ? 'bytes' : 'bits'});

const nextTheme: Readonly<Record<ThemeName, ThemeName>> = {
	dark: 'light',
	light: 'mono',
	mono: 'dark',
	plain: 'plain',
};

/** Goes on to the next set of colours and names it. */
export const changeTheme: Reducer = state => {
	const theme = nextTheme[state.theme];
	return {theme, ...say('info', `theme: ${theme}`, 'screen')(state)};
};

function open(store: ConsoleStore, overlay: Overlay): void {
	store.update(() => ({overlay}));
}

export function openHelp(store: ConsoleStore): void {
	open(store, {kind: 'help', scroll: 0});
}

/** Opens the past messages; the newest is at the top. */
export function openMessages(store: ConsoleStore): void {
	open(store, {kind: 'messages', scroll: 0});
}

/** Opens everything that is known of the cursor's row. */
export function openDetails(store: ConsoleStore): void {
	const state = store.getState();
	const row = cursorRow(state);
	if (row !== undefined) {
		state.traffic.history.watch(trafficRow(row.id));
		open(store, {kind: 'details', row: row.id, scroll: 0});
	}
}

/** Back to the view. */
export const closeOverlay: Reducer = () => ({overlay: null});

/** Opens a view; what covers the screen goes. */
export function openView(view: ViewId): Reducer {
	return () => ({view, overlay: null});
}

/** `Esc` in a view: without the filter, and from there back to the view Services. */
export const stepBack: Reducer = state =>
	(openList(state)?.filter ?? '') === '' ? openView('services')(state) : setFilter('')(state);

/** Opens the view so many further on; after the last comes the first. */
export function openNextView(by: 1 | -1): Reducer {
	return state => {
		const count = viewIds.length;
		const next = viewIds[(viewIds.indexOf(state.view) + by + count) % count];
		return next === undefined ? {} : openView(next)(state);
	};
}
