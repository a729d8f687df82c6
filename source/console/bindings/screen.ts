/** Keys for what the screen shows and how often. */

import type {Binding} from '../keys/binding.ts';
import {overlays, type Place} from '../keys/place.ts';
import {askInterval} from '../state/prompt-reducers.ts';
import {
	changeTheme,
	closeOverlay,
	openHelp,
	openMessages,
	openNextView,
	openView,
	togglePause,
	toggleUnits,
} from '../state/screen-actions.ts';
import {viewIds, views} from '../state/views.ts';

const shared = {group: 'Screen', changes: false} as const;

const readable: readonly Place[] = [...viewIds, 'details', 'machine'];

function viewBindings(): readonly Binding[] {
	return views.map(({id, key, title}) => ({
		...shared,
		keys: [key],
		command: id,
		description: `the view ${title}`,
		where: [...viewIds, ...overlays],
		run: ({store}) => store.update(openView(id)),
	}));
}

export const screenBindings: readonly Binding[] = [
	...viewBindings(),
	{
		...shared,
		keys: ['tab'],
		command: 'next-view',
		description: 'the next view',
		where: viewIds,
		run: ({store}) => store.update(openNextView(1)),
	},
	{
		...shared,
		keys: ['shift-tab'],
		command: 'previous-view',
		description: 'the view before',
		where: viewIds,
		run: ({store}) => store.update(openNextView(-1)),
	},
	{
		...shared,
		keys: ['esc', 'q', 'enter'],
		command: 'back',
		description: 'back to the view',
		where: overlays,
		hint: {text: 'back', priority: 1},
		run: ({store}) => store.update(closeOverlay),
	},
	{
		...shared,
		keys: ['p'],
		command: 'pause',
		description: 'stop reading, or go on',
		where: readable,
		hint: {text: 'pause', priority: 9},
		run: ({store}) => togglePause(store),
	},
	{
		...shared,
		keys: ['i'],
		command: 'interval',
		description: 'set the seconds between readings',
		where: viewIds,
		hint: {text: 'interval', priority: 11},
		run: ({store}) => store.update(askInterval),
	},
	{
		...shared,
		keys: ['b'],
		command: 'units',
		description: 'traffic in bits or in bytes',
		where: readable,
		hint: {text: 'bits/bytes', priority: 10},
		run: ({store}) => store.update(toggleUnits),
	},
	{
		...shared,
		keys: ['m'],
		command: 'messages',
		description: 'all messages so far, in full',
		where: viewIds,
		hint: {text: 'messages', priority: 15},
		run: ({store}) => openMessages(store),
	},
	{
		...shared,
		keys: [],
		command: 'theme',
		description: 'the next set of colours: dark, light, mono',
		where: viewIds,
		run: ({store}) => store.update(changeTheme),
	},
	{
		...shared,
		keys: ['?'],
		command: 'help',
		description: 'the keys that work here',
		where: [...viewIds, 'details', 'machine', 'log-entry', 'messages'],
		hint: {text: 'help', priority: 4},
		run: ({store}) => openHelp(store),
	},
];
