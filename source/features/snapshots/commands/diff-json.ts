/**
 * The difference between two rule sets as one JSON object, for `lvstop diff --json`.
 */

import type {RulesDiff, ServerOfService} from '../../../ipvs/diff.ts';
import type {ServiceWithServers} from '../../../ipvs/rule-set.ts';
import {type ServerRule, serverId} from '../../../ipvs/server.ts';
import {type ServiceKey, serviceId} from '../../../ipvs/service.ts';
import {jsonText} from '../../../text/escape.ts';
import {changeCounts, changedRows} from '../restore/change-counts.ts';

function serviceObject({service: {key, ...rule}, servers}: ServiceWithServers) {
	return {id: serviceId(key), ...rule, servers: servers.map(ruleObject)};
}

function ruleObject(rule: ServerRule) {
	return {id: serverId(rule), ...rule};
}

function serverObject({service, rule}: ServerOfService) {
	return {service: serviceId(service), ...ruleObject(rule)};
}

function changedObject(
	{service, rule}: {readonly service: ServiceKey; readonly rule?: ServerRule},
	changes: readonly {readonly field: string; readonly before: unknown; readonly after: unknown}[],
) {
	return rule
		? {service: serviceId(service), id: serverId(rule), changes}
		: {id: serviceId(service), changes};
}

/**
 * The JSON object on one line, with a line break at its end. Scripts rely on its names and shapes.
 * @param more members that another kind of comparison adds
 */
export function diffJson(diff: RulesDiff, more: object = {}): string {
	const counts = changeCounts(diff);
	const object = {
		same: changedRows(counts) === 0,
		counts,
		services: {
			added: diff.addedServices.map(serviceObject),
			removed: diff.removedServices.map(serviceObject),
			changed: diff.changedServices.map(({key, changes}) => changedObject({service: key}, changes)),
		},
		servers: {
			added: diff.addedServers.map(serverObject),
			removed: diff.removedServers.map(serverObject),
			changed: diff.changedServers.map(server => changedObject(server, server.changes)),
		},
		...more,
	};
	return `${jsonText(object)}\n`;
}
