/** The keys for the display and the interval, and the overlays with the keys and with the past messages. */

import {escapeControls} from '../../text/escape.ts';
import {completeNames, unknownName} from '../keys/named-argument.ts';
import {messagePiece, messageRole} from '../screen/message-style.ts';
import {besidePanel, sidePanelFrom, stripFrom, stripHeight} from '../state/layout.ts';
import type {Binding, ConsoleState, Frame, Overlay} from '../state/model.ts';
import {
	askInterval,
	changeTheme,
	closeOverlay,
	openOverlay,
	takeInterval,
	togglePause,
	toggleSidePanel,
	toggleStrip,
	toggleUnits,
} from '../state/screen-actions.ts';
import {openNextView} from '../state/view.ts';
import {type Piece, piece} from '../text/paint.ts';
import {wrapText} from '../text/text.ts';
import {themeNames} from '../text/theme.ts';
import {helpOverlay, helpSearchBinding} from './help-overlay.ts';

/** All lines of the messages; before them what the message line shows now, if that is not a message. */
function messagesText(state: ConsoleState): readonly (readonly Piece[])[] {
	const {message, messages, size} = state;
	const now = messagePiece(state);
	const said = [
		...(message === null && now.text !== '' ? [{...now, text: `now: ${now.text}`}] : []),
		...messages.toReversed().map(message => ({
			text: `${message.origin}: ${message.text}`,
			role: messageRole(message),
		})),
	];
	return said.length === 0
		? [[piece(' No messages yet.', 'dim')]]
		: said.flatMap(({text, role}) =>
				wrapText(escapeControls(text), size.columns - 4).map((line, index) => [
					piece(index === 0 ? ' ' : '   '),
					piece(line, role),
				]),
			);
}

/** The overlay with all messages so far, newest at the top. */
export const messagesOverlay: Omit<Overlay, 'scroll'> = {
	place: 'messages',
	text: state => ({title: 'Messages', lines: messagesText(state)}),
};

/** An argument that is one of a few names. */
function oneOfNames<Name extends string>(
	name: string,
	names: readonly Name[],
	{
		kind,
		about,
		change,
	}: {
		/** In messages: a theme. */
		readonly kind: string;
		readonly about: string;
		readonly change: (name: Name) => Partial<Frame>;
	},
): NonNullable<Binding['argument']> {
	return {
		name,
		complete: (_, before) => completeNames(names, about)(before),
		run({store}, text) {
			const found = names.find(known => known === text);
			if (found !== undefined) {
				store.update(() => change(found));
			}

			return unknownName(text, names, kind);
		},
	};
}

const unitNames = ['bits', 'bytes'] as const;

/** Why there is no side panel, folded or not; null if there is room for one. */
function noRoomForPanel({size}: Frame): string | null {
	return besidePanel(size) === null
		? `the side panel needs ${sidePanelFrom} columns; this terminal has ${size.columns}`
		: null;
}

/** Why there is no strip of graphs, folded or not; null if there is room for one. */
function noRoomForStrip({size}: Frame): string | null {
	return stripHeight(size) === 0
		? `the graphs below the view need ${stripFrom} lines; this terminal has ${size.rows}`
		: null;
}

const shared = {group: 'Screen', changes: false} as const;

export const screenBindings: readonly Binding<Frame>[] = [
	{
		...shared,
		keys: ['tab'],
		command: 'next-view',
		description: 'go to the next view',
		where: ['view'],
		run: ({store}) => store.update(openNextView(1)),
	},
	{
		...shared,
		keys: ['shift-tab'],
		command: 'previous-view',
		description: 'go to the previous view',
		where: ['view'],
		run: ({store}) => store.update(openNextView(-1)),
	},
	{
		...shared,
		keys: ['esc', 'q', 'enter'],
		command: 'back',
		description: 'go back to the view',
		where: ['overlay'],
		hint: {text: 'back', priority: 0.9},
		run: ({store}) => store.update(closeOverlay),
	},
	{
		...shared,
		keys: ['p'],
		command: 'pause',
		description: 'pause reading, or resume',
		where: ['view', 'live'],
		hint: {text: 'pause', priority: 9},
		run: ({store}) => togglePause(store),
	},
	{
		...shared,
		keys: ['i'],
		command: 'interval',
		description: 'set the interval between readings, in seconds',
		where: ['view'],
		hint: {text: 'interval', priority: 11},
		run: ({store}) => store.update(askInterval),
		argument: {name: 'S', run: takeInterval},
	},
	{
		...shared,
		keys: ['b'],
		command: 'units',
		description: 'show traffic in bits or in bytes',
		where: ['view', 'live'],
		hint: {text: 'bits/bytes', priority: 10},
		run: ({store}) => store.update(toggleUnits),
		argument: oneOfNames('UNIT', unitNames, {
			kind: 'unit',
			about: 'show traffic in these units',
			change: units => ({units}),
		}),
	},
	{
		...shared,
		keys: ['I'],
		command: 'side-panel',
		description: 'fold the panel with the details of the row at the cursor, or show it',
		where: ['with-panel'],
		hint: {text: 'panel', priority: 12},
		disabled: noRoomForPanel,
		run: ({store}) => store.update(toggleSidePanel),
	},
	{
		...shared,
		keys: ['T'],
		command: 'strip',
		description: 'fold the graphs of the whole director below the view, or show them',
		where: ['with-strip'],
		hint: {text: 'graphs', priority: 12.5},
		disabled: noRoomForStrip,
		run: ({store}) => store.update(toggleStrip),
	},
	{
		...shared,
		keys: ['m'],
		command: 'messages',
		description: 'show all messages so far, in full',
		where: ['view'],
		hint: {text: 'messages', priority: 15},
		run: ({store}) => store.update(openOverlay(messagesOverlay)),
	},
	{
		...shared,
		keys: [],
		command: 'theme',
		description: 'switch to the next colour theme',
		where: ['view'],
		run: ({store}) => store.update(changeTheme),
		argument: oneOfNames('NAME', themeNames, {
			kind: 'theme',
			about: 'use the colours of this theme',
			change: theme => ({theme}),
		}),
	},
	{
		...shared,
		keys: ['?'],
		command: 'help',
		description: 'show the keys that work here',
		where: ['view', 'live', 'helped'],
		hint: {text: 'help', priority: 4},
		run: ({store}) => store.update(openOverlay(helpOverlay())),
	},
	helpSearchBinding,
];
