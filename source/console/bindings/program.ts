/** The keys for the program as a whole. */

import {askCommand} from '../keys/command-name.ts';
import type {Binding, Frame} from '../state/model.ts';
import {busy} from '../state/permission.ts';

const shared = {group: 'Program', changes: false} as const;

/** Prevents quitting by a habitual key press while a plan is running. */
function quitRefused(state: Frame): string | null {
	const reason = busy(state);
	return reason === null ? null : `${reason}; press Ctrl-C to interrupt it`;
}

export const programBindings: readonly Binding<Frame>[] = [
	{
		...shared,
		keys: [':'],
		command: 'command',
		description: 'run a command by name',
		where: ['view'],
		hint: {text: 'command', priority: 16},
		run: askCommand,
	},
	{
		...shared,
		keys: ['q'],
		command: 'quit',
		description: 'quit lvstop; the director keeps running',
		where: ['view'],
		hint: {text: 'quit', priority: 6},
		disabled: quitRefused,
		run: ({terminal}) => terminal.quit(),
	},
	{
		...shared,
		keys: ['ctrl-c'],
		command: 'quit-now',
		description: 'quit lvstop from anywhere',
		where: ['everywhere'],
		run: ({terminal}) => terminal.quit(),
	},
	{
		...shared,
		keys: ['ctrl-z'],
		command: 'suspend',
		description: 'suspend lvstop and go to the shell; fg brings it back',
		where: ['everywhere'],
		run: ({terminal}) => terminal.suspend(),
	},
	{
		...shared,
		keys: ['ctrl-l'],
		command: 'redraw',
		description: 'redraw the whole screen',
		where: ['everywhere'],
		run: ({terminal}) => terminal.redraw(),
	},
];
