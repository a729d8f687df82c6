/**
 * The values of a real server for the terms of the filter that are not figures of a column. A real server has what any
 * of its entries has: `port:443` shows it if it serves a service at that port or listens there.
 */

import type {FilterTerm} from '../../console/filter/filter-term.ts';
import type {Destination} from '../../console/state/console-row.ts';
import {isSilent} from '../../console/state/row-facts.ts';
import {nameOf} from '../../director/names.ts';
import {serverState} from '../../director/row-state.ts';
import {allForwardingWords, isForwardedBy} from '../../director/vocabulary.ts';
import {entriesWithWeight, realServerState} from './real-server-figures.ts';
import type {RealServerRow} from './real-server-row.ts';

function someEntry(
	test: (entry: Destination, word: string) => boolean,
): (row: RealServerRow, word: string) => boolean {
	return ({entries}, word) => entries.some(entry => test(entry, word));
}

/** The terms of the column of addresses. */
export const addressTerms: readonly FilterTerm<RealServerRow>[] = [
	{
		name: 'net',
		addresses: ({id, entries}) => [
			id,
			...entries.flatMap(({service: {key}}) => (key.kind === 'address' ? [key.address] : [])),
		],
	},
	{
		name: 'port',
		values: ({entries}) =>
			entries.flatMap(({service: {key}, server}) => [
				...(key.kind === 'address' ? [key.port] : []),
				server.port,
			]),
	},
	{
		name: 'proto',
		words: ['tcp', 'udp', 'sctp', 'fwm'],
		has: someEntry(
			({service: {key}}, word) => (key.kind === 'fwmark' ? 'fwm' : key.protocol) === word,
		),
	},
	{name: 'service', text: ({entries}) => entries.map(({service}) => service.id).join(' ')},
	{name: 'server', text: ({entries}) => entries.map(({server}) => server.id).join(' ')},
	{
		name: 'name',
		text: ({id, entries}, {names}) =>
			[
				names.ofAddress(id),
				...entries.flatMap(({service: {key}, server}) => [
					names.ofEndpoint(server.address, server.port),
					key.kind === 'address' ? nameOf(names, key.address, key.port) : null,
				]),
			]
				.filter(name => name !== null)
				.join(' '),
	},
];

/** The terms of the column of entries. */
export const entryTerms: readonly FilterTerm<RealServerRow>[] = [
	{name: 'weighted', values: entriesWithWeight},
];

/** The terms of the column `via`. */
export const viaTerms: readonly FilterTerm<RealServerRow>[] = [
	{
		name: 'via',
		words: allForwardingWords,
		has: someEntry(({server}, word) => isForwardedBy(server, word)),
	},
	{
		name: 'scheduler',
		text: ({entries}) => entries.map(({service}) => service.scheduler).join(' '),
	},
];

/** The terms of the column of weights: each entry has one. */
export const weightTerms: readonly FilterTerm<RealServerRow>[] = [
	{name: 'weight', values: ({entries}) => entries.map(({server}) => server.weight)},
];

/** The terms of the column of states: that of the real server, and those of its entries. */
export const stateTerms: readonly FilterTerm<RealServerRow>[] = [
	{
		name: 'state',
		words: [
			...['normal', 'draining', 'some-draining', 'drained', 'some-drained'],
			...['over-threshold', 'closed', 'maybe-closed', 'no-answer'],
		],
		has(row, word, {facts}) {
			const isNotAnswering = row.entries.some(({service, server}) =>
				isSilent(facts, service.id, server),
			);
			if (word === 'no-answer' || (word === 'normal' && isNotAnswering)) {
				return word === 'no-answer' && isNotAnswering;
			}

			const isOf = (state: string) =>
				state === word || (word === 'closed' && state === 'over-threshold');
			const own = realServerState(row);
			// Normal is the whole real server, not one entry of it.
			return (
				isOf(own) ||
				(word !== 'normal' && row.entries.some(({server}) => isOf(serverState(server))))
			);
		},
	},
];
