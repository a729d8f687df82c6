/**
 * The filter language of the Connections view. Its rows are filtered while the table is read, so the values of the
 * terms are in row-conditions.ts and not in the columns.
 */
import type {FilterView} from '../../../console/filter/filter-term.ts';
import type {TermName} from '../../../console/filter/vocabulary.ts';
import {allForwardingWords} from '../../../director/vocabulary.ts';

/** The states of a destination, and templates. */
export const destinationWords: readonly string[] = [
	'configured',
	'weight-zero',
	'orphan',
	'template',
];

/** The states of TCP, UDP, SCTP and templates, as the kernel names them. */
const kernelStates: readonly string[] = [
	...['established', 'syn_sent', 'syn_recv', 'fin_wait', 'time_wait', 'close', 'close_wait'],
	...['last_ack', 'listen', 'synack', 'none', 'udp', 'assured'],
	...['init1', 'init', 'c-sent', 'c-replied', 'c-wait', 'cookie', 'c-echoed'],
	...['s-sent', 's-received', 's-ack-sent', 'rejected', 'closed'],
];

/** The figures that change with every reading of a service or a server: a connection does not have them. */
const rates: readonly TermName[] = ['conn/s', 'in', 'out', 'in-packets', 'out-packets', 'total'];

/** The terms of the Connections view. What a connection has of its server and service is that of the last reading. */
export const connectionsFilterView: FilterView = {
	title: 'Connections',
	terms: [
		{name: 'state', words: [...destinationWords, ...kernelStates]},
		{name: 'net'},
		{name: 'client'},
		{name: 'port'},
		{name: 'proto', words: ['tcp', 'udp', 'sctp', 'ip']},
		{name: 'service'},
		{name: 'server'},
		{name: 'name'},
		{name: 'weight'},
		{name: 'active'},
		{name: 'inactive'},
		{name: 'weighted'},
		{name: 'via', words: allForwardingWords},
		{name: 'scheduler'},
		{name: 'expires'},
	],
	refuse: name =>
		rates.includes(name)
			? `${name} is counted for a service and a server, not for a connection; filter by it in the Services view`
			: null,
};
