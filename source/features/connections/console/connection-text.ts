/**
 * The overlays of the Connections view: all facts about one connection or template, with its service and server, and
 * all notices in full.
 */

import type {Frame} from '../../../console/state/model.ts';
import {type Fact, wrappedFact} from '../../../console/text/fact-line.ts';
import {type Piece, piece} from '../../../console/text/paint.ts';
import {wrapText} from '../../../console/text/text.ts';
import type {LiveDirector, LiveServer, LiveService} from '../../../director/polling/live.ts';
import {serverState} from '../../../director/row-state.ts';
import {forwardingName, serviceName} from '../../../director/vocabulary.ts';
import {formatEndpoint} from '../../../ipvs/address.ts';
import {escapeControls} from '../../../text/escape.ts';
import {countOf, fullFigure} from '../../../text/figures.ts';
import {minutesAndSeconds} from '../../../text/time.ts';
import type {ListedConnection} from '../table/listed-connection.ts';
import {virtualText} from './connection-words.ts';
import type {ConnectionsSeen} from './connections-list.ts';
import {connectionsNotices} from './connections-notices.ts';

/**
 * The server of the service to which the connection goes. A server with port 0 matches every port. A template, or a
 * connection to a service for all ports, may have another port than its server.
 */
function serverOf(service: LiveService, {server}: ListedConnection): LiveServer | undefined {
	const onRealServer = service.servers.filter(({address}) => address === server.address);
	return (
		onRealServer.find(({port}) => port === server.port) ??
		onRealServer.find(({port}) => port === 0) ??
		onRealServer[0]
	);
}

const statusFacts = {
	configured: [],
	'weight-zero': [
		{label: 'status', value: 'its server has weight 0 and gets no new connections', role: 'warn'},
	],
	orphan: [{label: 'status', value: 'orphan: its server is no longer configured', role: 'warn'}],
} as const satisfies Record<ListedConnection['status'], readonly Fact[]>;

const stateWords = {
	normal: 'takes new connections',
	draining: 'draining',
	drained: 'drained',
	'over-threshold': 'over its upper threshold',
	closed: 'closed until it is below its lower threshold',
	'maybe-closed': 'may be closed until it is below its lower threshold',
} as const;

function serviceFacts(service: LiveService): readonly Fact[] {
	const {persistence} = service;
	return [
		{
			label: 'service',
			value: `${serviceName(service)}, ${service.scheduler}, ${countOf(service.servers.length, 'server')}`,
		},
		...(persistence === null
			? []
			: [{label: 'persistence', value: `netmask ${persistence.netmask}`}]),
	];
}

function serverFacts(server: LiveServer): readonly Fact[] {
	return [
		{
			label: 'its server',
			value: `${server.id}, ${forwardingName(server)}, weight ${fullFigure(server.weight)}, ${stateWords[serverState(server)]}`,
		},
		{
			label: 'connections',
			value: `${fullFigure(server.activeConnections)} active, ${fullFigure(server.inactiveConnections)} inactive`,
		},
	];
}

function kindOf({template, invalid}: ListedConnection): string {
	return template
		? invalid
			? 'persistence template that no longer holds a client and is about to expire'
			: 'persistence template: keeps its clients on the same server'
		: 'connection';
}

/** Labels and values, the most important first. */
function connectionFacts(
	connection: ListedConnection,
	director: LiveDirector | null,
): readonly Fact[] {
	const {protocol, client, server, state, expires, engine, status} = connection;
	const service = director?.services.find(({id}) => id === connection.service);
	const configured = service && status !== 'orphan' ? serverOf(service, connection) : undefined;
	return [
		{label: 'entry', value: kindOf(connection)},
		{label: 'protocol', value: protocol.toUpperCase()},
		{label: 'client', value: formatEndpoint(client)},
		{label: 'virtual', value: virtualText(connection)},
		{label: 'server', value: formatEndpoint(server)},
		{label: 'state', value: state},
		{label: 'expires', value: `in ${minutesAndSeconds(expires)} (${fullFigure(expires)} s)`},
		...(engine === null
			? []
			: [
					{label: 'engine', value: escapeControls(engine.name)},
					{label: 'engine data', value: escapeControls(engine.data)},
				]),
		...statusFacts[status],
		...(service === undefined
			? [{label: 'service', value: 'no configured service, or it cannot be determined'}]
			: serviceFacts(service)),
		...(configured === undefined ? [] : serverFacts(configured)),
	];
}

const labelWidth = 13;

/** The facts as lines; values that are too wide are wrapped. */
export function connectionText(
	connection: ListedConnection,
	{director, size}: Pick<Frame, 'director' | 'size'>,
): readonly (readonly Piece[])[] {
	const widths = {label: labelWidth, line: size.columns};
	return connectionFacts(connection, director.live).flatMap(fact => wrappedFact(fact, widths));
}

/** All notices in full. */
export function noticesText({
	own,
	size,
}: Pick<ConnectionsSeen, 'own' | 'size'>): readonly (readonly Piece[])[] {
	return connectionsNotices(own).flatMap(({severity, text}) =>
		wrapText(text, size.columns - 6).map((line, index) => [
			piece(index === 0 ? ' ! ' : '   ', severity),
			piece(line, severity),
		]),
	);
}
