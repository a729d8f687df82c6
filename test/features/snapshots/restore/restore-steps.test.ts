import {isDeepStrictEqual} from 'node:util';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {restoreSteps} from '../../../../source/features/snapshots/restore/restore-steps.ts';
import type {RuleSet} from '../../../../source/ipvs/rule-set.ts';
import type {ServerId} from '../../../../source/ipvs/server.ts';
import {type ServerRule, serverId} from '../../../../source/ipvs/server.ts';
import {type ServiceId, type ServiceRule, serviceId} from '../../../../source/ipvs/service.ts';
import type {RowState, Step} from '../../../../source/plans/plan.ts';
import {ruleSetArbitrary} from '../../../ipvs/arbitraries.ts';
import {cases} from '../../../support/random-cases.ts';
import {byId, ruleSetPair, smallRuleSet} from '../../../support/rule-set-pairs.ts';

/** A table that only knows the states before and after a step; it fails if a step expects something else. */
class Table {
	readonly #services = new Map<
		ServiceId,
		{service: ServiceRule; servers: Map<string, ServerRule>}
	>();

	constructor(rules: RuleSet) {
		for (const {service, servers} of rules) {
			this.#services.set(serviceId(service.key), {
				service,
				servers: new Map(servers.map(server => [serverId(server), server])),
			});
		}
	}

	get rules(): RuleSet {
		return [...this.#services.values()].map(({service, servers}) => ({
			service,
			servers: [...servers.values()],
		}));
	}

	#holds(state: RowState): boolean {
		switch (state.row) {
			case 'service': {
				const entry = this.#services.get(serviceId(state.rule.key));
				const {servers} = state;
				return (
					isDeepStrictEqual(entry?.service, state.rule) &&
					(servers === null ||
						isDeepStrictEqual(entry?.servers, new Map(servers.map(row => [serverId(row), row]))))
				);
			}

			case 'no-service':
				return !this.#services.has(serviceId(state.service));
			case 'server': {
				const entry = this.#services.get(serviceId(state.service));
				return isDeepStrictEqual(entry?.servers.get(serverId(state.rule)), state.rule);
			}

			case 'no-server': {
				const entry = this.#services.get(serviceId(state.service));
				return entry !== undefined && !entry.servers.has(serverId(state.server));
			}

			default:
				throw new Error(`no step of a restore is about ${state.row}`);
		}
	}

	#put(state: RowState): void {
		switch (state.row) {
			case 'service': {
				const id = serviceId(state.rule.key);
				const servers = this.#services.get(id)?.servers ?? new Map();
				this.#services.set(id, {service: state.rule, servers});
				break;
			}

			case 'no-service':
				this.#services.delete(serviceId(state.service));
				break;
			case 'server':
				this.#services.get(serviceId(state.service))?.servers.set(serverId(state.rule), state.rule);
				break;
			case 'no-server':
				this.#services.get(serviceId(state.service))?.servers.delete(serverId(state.server));
				break;
			default:
				break;
		}
	}

	carryOut(step: Step): void {
		if (!this.#holds(step.before)) {
			throw new Error(`not as expected before: ${step.command.join(' ')}`);
		}

		this.#put(step.after);
		if (!this.#holds(step.after)) {
			throw new Error(`not as expected after: ${step.command.join(' ')}`);
		}
	}
}

function allSteps(present: RuleSet, target: RuleSet): readonly Step[] {
	const {building, removing} = restoreSteps(present, target);
	return [...building, ...removing];
}

/** Every table from the first to the last, one more than there are steps. */
function tablesOnTheWay(present: RuleSet, target: RuleSet): readonly RuleSet[] {
	const table = new Table(present);
	return [
		present,
		...allSteps(present, target).map(step => {
			table.carryOut(step);
			return table.rules;
		}),
	];
}

function entryOf(rules: RuleSet, id: ServiceId) {
	return rules.find(({service}) => serviceId(service.key) === id);
}

/** The servers that both sides have, which must not disappear in between. */
function sharedServers(present: RuleSet, target: RuleSet): ReadonlyMap<ServiceId, ServerId[]> {
	return new Map(
		present.flatMap(({service, servers}) => {
			const id = serviceId(service.key);
			const wanted = new Set(entryOf(target, id)?.servers.map(serverId));
			const shared = servers.map(serverId).filter(server => wanted.has(server));
			return shared.length > 0 ? [[id, shared] as const] : [];
		}),
	);
}

function hasWeight(rules: RuleSet, id: ServiceId): boolean {
	return entryOf(rules, id)?.servers.some(({weight}) => weight > 0) ?? false;
}

describe('the steps of a restore', () => {
	test('lead from any rules to any other', () => {
		fc.assert(
			fc.property(fc.oneof(ruleSetPair, fc.tuple(ruleSetArbitrary, ruleSetArbitrary)), pair => {
				const [present, target] = pair;
				const last = tablesOnTheWay(present, target).at(-1) ?? [];
				expect(byId(last)).toEqual(byId(target));
			}),
			{numRuns: cases(3000)},
		);
	});

	test('are as few as there are rows that differ, and do not touch equal ones', () => {
		fc.assert(
			fc.property(ruleSetPair, ([present, target]) => {
				const before = byId(present);
				const after = byId(target);
				const differing = [...new Set([...Object.keys(before), ...Object.keys(after)])].map(id => {
					const [one, other] = [before[id], after[id]];
					if (!other) {
						return 1;
					}

					const servers = new Set([
						...Object.keys(one?.servers ?? {}),
						...Object.keys(other.servers),
					]);
					const changed = [...servers].filter(
						server => !isDeepStrictEqual(one?.servers[server], other.servers[server]),
					);
					return changed.length + (isDeepStrictEqual(one?.service, other.service) ? 0 : 1);
				});
				const steps = allSteps(present, target);
				expect(steps).toHaveLength(differing.reduce((sum, count) => sum + count, 0));
			}),
			{numRuns: cases(1000)},
		);
		fc.assert(
			fc.property(smallRuleSet, rules => {
				expect(allSteps(rules, [...rules].reverse())).toEqual([]);
			}),
		);
	});

	test('never take a server away that both have, and never leave a service without weight that has some on both sides', () => {
		fc.assert(
			fc.property(ruleSetPair, ([present, target]) => {
				const shared = [...sharedServers(present, target)];
				const weighted = present
					.map(({service}) => serviceId(service.key))
					.filter(id => hasWeight(present, id) && hasWeight(target, id));
				for (const rules of tablesOnTheWay(present, target)) {
					for (const [id, servers] of shared) {
						const here = new Set(entryOf(rules, id)?.servers.map(serverId));
						expect(servers.filter(server => !here.has(server))).toEqual([]);
					}

					expect(weighted.filter(id => !hasWeight(rules, id))).toEqual([]);
				}
			}),
			{numRuns: cases(2000)},
		);
	});

	test('remove nothing before everything else is in place', () => {
		fc.assert(
			fc.property(ruleSetPair, ([present, target]) => {
				const {building, removing} = restoreSteps(present, target);
				const takesAway = ({after}: Step) =>
					after.row === 'no-service' || after.row === 'no-server';
				expect(building.filter(takesAway)).toEqual([]);
				expect(removing.every(takesAway)).toBe(true);
			}),
		);
	});
});
