/**
 * The form for the timeouts of idle connections.
 */

import {samePlainData} from '../../../ipvs/diff.ts';
import type {Timeouts} from '../../../ipvs/listing.ts';
import {proposeTimeouts, timeoutFaults} from '../set-timeouts.ts';
import {textField, type Values, wholeNumber} from './field.ts';
import type {FormDefinition} from './form-definition.ts';

const fields = [
	textField('tcp', 'TCP', 'seconds that an open connection may be idle'),
	textField('tcpFin', 'TCP after a FIN', 'seconds after one side has closed'),
	textField('udp', 'UDP', 'seconds after the last packet'),
];

function timeoutsIn({tcp = '', tcpFin = '', udp = ''}: Values): Timeouts {
	const [first, second, third] = [tcp, tcpFin, udp].map(text => wholeNumber(text.trim()));
	return {tcp: first ?? Number.NaN, tcpFin: second ?? Number.NaN, udp: third ?? Number.NaN};
}

/** The form; `now` is null if the timeouts were not read. */
export function timeoutsForm(before: Timeouts, now: Timeouts | null): FormDefinition {
	const {tcp, tcpFin, udp} = before;
	return {
		title: 'Timeouts',
		initial: {tcp: String(tcp), tcpFin: String(tcpFin), udp: String(udp)},
		outdated:
			now === null || samePlainData(before, now)
				? null
				: `the timeouts were changed in the meantime: TCP ${now.tcp}, TCP after a FIN ${now.tcpFin}, UDP ${now.udp}; leave the form and open it again`,
		fields: () => fields,
		faults: values => timeoutFaults(before, timeoutsIn(values)),
		propose: values => proposeTimeouts(before, timeoutsIn(values)),
	};
}
