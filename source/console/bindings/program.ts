/** Keys for the program as a whole. */

import {askCommand} from '../keys/command-name.ts';
import type {Binding, Frame} from '../state/model.ts';
import {busy} from '../state/permission.ts';

const shared = {group: 'Program', changes: false} as const;

/** A plan that is left half-way is nothing to come to by a key that is pressed out of habit. */
function quitRefused(state: Frame): string | null {
	const reason = busy(state);
	return reason === null ? null : `${reason}; Ctrl-C leaves it half-way`;
}

export const programBindings: readonly Binding<Frame>[] = [
	{
		...shared,
		keys: [':'],
		command: 'command',
		description: 'run a command by its name',
		where: ['view'],
		hint: {text: 'command', priority: 16},
		run: askCommand,
	},
	{
		...shared,
		keys: ['q'],
		command: 'quit',
		description: 'leave lvstop; the director goes on as it is',
		where: ['view'],
		hint: {text: 'quit', priority: 6},
		disabled: quitRefused,
		run: ({terminal}) => terminal.quit(),
	},
	{
		...shared,
		keys: ['ctrl-c'],
		command: 'quit-now',
		description: 'leave lvstop from anywhere',
		where: ['everywhere'],
		run: ({terminal}) => terminal.quit(),
	},
	{
		...shared,
		keys: ['ctrl-z'],
		command: 'suspend',
		description: 'back to the shell for a while; fg brings lvstop back',
		where: ['everywhere'],
		run: ({terminal}) => terminal.suspend(),
	},
	{
		...shared,
		keys: ['ctrl-l'],
		command: 'redraw',
		description: 'draw the whole screen anew',
		where: ['everywhere'],
		run: ({terminal}) => terminal.redraw(),
	},
];
