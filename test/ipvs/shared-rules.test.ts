import fc from 'fast-check';
import {expect, it} from 'vitest';
import type {RuleSet, ServiceWithServers} from '../../source/ipvs/rule-set.ts';
import {type ServiceId, serviceId} from '../../source/ipvs/service.ts';
import {sharedService} from '../../source/ipvs/shared-rules.ts';
import {ruleSetArbitrary} from './arbitraries.ts';

/** Shares the rows of services with those of the same id. */
function sharingRules(known: RuleSet) {
	const byId = new Map(known.map(entry => [serviceId(entry.service.key), entry]));
	return (id: ServiceId, entry: ServiceWithServers) => sharedService(byId.get(id), entry);
}

it('equal rows become the known objects, and no row becomes another one', () => {
	fc.assert(
		fc.property(ruleSetArbitrary, ruleSetArbitrary, (known, others) => {
			const share = sharingRules(known);
			for (const entry of structuredClone([...known, ...others])) {
				expect(share(serviceId(entry.service.key), entry)).toEqual(entry);
			}

			for (const entry of known) {
				const copy = structuredClone(entry);
				const id = serviceId(entry.service.key);
				expect(share(id, copy)).toBe(entry);
				const reversed = {...copy, servers: copy.servers.toReversed()};
				const shared = share(id, reversed);
				expect(shared).toEqual(reversed);
				expect(shared.service).toBe(entry.service);
				expect(new Set(shared.servers)).toEqual(new Set(entry.servers));
				expect(shared.servers.every(server => entry.servers.includes(server))).toBe(true);
			}
		}),
	);
});

it('a row that differs in one field stays as it was read', () => {
	fc.assert(
		fc.property(ruleSetArbitrary, known => {
			const share = sharingRules(known);
			for (const {service, servers} of known) {
				const changed = servers.map(server => ({
					...server,
					upperThreshold: server.upperThreshold + 1,
				}));
				const shared = share(serviceId(service.key), {service, servers: changed});
				expect(shared.servers).toEqual(changed);
			}
		}),
	);
});
