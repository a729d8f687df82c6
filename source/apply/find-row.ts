/**
 * Whether the table holds what a step of a plan expects.
 */
import {isDeepStrictEqual} from 'node:util';
import type {RowState} from '../actions/plan.ts';
import type {RuleSet, ServiceWithServers} from '../ipvs/rule-set.ts';
import {type ServerRule, serverId} from '../ipvs/server.ts';
import {type ServiceId, type ServiceKey, type ServiceRule, serviceId} from '../ipvs/service.ts';

/** The rules by the id of their service, for many look-ups in one table. */
export type IndexedRules = ReadonlyMap<ServiceId, ServiceWithServers>;

export function indexRules(rules: RuleSet): IndexedRules {
	return new Map(rules.map(entry => [serviceId(entry.service.key), entry]));
}

function differences(expected: ServiceRule | ServerRule, found: ServiceRule | ServerRule): string {
	const names = Object.keys(expected) as (keyof typeof expected)[];
	const show = (value: unknown) => (value === null ? 'none' : JSON.stringify(value));
	return names
		.filter(name => !isDeepStrictEqual(expected[name], found[name]))
		.map(name => `${name} is ${show(found[name])}, not ${show(expected[name])}`)
		.join(', ');
}

/** The row that a state speaks of, the same before and after a step. */
export function rowName(state: RowState): string {
	switch (state.row) {
		case 'service':
			return describe(state.rule.key);
		case 'no-service':
			return describe(state.service);
		case 'server':
			return describe(state.service, state.rule);
		case 'no-server':
			return describe(state.service, state.server);
	}
}

function describe(service: ServiceKey, server?: {address: string; port: number}): string {
	return server ? `${serverId(server)} in ${serviceId(service)}` : serviceId(service);
}

/** Null where the row is as expected; otherwise how it differs, for a person. */
export function whyNotAs(expected: RowState, rules: IndexedRules): string | null {
	const key = 'service' in expected ? expected.service : expected.rule.key;
	const entry = rules.get(serviceId(key));
	switch (expected.row) {
		case 'no-service':
			return entry ? `${describe(key)} exists` : null;
		case 'service': {
			if (!entry) {
				return `${describe(key)} is gone`;
			}

			const changed = differences(expected.rule, entry.service);
			return changed === '' ? null : `${describe(key)}: ${changed}`;
		}

		case 'no-server':
		case 'server': {
			const wanted = expected.row === 'server' ? expected.rule : expected.server;
			const found = entry?.servers.find(
				server => server.port === wanted.port && server.address === wanted.address,
			);
			if (expected.row === 'no-server') {
				return found ? `${describe(key, wanted)} exists` : null;
			}

			if (!found) {
				return entry ? `${describe(key, wanted)} is gone` : `${describe(key)} is gone`;
			}

			const changed = differences(expected.rule, found);
			return changed === '' ? null : `${describe(key, wanted)}: ${changed}`;
		}
	}
}
