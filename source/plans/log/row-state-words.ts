/**
 * The state of a row in words, for the log entry of a command.
 */

import type {SyncDaemon} from '../../ipvs/listing.ts';
import {serverId} from '../../ipvs/server.ts';
import {type ServiceRule, serviceId} from '../../ipvs/service.ts';
import {countOf} from '../../text/figures.ts';
import {fieldName, fieldValue} from '../field-words.ts';
import type {RowState} from '../plan.ts';

const serverFields = [
	'forwarding',
	'tunnel',
	'weight',
	'upperThreshold',
	'lowerThreshold',
] as const;
const serviceFields = ['schedulerFlags', 'persistence', 'engine', 'onePacket'] as const;

function serviceWords(rule: ServiceRule): readonly string[] {
	return [
		`scheduler ${rule.scheduler}`,
		...serviceFields.map(field => `${fieldName(field)} ${fieldValue(rule[field])}`),
	];
}

function daemonWords(daemon: SyncDaemon): readonly string[] {
	const {interface: on, syncId, maxLength, group, port, ttl} = daemon;
	const told = {'maximum message': maxLength, group, port, 'time to live': ttl};
	return [
		`on ${on}`,
		`sync id ${syncId}`,
		...Object.entries(told).flatMap(([label, value]) =>
			value === null ? [] : [`${label} ${value}`],
		),
	];
}

/** `10.0.0.8:80 in tcp:10.1.1.1:80: forwarding masq, tunnel none, weight 5, …`, `there is no service fwm:7`. */
export function rowStateInWords(state: RowState): string {
	switch (state.row) {
		case 'service': {
			const servers =
				state.servers === null ? [] : [`with ${countOf(state.servers.length, 'server')}`];
			return `${serviceId(state.rule.key)}: ${[...serviceWords(state.rule), ...servers].join(', ')}`;
		}
		case 'no-service':
			return `no service ${serviceId(state.service)}`;
		case 'server':
			return `${serverId(state.rule)} in ${serviceId(state.service)}: ${serverFields
				.map(field => `${fieldName(field)} ${fieldValue(state.rule[field])}`)
				.join(', ')}`;
		case 'no-server':
			return `${serverId(state.server)} is not in ${serviceId(state.service)}`;
		case 'counters':
			return state.service === null
				? 'all counters'
				: `the counters of ${serviceId(state.service)}`;
		case 'timeouts': {
			const {tcp, tcpFin, udp} = state.timeouts;
			return `timeouts: TCP ${tcp} s, TCP after FIN ${tcpFin} s, UDP ${udp} s`;
		}
		case 'daemon':
			return `${state.daemon.role} sync daemon ${daemonWords(state.daemon).join(', ')}`;
		case 'no-daemon':
			return `no ${state.role} sync daemon`;
	}
}
