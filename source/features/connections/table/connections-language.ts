/**
 * The filter language of the Connections view. Its rows are filtered while the table is read, so the values of the
 * terms are in row-conditions.ts and not in the columns.
 */
import type {FilterView} from '../../../console/filter/filter-term.ts';

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

/** The terms of the Connections view. */
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
		{name: 'scheduler'},
		{name: 'expires'},
	],
};
