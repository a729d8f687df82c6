/**
 * A director with a connection table of every kind, and what a watch of that table answers to a console.
 */

import type {ConsoleStore} from '../../source/console/state/model.ts';
import type {LiveDirector} from '../../source/director/polling/live.ts';
import type {ConnectionsReading} from '../../source/features/connections/connections-reading.ts';
import type {ConnectionsState} from '../../source/features/connections/connections-watch.ts';
import {receiveConnections} from '../../source/features/connections/console/derive-connections.ts';
import type {SurveyQuestion} from '../../source/features/connections/table/survey.ts';
import {ipAddress} from '../../source/ipvs/address.ts';
import type {Connection} from '../../source/ipvs/listing.ts';
import {connections, surveyOf} from '../features/connections/table/survey-of.ts';
import type {FakeOutside} from './open-console.ts';
import {director, server, service} from './sample-director.ts';

/** Services of both families; one server has weight 0. */
export function connectedDirector(): LiveDirector {
	return director([
		service(
			'tcp:10.1.1.1:80',
			[
				server('10.0.0.8:80', {weight: 3, activeConnections: 120}),
				server('10.0.0.9:80', {weight: 3, activeConnections: 40}),
				server('10.0.0.10:80', {weight: 0, activeConnections: 2}),
				server('10.0.0.11:80', {weight: 2}),
			],
			{scheduler: 'wrr'},
		),
		service('tcp:[2001:db8:1::1]:443', [
			server('[2001:db8:ffff::8]:443', {activeConnections: 6}),
			server('[2001:db8:ffff::9]:443', {activeConnections: 4}),
		]),
		service('udp:10.1.1.1:53', [server('10.0.0.9:53', {inactiveConnections: 3})]),
	]);
}

function ipv6Connections(count: number, last: string): readonly Connection[] {
	return connections(count).map((connection, index) => ({
		...connection,
		client: {address: ipAddress(`2001:db8:400:${(index % 3) + 1}::10`), port: 40_000 + index},
		virtual: {address: ipAddress('2001:db8:1::1'), port: 443},
		server: {address: ipAddress(`2001:db8:ffff::${last}`), port: 443},
		state: index % 2 === 0 ? 'ESTABLISHED' : 'FIN_WAIT',
	}));
}

const [one] = connections(1);

function template(changes: Partial<Connection>): readonly Connection[] {
	return one
		? [{...one, client: {address: '203.0.113.0', port: 0}, state: 'ASSURED', ...changes}]
		: [];
}

/** One client has most, one server is down, one gets nothing, some servers are gone, and there are templates. */
export const everyKindOfConnection: readonly Connection[] = [
	...connections(110, {client: '203.0.113.7'}),
	...connections(10, {client: '198.51.100.20', state: 'TIME_WAIT'}),
	...connections(40, {client: '198.51.100.9', server: '10.0.0.9', state: 'SYN_RECV'}),
	...connections(2, {client: '198.51.100.10', server: '10.0.0.10', state: 'FIN_WAIT'}),
	...connections(3, {client: '192.0.2.3', server: '10.0.0.99'}),
	...ipv6Connections(6, '8'),
	...ipv6Connections(4, '9').map(connection => ({
		...connection,
		client: {...connection.client, port: connection.client.port + 100},
	})),
	...connections(3, {client: '192.0.2.4', server: '10.0.0.9'}).map(connection => ({
		...connection,
		protocol: 'udp',
		virtual: {address: ipAddress('10.1.1.1'), port: 53},
		server: {address: ipAddress('10.0.0.9'), port: 53},
		state: 'UDP',
		expires: 299,
	})),
	...template({expires: 125}),
	...template({
		client: {address: ipAddress('2001:db8:400::'), port: 0},
		virtual: {address: ipAddress('2001:db8:1::1'), port: 443},
		server: {address: ipAddress('2001:db8:ffff::8'), port: 443},
		expires: 60,
		engine: {name: 'sip', data: '2401@203.0.113.77'},
	}),
	...template({
		client: {address: '198.51.100.0', port: 0},
		virtual: {address: '10.1.1.1', port: 65_535},
		server: {address: '10.0.0.8', port: 65_535},
		state: 'NONE',
		expires: 3,
	}),
];

/** The reading of this table that answers a question; by default all of it is seen. */
export function readingOf(
	table: readonly Connection[],
	question: Partial<SurveyQuestion> = {},
	told: Partial<ConnectionsReading> = {},
): ConnectionsReading {
	return {
		...surveyOf(table, connectedDirector().services, question),
		time: 0,
		about: table.length,
		elapsed: 40,
		end: 'complete',
		...told,
	};
}

/** The current question; null if the table is not to be read. */
export function askedNow({asked}: FakeOutside): SurveyQuestion | null {
	const last = asked.findLast(
		(ask): ask is {connections: {question: SurveyQuestion} | null} =>
			typeof ask === 'object' && ask !== null && 'connections' in ask,
	);
	return last?.connections?.question ?? null;
}

/** Reports the state of the watch to a console. */
export function tell(store: ConsoleStore, state: Partial<ConnectionsState>): void {
	store.update(
		receiveConnections({reading: null, answered: null, progress: null, error: null, ...state}),
	);
}

/**
 * Answers the console's present question from a table.
 * @throws {Error} where it has asked for nothing
 */
export function answer(
	{store, outside}: {readonly store: ConsoleStore; readonly outside: FakeOutside},
	table: readonly Connection[] = everyKindOfConnection,
	told: Partial<ConnectionsReading> = {},
): void {
	const question = askedNow(outside);
	if (question === null) {
		throw new Error('the connection table is not to be read now');
	}

	tell(store, {reading: readingOf(table, question, told), answered: question});
}
