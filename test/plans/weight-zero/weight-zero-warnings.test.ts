import fc from 'fast-check';
import {expect, it} from 'vitest';
import {proposeDrain} from '../../../source/features/drain/drain.ts';
import {proposeEditServer} from '../../../source/features/edit/server-edits.ts';
import type {ServiceRule} from '../../../source/ipvs/service.ts';
import {proposeWeights} from '../../../source/plans/set-weight.ts';
import {serverHints} from '../../../source/plans/validate/refuse-server.ts';
import type {DirectorSituation} from '../../../source/plans/weight-zero/situation.ts';
import {
	realServersOf,
	stillUsedInWords,
} from '../../../source/plans/weight-zero/weight-zero-warnings.ts';
import {gue, nat, seenServer, seenService, targetsIn, web, webKey} from '../../support/example.ts';

const switches = fc.option(fc.boolean(), {nil: null});
const sysctls = fc.record({
	expireNodestConn: switches,
	expireQuiescentTemplate: switches,
	connReuseMode: fc.option(fc.constantFrom(0, 1, 2, 3), {nil: null}),
	conntrack: switches,
	sloppyTcp: switches,
});
const rules: fc.Arbitrary<ServiceRule> = fc.record({
	key: fc.constantFrom(
		webKey,
		{...webKey, port: 21},
		{...webKey, protocol: 'udp' as const},
		{...webKey, protocol: 'sctp' as const},
		{kind: 'fwmark' as const, family: 'ipv4' as const, fwmark: 7},
	),
	scheduler: fc.constantFrom('rr', 'wlc', 'sh', 'dh'),
	schedulerFlags: fc.constant([]),
	persistence: fc.constantFrom(null, {timeout: 60, netmask: '255.255.255.255'}),
	engine: fc.constant(null),
	onePacket: fc.constant(false),
});

it('weight 0 warns of the same things in the same words, however it is asked for', () => {
	fc.assert(
		fc.property(rules, sysctls, (rule, values) => {
			const connections = {activeConnections: 3, persistentConnections: 2};
			const service = seenService(rule, [seenServer(nat, connections), seenServer(gue)]);
			const elsewhere = seenService({...web, key: {...webKey, port: 81}}, [seenServer(nat)]);
			const situation: DirectorSituation = {
				sysctls: values,
				settings: {timeouts: {tcp: 900, tcpFin: 120, udp: 300}, daemons: []},
				services: [service, elsewhere],
			};
			const targets = targetsIn(service).slice(0, 1);
			const drain = proposeDrain(targets, {...situation, fallbackFirst: false}).plan;
			expect(proposeWeights(targets, {to: 0}, situation).plan?.warnings).toEqual(drain?.warnings);
			expect(proposeWeights(targets, {by: -1}, situation).plan?.warnings).toEqual(drain?.warnings);
			expect(drain?.warnings.at(-1)).toMatch(/^10\.0\.0\.8 still gets clients from/);
			const [target] = targets;
			const edited = target && proposeEditServer(target, {...nat, weight: 0}, situation).plan;
			const hints = serverHints(rule, nat);
			expect(edited?.warnings.filter(warning => !hints.includes(warning))).toEqual(drain?.warnings);
			const other = proposeWeights(targets, {to: 7}, situation).plan;
			expect(other?.warnings).toEqual([]);
		}),
	);
});

it('many services with one machine are named up to three, and then counted', () => {
	const services = [80, 81, 82, 83, 84, 85].map(port =>
		seenService({...web, key: {...webKey, port}}, [seenServer(nat)]),
	);
	const targets = services.slice(0, 1).flatMap(targetsIn);
	expect(stillUsedInWords(targets, realServersOf(services))).toEqual([
		'10.0.0.8 still gets clients from tcp:172.16.249.138:81 (weight 1), tcp:172.16.249.138:82 (weight 1), tcp:172.16.249.138:83 (weight 1) and 2 more services',
	]);
});
