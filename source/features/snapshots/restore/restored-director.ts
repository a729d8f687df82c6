/**
 * A director made from its rules alone, so that a restore can be planned on it.
 */

import type {LiveRules} from '../../../director/reading/reading.ts';
import type {ThresholdService} from '../../../ipvs/listing.ts';
import type {ServiceWithServers} from '../../../ipvs/rule-set.ts';
import {type ServerRule, serverId} from '../../../ipvs/server.ts';
import {serviceId} from '../../../ipvs/service.ts';
import type {KnownService} from '../../../plans/known-row.ts';
import type {Step} from '../../../plans/plan.ts';
import {touchedService} from '../../../plans/traffic-effects.ts';
import type {RestoredDirector} from './propose-restore.ts';

function seenService(
	{service, servers}: ServiceWithServers,
	listed: ThresholdService['servers'],
): KnownService {
	const connections = new Map(listed.map(server => [serverId(server), server]));
	const seenServer = (rule: ServerRule) => {
		const id = serverId(rule);
		const found = connections.get(id);
		if (!found) {
			throw new Error(`${id} in ${serviceId(service.key)} has no connection counts in the listing`);
		}

		const {activeConnections, inactiveConnections} = found;
		return {
			...rule,
			id,
			activeConnections,
			inactiveConnections,
			persistentConnections: null,
			rule,
		};
	};
	return {...service, id: serviceId(service.key), rule: service, servers: servers.map(seenServer)};
}

/** The ids of the services that the steps affect; null for all, which is needed if a service is removed. */
function touched(steps: readonly Step[]): ReadonlySet<string> | null {
	return steps.some(({after}) => after.row === 'no-service')
		? null
		: new Set(steps.flatMap(({after}) => touchedService(after) ?? []).map(serviceId));
}

/** The director with these rules. Its persistent connections are not known. */
export function restoredDirector({rules, listed, missing}: LiveRules): RestoredDirector {
	return {
		rules,
		missing,
		seen(steps) {
			if (rules.length === 0) {
				return [];
			}

			const ids = touched(steps);
			const isTouched = ({service: {key}}: {readonly service: ServiceWithServers['service']}) =>
				ids === null || ids.has(serviceId(key));
			const servers = new Map(
				listed.filter(isTouched).map(entry => [serviceId(entry.service.key), entry.servers]),
			);
			return rules
				.filter(isTouched)
				.map(entry => seenService(entry, servers.get(serviceId(entry.service.key)) ?? []));
		},
	};
}
