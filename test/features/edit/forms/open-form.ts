/**
 * A form that was opened and filled in by keys, and its content.
 */
import type {Settings} from '../../../../source/director/reading/reading.ts';
import {type CheckedForm, checkForm} from '../../../../source/features/edit/forms/check-form.ts';
import {contextOf, edit, openForm} from '../../../../source/features/edit/forms/form.ts';
import {type Keyboard, keyboard} from '../../../support/keyboard.ts';
import {director, server, service} from '../../../support/sample-director.ts';

export const web = service('tcp:10.1.1.1:80', [
	server('10.0.0.1:80', {weight: 3, upperThreshold: 50, lowerThreshold: 20}),
	server('10.0.0.2:80', {forwarding: 'route'}),
	server('10.0.0.3:80', {
		forwarding: 'tunnel',
		tunnel: {type: 'gue', port: 6080, checksum: 'remcsum'},
	}),
]);

export const settings: Settings = {
	timeouts: {tcp: 900, tcpFin: 120, udp: 300},
	daemons: [
		{
			role: 'master',
			interface: 'br0',
			syncId: 5,
			maxLength: 1472,
			group: '224.0.0.81',
			port: 8848,
			ttl: 1,
		},
	],
};

/** The console after these keys, on a director with these services. */
export function opened(keys: string, services = [web]): Keyboard {
	const console = keyboard(director(services, {settings}));
	console.press(keys);
	return console;
}

function checked({store}: Keyboard): CheckedForm {
	const seen = edit.see(store.getState());
	const form = openForm(seen);
	if (form === null) {
		throw new Error('no form is open');
	}

	return checkForm(form, contextOf(seen));
}

/** The commands that the form would run, or why there are none. */
export function result(console: Keyboard): string {
	const {plan, refused} = checked(console).proposal;
	return plan?.steps.map(({command}) => command.join(' ')).join('\n') ?? refused ?? '';
}

/** The labels of the fields that apply, each with its value. */
export function shown(console: Keyboard): readonly string[] {
	return checked(console).fields.map(({field, value}) => `${field.label}: ${value}`);
}

/** The remarks beside the invalid fields. */
export function faults(console: Keyboard): Readonly<Record<string, string>> {
	return Object.fromEntries(
		checked(console).fields.flatMap(({field, fault}) =>
			fault === null ? [] : [[field.label, fault]],
		),
	);
}
