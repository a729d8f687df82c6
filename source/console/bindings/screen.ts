/** Keys for what the screen shows and how often. */
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
		description: 'the next view',
		where: ['view'],
		run: ({store}) => store.update(openNextView(1)),
	},
	{
		...shared,
		keys: ['shift-tab'],
		command: 'previous-view',
		description: 'the view before',
		where: ['view'],
		run: ({store}) => store.update(openNextView(-1)),
	},
	{
		...shared,
		keys: ['esc', 'q', 'enter'],
		command: 'back',
		description: 'back to the view',
		where: ['overlay'],
		hint: {text: 'back', priority: 1},
		run: ({store}) => store.update(closeOverlay),
	},
	{
		...shared,
		keys: ['p'],
		command: 'pause',
		description: 'stop reading, or go on',
		where: ['view', 'live'],
		hint: {text: 'pause', priority: 9},
		run: ({store}) => togglePause(store),
	},
	{
		...shared,
		keys: ['i'],
		command: 'interval',
		description: 'set the seconds between readings',
		where: ['view'],
		hint: {text: 'interval', priority: 11},
		run: ({store}) => store.update(askInterval),
	},
	{
		...shared,
		keys: ['b'],
		command: 'units',
		description: 'traffic in bits or in bytes',
		where: ['view', 'live'],
		hint: {text: 'bits/bytes', priority: 10},
		run: ({store}) => store.update(toggleUnits),
	},
	{
		...shared,
		keys: ['m'],
		command: 'messages',
		description: 'all messages so far, in full',
		where: ['view'],
		hint: {text: 'messages', priority: 15},
		run: ({store}) => store.update(openOverlay(messagesOverlay)),
	},
	{
		...shared,
		keys: [],
		command: 'theme',
		description: 'the next set of colours: dark, light, mono',
		where: ['view'],
		run: ({store}) => store.update(changeTheme),
	},
	{
		...shared,
		keys: ['?'],
		command: 'help',
		description: 'the keys that work here',
		where: ['view', 'live', 'helped'],
		hint: {text: 'help', priority: 4},
		run: ({store}) => store.update(openOverlay(helpOverlay)),
	},
];
