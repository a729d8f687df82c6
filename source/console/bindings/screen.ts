/** The keys for the display and the interval. */
import {helpOverlay} from '../screen/help-text.ts';
import {messagesOverlay} from '../screen/messages-text.ts';
import type {Binding, Frame} from '../state/model.ts';
import {
	askInterval,
	changeTheme,
	closeOverlay,
	openOverlay,
	togglePause,
	toggleUnits,
} from '../state/screen-actions.ts';
import {openNextView} from '../state/view.ts';

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
		hint: {text: 'back', priority: 1},
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
	},
	{
		...shared,
		keys: ['b'],
		command: 'units',
		description: 'show traffic in bits or in bytes',
		where: ['view', 'live'],
		hint: {text: 'bits/bytes', priority: 10},
		run: ({store}) => store.update(toggleUnits),
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
		description: 'switch to the next colour theme: dark, light, mono',
		where: ['view'],
		run: ({store}) => store.update(changeTheme),
	},
	{
		...shared,
		keys: ['?'],
		command: 'help',
		description: 'show the keys that work here',
		where: ['view', 'live', 'helped'],
		hint: {text: 'help', priority: 4},
		run: ({store}) => store.update(openOverlay(helpOverlay)),
	},
];
