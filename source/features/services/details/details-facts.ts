/**
 * All facts about a row, as labels and values.
 */

import type {ConsoleRow, ServerRow, ServiceRow} from '../../../console/state/console-row.ts';
import type {Fact} from '../../../console/text/fact-line.ts';
import type {Names} from '../../../director/names.ts';
import type {LiveDirector, LiveServer, LiveService} from '../../../director/polling/live.ts';
import type {UnreadableText} from '../../../director/reading/reading.ts';
import {
	connectionsOfService,
	serverState,
	serviceState,
	thresholdInWords,
	weightedServers,
} from '../../../director/row-state.ts';
import {loadOf, shareOf} from '../../../director/service-load.ts';
import {forwardingName} from '../../../director/vocabulary.ts';
import {countOf, fullFigure, unknown} from '../../../text/figures.ts';
import {askedShares, type NoAnswer} from '../../connections/index.ts';
import type {FollowedDrain} from '../../drain/index.ts';
import {rowName} from '../row-names.ts';
import {silentServers} from '../state-column.ts';

const stateWords = {
	normal: {value: 'takes new connections'},
	draining: {value: 'draining: weight 0, open connections continue', role: 'warn'},
	drained: {value: 'drained: weight 0 and no connection left'},
	empty: {
		value: 'empty: weight 0, no connection left, and no client that would come back',
		role: 'good',
	},
	'over-threshold': {value: 'over its upper threshold: gets no new connections', role: 'bad'},
	closed: {value: 'closed: gets no new connections', role: 'bad'},
	'maybe-closed': {value: 'may be closed: between its thresholds', role: 'warn'},
	'no-answer': {value: 'no answer: its connections stay in SYN_RECV', role: 'bad'},
	'no-servers': {value: 'has no servers: connections are refused', role: 'bad'},
	'no-weight': {value: 'no server has a weight above 0: connections are refused', role: 'bad'},
} as const satisfies Record<string, Omit<Fact, 'label'>>;

function known(value: number | null, unit = ''): string {
	return value === null ? unknown : `${fullFigure(value)}${unit}`;
}

function threshold(value: number | null): string {
	return value === 0 ? 'none' : known(value);
}

/** `1,234 connections`, `388 packets`, `41.5 packets/s`. */
function loadText(service: LiveService): string {
	const {unit, total} = loadOf(service);
	return `${unit === 'packets/s' ? total.toFixed(1) : fullFigure(total)} ${unit}`;
}

/** The share that the scheduler asks for by weight; empty if it asks for none. */
function askedText(service: LiveService, server: LiveServer): string {
	const asked = askedShares(service)[service.servers.indexOf(server)] ?? null;
	return asked === null ? '' : `; ${Math.round(asked * 100)}% expected`;
}

/** The text of a row that could not be parsed. */
function unreadableFacts(...lines: readonly (UnreadableText | undefined)[]): readonly Fact[] {
	return lines.flatMap(line =>
		line ? [{label: 'cannot be read', value: `${line.text} (${line.reason})`, role: 'warn'}] : [],
	);
}

/** When a server that is closed by its thresholds opens again, and which clients it still gets. */
function thresholdFacts(service: LiveService, server: LiveServer): readonly Fact[] {
	const words = thresholdInWords(server);
	const known = service.persistence === null ? '' : '; known clients still connect';
	return words === '' ? [] : [{label: 'thresholds', value: `${words}${known}`}];
}

function serverFacts(
	{service, server}: ServerRow,
	drain: FollowedDrain | undefined,
	noAnswer: NoAnswer | undefined,
): readonly Fact[] {
	const isSilent = noAnswer !== undefined && silentServers(service, noAnswer).includes(server);
	const weights = service.servers.reduce((total, {weight}) => total + weight, 0);
	const part = weights === 0 ? 0 : Math.round((server.weight / weights) * 100);
	const {tunnel} = server;
	return [
		{label: 'service', value: service.id},
		{
			label: 'state',
			...stateWords[isSilent ? 'no-answer' : drain?.isEmpty ? 'empty' : serverState(server)],
		},
		...thresholdFacts(service, server),
		{
			label: 'forwarding',
			value:
				server.forwarding === null ? unknown : `${server.forwarding} (${forwardingName(server)})`,
		},
		...(tunnel === null || tunnel.type === 'ipip'
			? []
			: [
					{
						label: 'tunnel',
						value: [tunnel.type, tunnel.port === null ? '' : `port ${tunnel.port}`, tunnel.checksum]
							.filter(word => word !== '')
							.join(' '),
					},
				]),
		{
			label: 'weight',
			value: `${fullFigure(server.weight)}, ${part}% of the service's ${fullFigure(weights)}`,
		},
		{label: 'active', value: fullFigure(server.activeConnections)},
		{label: 'inactive', value: fullFigure(server.inactiveConnections)},
		{label: 'persistent', value: known(server.persistentConnections)},
		{
			label: 'share',
			value: `${Math.round(shareOf(service, server) * 100)}% of the service's ${loadText(service)}${askedText(service, server)}`,
		},
		{label: 'upper threshold', value: threshold(server.upperThreshold)},
		{label: 'lower threshold', value: threshold(server.lowerThreshold)},
		...unreadableFacts(server.unreadable),
	];
}

/** `5 of 7 have a weight above 0` */
function weightedInWords(service: LiveService): string {
	const all = service.servers.length;
	const weighted = weightedServers(service);
	return all === 0
		? 'none'
		: `${weighted} of ${all} ${weighted === 1 ? 'has' : 'have'} a weight above 0`;
}

function serviceFacts(
	{service}: ServiceRow,
	director: LiveDirector,
	noAnswer: NoAnswer | undefined,
): readonly Fact[] {
	const {persistence, settings} = {...service, settings: director.settings};
	const silent = noAnswer === undefined ? 0 : silentServers(service, noAnswer).length;
	const flags = service.schedulerFlags;
	const active = service.servers.reduce((total, server) => total + server.activeConnections, 0);
	return [
		{label: 'state', ...stateWords[serviceState(service)]},
		{
			label: 'scheduler',
			value: `${service.scheduler}${flags === null || flags.length === 0 ? '' : ` (${flags.join(', ')})`}`,
		},
		...unreadableFacts(service.unreadable, ...(service.unreadableServers ?? [])),
		{
			label: 'servers',
			value: weightedInWords(service),
		},
		...(silent === 0
			? []
			: [
					{
						label: 'no answer',
						value: `${countOf(silent, 'server')} of those: connections stay in SYN_RECV`,
						role: 'bad',
					} as const,
				]),
		{label: 'active', value: fullFigure(active)},
		{label: 'inactive', value: fullFigure(connectionsOfService(service) - active)},
		{
			label: 'persistence',
			value:
				persistence === null
					? 'none'
					: `${known(persistence.timeout, ' s')}, netmask ${persistence.netmask}`,
		},
		...(service.engine === null ? [] : [{label: 'engine', value: service.engine}]),
		...(service.onePacket === true
			? [{label: 'one packet', value: 'every packet is scheduled separately'}]
			: []),
		...(service.key.kind === 'fwmark'
			? [{label: 'family', value: service.familyKnown ? service.key.family : unknown}]
			: []),
		...(settings === null
			? []
			: [
					{
						label: 'timeouts',
						value: `TCP ${settings.timeouts.tcp} s, after FIN ${settings.timeouts.tcpFin} s, UDP ${settings.timeouts.udp} s`,
					},
					...settings.daemons.map(daemon => ({
						label: 'sync daemon',
						value: `${daemon.role} on ${daemon.interface}, id ${daemon.syncId}`,
					})),
				]),
	];
}

/** The facts about a row, the most important first; `drain` is that of a drained server. */
export function detailsFacts(
	row: ConsoleRow,
	director: LiveDirector,
	{
		drain,
		noAnswers,
		names,
	}: {
		readonly drain: FollowedDrain | undefined;
		readonly noAnswers: readonly NoAnswer[];
		readonly names: Names;
	},
): readonly Fact[] {
	const name = rowName(row, names);
	const noAnswer = noAnswers.find(({service}) => service === row.service.id);
	const facts =
		row.kind === 'server'
			? serverFacts(row, drain, noAnswer)
			: serviceFacts(row, director, noAnswer);
	return name === '' || names.shown === 'off' ? facts : [{label: 'name', value: name}, ...facts];
}
