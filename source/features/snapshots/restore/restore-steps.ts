/**
 * The steps from the present rules to the target rules.
 */
import {diffRules, type RulesDiff} from '../../../ipvs/diff.ts';
import type {RuleSet} from '../../../ipvs/rule-set.ts';
import {type ServerRule, serverId} from '../../../ipvs/server.ts';
import {
	type ServiceId,
	type ServiceKey,
	type ServiceRule,
	serviceId,
} from '../../../ipvs/service.ts';
import type {Step} from '../../../plans/plan.ts';
import {
	addServerStep,
	addServiceStep,
	deleteServerStep,
	deleteServiceStep,
	editServerStep,
	editServiceStep,
} from '../../../plans/steps.ts';
import {type ChangeCounts, changeCounts} from './change-counts.ts';

/** The steps in two parts: nothing is removed before everything else is verified. */
export interface RestoreSteps {
	/** New services, each followed by its servers; new servers; edits. */
	readonly building: readonly Step[];
	/** Servers and services to remove. A service is removed with its servers. */
	readonly removing: readonly Step[];
	/** The number of rows that the steps change. */
	readonly counts: ChangeCounts;
}

/** Rules with an index of services by key. */
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

/** The rules of the services that an edit affects: usually few of many thousands. */
function editedRules(rules: RuleSet, {changedServices, changedServers}: RulesDiff): RulesById {
	const edited = new Set([
		...changedServices.map(({key}) => serviceId(key)),
		...changedServers.map(({service}) => serviceId(service)),
	]);
	const services = new Map<ServiceId, ServiceRule>();
	const servers = new Map<string, ServerRule>();
	for (const entry of edited.size === 0 ? [] : rules) {
		const id = serviceId(entry.service.key);
		if (edited.has(id)) {
			services.set(id, entry.service);
			for (const server of entry.servers) {
				servers.set(`${serverId(server)} in ${id}`, server);
			}
		}
	}

	return {
		service: key => found(services.get(serviceId(key)), serviceId(key)),
		server(service, server) {
			const name = `${serverId(server)} in ${serviceId(service)}`;
			return found(servers.get(name), name);
		},
	};
}

/**
 * The fewest steps that turn `present` into `target`: one for each row that is new, changed or gone, and none for the
 * servers of a removed service. Equal rows need no step.
 *
 * The order keeps every service that both have in operation. Additions come first. Then come the edits: first servers
 * that have weight afterwards, then services (a scheduler may refuse the clients of a server without weight), then
 * servers that lose their weight. Removals come last. So a service that has a server with weight before and after has
 * one at every moment.
 */
export function restoreSteps(present: RuleSet, target: RuleSet): RestoreSteps {
	const diff = diffRules(present, target);
	const before = editedRules(present, diff);
	const after = editedRules(target, diff);
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
		counts: changeCounts(diff),
	};
}
