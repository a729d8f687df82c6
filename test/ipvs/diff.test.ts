import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {diffRules, serverChanges, serviceChanges} from '../../source/ipvs/diff.ts';
import {parseText} from '../../source/ipvs/line-parser.ts';
import {saveFormatParser} from '../../source/ipvs/parse/save-format.ts';
import type {RuleSet} from '../../source/ipvs/rule-set.ts';
import {serverId} from '../../source/ipvs/server.ts';
import {serviceId} from '../../source/ipvs/service.ts';
import {ruleSetArbitrary} from './arbitraries.ts';

function rules(text: string): RuleSet {
	return parseText(saveFormatParser(), text);
}

const before = rules(`
-A -t 10.1.1.1:80 -s wlc
-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 1
-a -t 10.1.1.1:80 -r 10.0.0.9:80 -m -w 5 -x 100 -y 80
-A -u 10.1.1.1:53 -s rr
-a -u 10.1.1.1:53 -r 10.0.0.8:53 -m -w 1
`);

const after = rules(`
-A -f 7 -s fo
-a -f 7 -r 10.0.0.8:0 -g
-A -t 10.1.1.1:80 -s sh -b sh-port -p 60
-a -t 10.1.1.1:80 -r 10.0.0.9:80 -i -w 0 -x 100 -y 80
-a -t 10.1.1.1:80 -r 10.0.0.10:80 -m -w 1
`);

const none = {
	addedServices: [],
	removedServices: [],
	changedServices: [],
	addedServers: [],
	removedServers: [],
	changedServers: [],
};

describe('the way from one rule set to another', () => {
	const diff = diffRules(before, after);

	test('adds and removes whole services with their servers', () => {
		expect(diff.addedServices).toEqual([after[0]]);
		expect(diff.removedServices).toEqual([before[1]]);
	});

	test('changes fields of services', () => {
		expect(diff.changedServices.map(({key, changes}) => [serviceId(key), changes])).toEqual([
			[
				'tcp:10.1.1.1:80',
				[
					{field: 'scheduler', before: 'wlc', after: 'sh'},
					{field: 'schedulerFlags', before: [], after: ['sh-port']},
					{
						field: 'persistence',
						before: null,
						after: {timeout: 60, netmask: '255.255.255.255'},
					},
				],
			],
		]);
	});

	test('adds, removes and changes servers of services that stay', () => {
		expect(diff.addedServers.map(({rule}) => serverId(rule))).toEqual(['10.0.0.10:80']);
		expect(diff.removedServers.map(({rule}) => serverId(rule))).toEqual(['10.0.0.8:80']);
		expect(diff.changedServers.map(({rule, changes}) => [serverId(rule), changes])).toEqual([
			[
				'10.0.0.9:80',
				[
					{field: 'forwarding', before: 'masq', after: 'tunnel'},
					{field: 'tunnel', before: null, after: {type: 'ipip', port: null, checksum: null}},
					{field: 'weight', before: 5, after: 0},
				],
			],
		]);
	});

	test('is empty between equal sets, whatever their order', () => {
		fc.assert(
			fc.property(ruleSetArbitrary, set => {
				const shuffled = structuredClone(set)
					.map(({service, servers}) => ({service, servers: servers.toReversed()}))
					.toReversed();
				expect(diffRules(set, shuffled)).toEqual(none);
			}),
		);
	});

	test('is the same way back with both sides exchanged', () => {
		fc.assert(
			fc.property(ruleSetArbitrary, ruleSetArbitrary, (one, other) => {
				const there = diffRules(one, other);
				const back = diffRules(other, one);
				expect(back.addedServices).toEqual(there.removedServices);
				expect(back.removedServices).toEqual(there.addedServices);
				expect(back.changedServers).toHaveLength(there.changedServers.length);
			}),
		);
	});
});

describe('two states of one row', () => {
	const [
		{
			service,
			servers: [server],
		} = {servers: []},
	] = before;

	test('are equal if every field is, however the objects were made', () => {
		expect(service && serviceChanges(service, structuredClone(service))).toEqual([]);
		expect(server && serverChanges(server, {...structuredClone(server)})).toEqual([]);
	});

	test('differ in a threshold', () => {
		expect(server && serverChanges(server, {...server, upperThreshold: 9})).toEqual([
			{field: 'upperThreshold', before: 0, after: 9},
		]);
	});
});
