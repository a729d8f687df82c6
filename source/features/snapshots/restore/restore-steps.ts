/**
 * The steps from the rules that are there to the rules that shall be there.
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

/** The steps in two parts: nothing is taken away before everything else is known to be in place. */
export interface RestoreSteps {
	/** New services, each followed by its servers; new servers; edits. */
	readonly building: readonly Step[];
	/** Servers and services that go. A service takes its servers with it. */
	readonly removing: readonly Step[];
	/** How many rows the steps are about. */
	readonly counts: ChangeCounts;
}

/** Rules of services that are looked up by their keys. */
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

/** The rules of those services that an edit is about: few of many thousands, as a rule. */
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
