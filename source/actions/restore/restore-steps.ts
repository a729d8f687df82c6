/**
 * The steps from the rules that are there to the rules that shall be there.
 */
import {diffRules} from '../../ipvs/diff.ts';
import type {RuleSet} from '../../ipvs/rule-set.ts';
import {type ServerId, type ServerRule, serverId} from '../../ipvs/server.ts';
import {type ServiceId, type ServiceKey, type ServiceRule, serviceId} from '../../ipvs/service.ts';
import type {Step} from '../plan.ts';
import {
	addServerStep,
	addServiceStep,
	deleteServerStep,
	deleteServiceStep,
	editServerStep,
	editServiceStep,
} from '../steps.ts';

/** The steps in two parts: nothing is taken away before everything else is known to be in place. */
export interface RestoreSteps {
	/** New services, each followed by its servers; new servers; edits. */
	readonly building: readonly Step[];
	/** Servers and services that go. A service takes its servers with it. */
	readonly removing: readonly Step[];
}

/** The rows of a rule set by their keys. */
interface RulesById {
	readonly service: (key: ServiceKey) => ServiceRule;
	readonly server: (service: ServiceKey, server: ServerRule) => ServerRule;
}

function found<Row>(row: Row | undefined, name: string): Row {
	if (row === undefined) {
		throw new Error(`${name} is not among the rules that were compared`);
	}

	return row;
}

function rulesById(rules: RuleSet): RulesById {
	const services = new Map<ServiceId, ServiceRule>();
	const servers = new Map<ServiceId, ReadonlyMap<ServerId, ServerRule>>();
	for (const entry of rules) {
		const id = serviceId(entry.service.key);
		services.set(id, entry.service);
		servers.set(id, new Map(entry.servers.map(server => [serverId(server), server])));
	}

	return {
		service: key => found(services.get(serviceId(key)), serviceId(key)),
		server: (service, server) =>
			found(servers.get(serviceId(service))?.get(serverId(server)), serverId(server)),
	};
}

/**
 * The fewest steps that make `present` be as `target`: one for each row that is new, changed or gone,
 * and none for a service's servers that go with it. Rows that are equal are in no step.
 *
 * The order keeps every service that both have going. What is new comes first. Then come the edits:
 * servers that have weight afterwards, services (a scheduler may refuse the clients of a server
 * without weight), and only then servers that lose their weight. What goes, goes last. So a service
 * that had a server with weight and shall have one has one at every moment.
 */
export function restoreSteps(present: RuleSet, target: RuleSet): RestoreSteps {
	const diff = diffRules(present, target);
	const before = rulesById(present);
	const after = rulesById(target);
	const serverEdits = (chosen: (rule: ServerRule) => boolean) =>
		diff.changedServers
			.filter(({rule}) => chosen(rule))
			.map(({service, rule}) => editServerStep(service, before.server(service, rule), rule));
	return {
		building: [
			...diff.addedServices.flatMap(({service, servers}) => [
				addServiceStep(service),
				...servers.map(server => addServerStep(service.key, server)),
			]),
			...diff.addedServers.map(({service, rule}) => addServerStep(service, rule)),
			...serverEdits(({weight}) => weight > 0),
			...diff.changedServices.map(({key}) =>
				editServiceStep(before.service(key), after.service(key)),
			),
			...serverEdits(({weight}) => weight === 0),
		],
		removing: [
			...diff.removedServers.map(({service, rule}) => deleteServerStep(service, rule)),
			...diff.removedServices.map(({service, servers}) => deleteServiceStep(service, servers)),
		],
	};
}
