/**
 * The values of a row of the Services view for the terms of its filter that are not figures of a column. A server also
 * has what its service has: `port:443` shows the servers of a service at that port, whatever their own port is.
 */

import type {FilterContext, FilterTerm} from '../../console/filter/filter-term.ts';
import type {ConsoleRow} from '../../console/state/console-row.ts';
import {isSilent} from '../../console/state/row-facts.ts';
import {serverState, serviceState, weightedServers} from '../../director/row-state.ts';
import {allForwardingWords, isForwardedBy} from '../../director/vocabulary.ts';
import type {IpAddress} from '../../ipvs/address.ts';
import {rowName} from './row-names.ts';

function addressesOf({service: {key}, ...row}: ConsoleRow): readonly IpAddress[] {
	return [
		...(key.kind === 'address' ? [key.address] : []),
		...(row.kind === 'server' ? [row.server.address] : []),
	];
}

function portsOf({service: {key}, ...row}: ConsoleRow): readonly number[] {
	return [
		...(key.kind === 'address' ? [key.port] : []),
		...(row.kind === 'server' ? [row.server.port] : []),
	];
}

/** The protocols of services, and firewall marks. */
export const protocolWords: readonly string[] = ['tcp', 'udp', 'sctp', 'fwm'];

/** The terms of the column of names. */
export const nameTerms: readonly FilterTerm<ConsoleRow>[] = [
	{name: 'net', addresses: addressesOf},
	{name: 'port', values: portsOf},
	{
		name: 'proto',
		words: protocolWords,
		has: ({service: {key}}, word) => (key.kind === 'fwmark' ? 'fwm' : key.protocol) === word,
	},
	{name: 'service', text: ({service}) => service.id},
	{name: 'server', text: row => (row.kind === 'server' ? row.server.id : '')},
	{
		name: 'name',
		text(row, {names}) {
			const {id, service} = row;
			const ofService = rowName({kind: 'service', id, service, folded: false}, names);
			return row.kind === 'server' ? `${ofService} ${rowName(row, names)}` : ofService;
		},
	},
];

/** The terms of the column `via`. */
export const viaTerms: readonly FilterTerm<ConsoleRow>[] = [
	{
		name: 'via',
		words: allForwardingWords,
		has: (row, word) => row.kind === 'server' && isForwardedBy(row.server, word),
	},
	{name: 'scheduler', text: ({service}) => service.scheduler},
];

/** The states of servers and of services; `closed` is also a server that is over its threshold. */
const stateWords: readonly string[] = [
	...['normal', 'draining', 'drained', 'over-threshold', 'closed', 'maybe-closed'],
	...['no-answer', 'no-weight', 'no-servers'],
];

/** Whether a row is in a state. A server is also in the states of its service that are not normal. */
function isInState(row: ConsoleRow, word: string, {facts}: Pick<FilterContext, 'facts'>): boolean {
	const {service} = row;
	const servers = row.kind === 'server' ? [row.server] : service.servers;
	const isNotAnswering =
		facts.noAnswers.has(service.id) && servers.some(each => isSilent(facts, service.id, each));
	if (word === 'no-answer' || (word === 'normal' && isNotAnswering)) {
		return word === 'no-answer' && isNotAnswering;
	}

	const ofService = serviceState(service);
	if (row.kind === 'service') {
		return ofService === word;
	}

	const own = serverState(row.server);
	return (
		own === word ||
		(word === 'closed' && own === 'over-threshold') ||
		(ofService === word && word !== 'normal')
	);
}

/** The terms of the column of states. */
export const stateTerms: readonly FilterTerm<ConsoleRow>[] = [
	{name: 'state', words: stateWords, has: isInState},
	{
		name: 'weighted',
		values: row => (row.kind === 'service' ? weightedServers(row.service) : null),
	},
];
