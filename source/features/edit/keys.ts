/** The keys that add, edit and delete services and servers, and that change other settings. */
import type {Binding, Frame} from '../../console/state/model.ts';
import {busy} from '../../console/state/permission.ts';
import {askDeletion, askZero, askZeroAll, deletionRefused, zeroRefused} from './edit-actions.ts';
import {askForm, formRefused} from './forms/form-actions.ts';

const shared = {group: 'Change', where: ['rows', 'row'], changes: true} as const;

export const editBindings: readonly Binding<Frame>[] = [
	{
		...shared,
		keys: ['a'],
		command: 'add-server',
		description: 'add a server to this service',
		hint: {text: 'add', priority: 2},
		disabled: formRefused('add-server'),
		run: ({store}) => askForm(store, 'add-server'),
	},
	{
		...shared,
		keys: ['A'],
		command: 'add-service',
		description: 'add a service',
		where: ['rows'],
		hint: {text: 'add service', priority: 10},
		disabled: formRefused('add-service'),
		run: ({store}) => askForm(store, 'add-service'),
	},
	{
		...shared,
		keys: ['e'],
		command: 'edit',
		description: 'edit this server or service',
		hint: {text: 'edit', priority: 2},
		disabled: formRefused('edit'),
		run: ({store}) => askForm(store, 'edit'),
	},
	{
		...shared,
		keys: ['K'],
		command: 'copy-service',
		description: 'add a service as a copy of this one: only the address is asked',
		hint: {text: 'copy', priority: 10.5},
		disabled: formRefused('copy-service'),
		run: ({store}) => askForm(store, 'copy-service'),
	},
	{
		...shared,
		keys: ['x'],
		command: 'delete',
		description: 'delete all marked servers; if none is marked, this server or service',
		where: ['targets', 'target'],
		hint: {text: 'delete', priority: 2},
		disabled: deletionRefused,
		run: ({store}) => askDeletion(store),
	},
	{
		...shared,
		keys: ['z'],
		command: 'zero',
		description: 'zero the counters of this service and its servers',
		hint: {text: 'zero', priority: 14},
		disabled: zeroRefused,
		run: ({store}) => askZero(store),
	},
	{
		...shared,
		keys: ['Z'],
		command: 'zero-all',
		description: 'zero all counters of the director, including its totals',
		where: ['view'],
		disabled: busy,
		run: ({store}) => askZeroAll(store),
	},
	{
		...shared,
		keys: [],
		command: 'timeouts',
		description: 'set the timeouts of idle connections',
		where: ['view'],
		disabled: formRefused('timeouts'),
		run: ({store}) => askForm(store, 'timeouts'),
	},
	{
		...shared,
		keys: [],
		command: 'sync-daemons',
		description: 'start or stop the daemons that synchronize connections between directors',
		where: ['view'],
		disabled: formRefused('sync-daemons'),
		run: ({store}) => askForm(store, 'sync-daemons'),
	},
];
