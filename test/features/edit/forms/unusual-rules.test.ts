import fc from 'fast-check';
import {expect, test} from 'vitest';
import {serverId} from '../../../../source/ipvs/server.ts';
import {serviceId} from '../../../../source/ipvs/service.ts';
import {serverRuleArbitrary, serviceRuleArbitrary} from '../../../ipvs/arbitraries.ts';
import {server, service} from '../../../support/sample-director.ts';
import {opened, result} from './open-form.ts';

test('a form for any service has the whole rule: without typing, nothing would change', () => {
	fc.assert(
		fc.property(serviceRuleArbitrary, rule => {
			const row = service(serviceId(rule.key), [], {rule});
			expect(result(opened('e', [row]))).toBe(`${row.id} already has these values`);
		}),
	);
});

test('a form for any server has the whole entry: without typing, nothing would change', () => {
	fc.assert(
		fc.property(
			serviceRuleArbitrary.chain(({key}) =>
				fc.record({key: fc.constant(key), rule: serverRuleArbitrary(key)}),
			),
			({key, rule}) => {
				const row = service(serviceId(key), [server(serverId(rule), {rule})]);
				expect(result(opened('je', [row]))).toBe(
					`${serverId(rule)} in ${row.id} already has these values`,
				);
			},
		),
	);
});

test('a form for any server changes what is typed and nothing else', () => {
	fc.assert(
		fc.property(
			serviceRuleArbitrary.chain(({key}) =>
				fc.record({key: fc.constant(key), rule: serverRuleArbitrary(key)}),
			),
			({key, rule}) => {
				const row = service(serviceId(key), [server(serverId(rule), {rule})]);
				const weight = rule.weight === 7 ? 8 : 7;
				const console = opened(`je<shift-tab><shift-tab><shift-tab><ctrl-u>${weight}<enter>`, [
					row,
				]);
				const {prompt} = console.store.getState();
				expect(prompt?.kind === 'confirm' && prompt.plan.steps.map(({after}) => after)).toEqual([
					{row: 'server', service: key, rule: {...rule, weight}},
				]);
			},
		),
	);
});
