/**
 * The form that starts and stops the daemons that synchronise connections with another director.
 */

import type {IpAddress} from '../../../ipvs/address.ts';
import {samePlainData} from '../../../ipvs/diff.ts';
import type {SyncDaemon} from '../../../ipvs/listing.ts';
import {daemonFaults, proposeStartDaemon, proposeStopDaemon} from '../sync-daemon.ts';
import {emptyContext, type FormContext, interfaceCompletions} from './completions.ts';
import {
	type ChoiceField,
	choiceField,
	type Field,
	shownValues,
	textField,
	typedAddress,
	type Values,
	wholeNumber,
} from './field.ts';
import type {FormDefinition} from './form-definition.ts';

const notes = {
	master: 'sends connections to another director',
	backup: 'receives connections from another director',
} as const;

/** The possible action for each role: a running daemon can only be stopped. */
function deeds(running: readonly SyncDaemon[]): ChoiceField {
	return choiceField(
		'deed',
		'Action',
		(['master', 'backup'] as const).map(role => {
			const daemon = running.find(candidate => candidate.role === role);
			return daemon
				? [`stop ${role}`, `stop ${role}`, `on ${daemon.interface}, sync id ${daemon.syncId}`]
				: [`start ${role}`, `start ${role}`, notes[role]];
		}),
	);
}

/** The fields to start a daemon, with the kernel's defaults (verified on Linux 6.1). */
const startFieldsOf = (context: FormContext): readonly Field[] => [
	textField('interface', 'Interface', 'the interface towards the other director', null, {
		isName: true,
		complete: () => interfaceCompletions(context),
		words: name =>
			interfaceCompletions(context).find(({text}) => text === name)?.about ??
			(context.facts.devices === null
				? 'the interface towards the other director'
				: 'this director has no such interface'),
	}),
	textField('syncId', 'Sync id', '0 to 255; a backup with 0 accepts all'),
	textField('maxLength', 'Maximum message', 'bytes', 'chosen by the kernel, from the interface'),
	textField('group', 'Group', 'a multicast address', 'chosen by the kernel: 224.0.0.81'),
	textField('port', 'Port', 'UDP', 'chosen by the kernel: 8848'),
	textField(
		'ttl',
		'Time to live',
		'the number of routers on the way, plus one',
		'chosen by the kernel: 1',
	),
];

const startFields = startFieldsOf(emptyContext);

function fieldsOf(
	values: Values,
	running: readonly SyncDaemon[],
	context: FormContext,
): readonly Field[] {
	const start = values['deed']?.startsWith('start') ? startFieldsOf(context) : [];
	return [deeds(running), ...start];
}

function numberOrNull(text: string | null): number | null {
	return text === null || text === '' ? null : wholeNumber(text);
}

function typedGroup(text: string | null): IpAddress | null {
	return text === null || text === '' ? null : typedAddress(text);
}

function daemonIn(values: Values): SyncDaemon {
	const shown = shownValues(startFields, values);
	return {
		role: roleIn(values),
		interface: shown('interface') ?? '',
		syncId: wholeNumber(shown('syncId')),
		maxLength: numberOrNull(shown('maxLength')),
		group: typedGroup(shown('group')),
		port: numberOrNull(shown('port')),
		ttl: numberOrNull(shown('ttl')),
	};
}

function roleIn({deed}: Values): SyncDaemon['role'] {
	return deed?.endsWith('backup') ? 'backup' : 'master';
}

/** The initial values: ipvsadm's defaults. */
const startValues: Values = {
	interface: 'eth0',
	syncId: '0',
	maxLength: '',
	group: '',
	port: '',
	ttl: '',
};

/** The form; `now` is null if the daemons were not read. */
export function syncDaemonsForm(
	running: readonly SyncDaemon[],
	now: readonly SyncDaemon[] | null,
	context: FormContext,
): FormDefinition {
	const isStart = (values: Values): boolean => values['deed']?.startsWith('start') === true;
	return {
		title: 'Sync daemons',
		initial: {...startValues, deed: deeds(running).choices[0]?.value ?? ''},
		outdated:
			now === null || samePlainData(running, now)
				? null
				: 'the sync daemons were changed in the meantime; leave the form and open it again',
		fields: values => fieldsOf(values, running, context),
		faults: values => (isStart(values) ? daemonFaults(daemonIn(values)) : []),
		propose: values =>
			isStart(values)
				? proposeStartDaemon(daemonIn(values), running)
				: proposeStopDaemon(roleIn(values), running),
	};
}
