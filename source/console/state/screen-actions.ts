/**
 * Settings of the screen: pause, interval, units, colours, and overlays.
 */
import {clampScroll} from '../table/window-rows.ts';
import {type ThemeChoice, themeNames} from '../text/theme.ts';
import {say} from './message.ts';
import type {CommandContext, ConsoleStore, Frame, Overlay, Reducer} from './model.ts';
import {askValue} from './prompt.ts';
import {typedInterval} from './typed-values.ts';

/** Pauses or resumes reading. */
export function togglePause(store: ConsoleStore): void {
	const paused = !store.getState().paused;
	store.deps.pause(paused);
	store.update(() => ({paused}));
}

/** Asks for the seconds between readings. */
export const askInterval: Reducer = askValue(
	{
		name: 'interval',
		question: ({interval}) => ` interval in seconds (now ${interval / 1000}): `,
		parse: typedInterval,
	},
	{
		take(store, interval) {
			store.deps.setInterval(interval);
			store.update(() => ({interval}));
		},
	},
);

/** Sets the seconds between readings as typed. Returns what is wrong with the text; null if nothing is. */
export function takeInterval({store}: CommandContext, text: string): string | null {
	const {value: interval, error} = typedInterval(text);
	if (interval === undefined) {
		return error ?? 'enter a number of seconds';
	}

	store.deps.setInterval(interval);
	store.update(() => ({interval}));
	return null;
}

export const toggleUnits = ({units}: Frame): Pick<Frame, 'units'> => ({
	units: units === 'bits' ? 'bytes' : 'bits',
});

/** Folds the side panel, or shows it. */
export const toggleSidePanel = ({sidePanel}: Frame): Pick<Frame, 'sidePanel'> => ({
	sidePanel: !sidePanel,
});

/** Folds the strip of graphs, or shows it. */
export const toggleStrip = ({strip}: Frame): Pick<Frame, 'strip'> => ({strip: !strip});

/** Switches to the next set of colours and shows its name. Output without styles stays without. */
export const changeTheme: Reducer = state => {
	if (state.theme === 'plain') {
		return {};
	}

	const own = state.ownTheme === null ? [] : [state.ownTheme];
	const all: readonly ThemeChoice[] = [...own, ...themeNames];
	const theme = all[(all.indexOf(state.theme) + 1) % all.length] ?? state.theme;
	const name = typeof theme === 'string' ? theme : 'your own';
	return {theme, ...say('info', `theme: ${name}`, 'screen')(state)};
};

/** Opens an overlay; what it covers comes back when it is closed. One of the same place is replaced. */
export function openOverlay(overlay: Omit<Overlay, 'scroll' | 'under'>): Reducer {
	return ({overlay: open}) => {
		const under = open?.place === overlay.place ? open.under : open;
		return {overlay: {...overlay, scroll: 0, ...(under ? {under} : {})}};
	};
}

/** Closes the overlay: back to the one from which it was opened, or to the view. */
export const closeOverlay = ({overlay}: Frame): Pick<Frame, 'overlay'> => ({
	overlay: overlay?.under ?? null,
});

/** The length of a text that can be scrolled, and of its visible part, in lines. */
export interface ScrollExtent {
	readonly lines: number;
	readonly height: number;
}

/** Scrolls the overlay, or the commands of a plan, by a number of lines. */
export function scrollBy(by: number, {lines, height}: ScrollExtent): Reducer {
	return ({overlay, prompt}) => {
		if (prompt?.kind === 'confirm') {
			const scroll = clampScroll(prompt.scroll + by, lines, height);
			return {prompt: {...prompt, scroll, furthest: Math.max(scroll, prompt.furthest ?? 0)}};
		}

		return overlay === null
			? {}
			: {overlay: {...overlay, scroll: clampScroll(overlay.scroll + by, lines, height)}};
	};
}
