/** The keys of the Log view. */

import {filterBinding, stepBackBinding} from '../../console/bindings/rows.ts';
import type {Binding} from '../../console/state/model.ts';
import {askLoggedUndo, loggedUndoRefused, noEntry, openLogEntry} from './log-actions.ts';
import type {LogSeen} from './log-list.ts';

const shared = {where: ['log']} as const;

export const logBindings: readonly Binding<LogSeen>[] = [
	filterBinding('log'),
	stepBackBinding('log'),
	{
		...shared,
		group: 'Rows',
		keys: ['enter'],
		command: 'details',
		description: 'show everything the log has about this command',
		changes: false,
		hint: {text: 'details', priority: 3},
		disabled: noEntry,
		run: ({store}) => openLogEntry(store),
	},
	{
		...shared,
		group: 'Change',
		keys: ['u'],
		command: 'undo',
		description: 'undo the plan that this command belongs to',
		changes: true,
		hint: {text: 'undo this', priority: 1},
		disabled: loggedUndoRefused,
		run: ({store}) => askLoggedUndo(store),
	},
];
