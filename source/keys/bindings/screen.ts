/** Keys for what the screen shows and how often. */
import {askInterval} from '../../store/prompt-reducers.ts';
import {
	changeTheme,
	closeOverlay,
	openHelp,
	openMessages,
	togglePause,
	toggleUnits,
} from '../../store/screen-actions.ts';
import {type ViewId, views} from '../../store/views.ts';
import type {Binding} from '../binding.ts';
import {overlays, type Place} from '../place.ts';

const shared = {group: 'Screen', changes: false} as const;

const viewIds: readonly ViewId[] = views.map(({id}) => id);
const readable: readonly Place[] = [...viewIds, 'details'];

function viewBindings(): readonly Binding[] {
	return views.map(({id, key, title}) => ({
		...shared,
		keys: [key],
		command: id,
		description: `the view ${title}`,
		where: [...viewIds, ...overlays],
		run: context => {
			closeOverlay(context.store);
			context.store.update(() => ({view: id}));
		},
	}));
}

export const screenBindings: readonly Binding[] = [
	...viewBindings(),
	{
		...shared,
		keys: ['esc', 'q', 'enter'],
		command: 'back',
		description: 'back to the view',
		where: overlays,
		hint: {text: 'back', priority: 1},
		run: ({store}) => closeOverlay(store),
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
		where: [...viewIds, 'details', 'messages'],
		hint: {text: 'help', priority: 6},
		run: ({store}) => openHelp(store),
	},
];
