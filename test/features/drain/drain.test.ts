import {describe, expect, it} from 'vitest';
import {type DrainChoice, proposeDrain} from '../../../source/features/drain/drain.ts';
import type {ServiceRule} from '../../../source/ipvs/service.ts';
import {defaultSysctls} from '../../support/default-sysctls.ts';
import {
	commandsOf,
	gue,
	nat,
	seenServer,
	seenService,
	targetsIn,
	web,
	webKey,
} from '../../support/example.ts';

const choice: DrainChoice = {
	services: [],
	sysctls: defaultSysctls,
	settings: null,
	fallbackFirst: false,
};
const hashed: ServiceRule = {...web, scheduler: 'sh', schedulerFlags: ['sh-port']};

describe('a drain', () => {
	const service = seenService(web, [seenServer(nat), seenServer(gue)]);
	const first = targetsIn(service).slice(0, 1);

	it('is weight 0 with everything else unchanged', () => {
		const {plan} = proposeDrain(first, choice);
		expect(plan?.title).toBe('drain of 10.0.0.8:8080 in tcp:172.16.249.138:80: 1 → 0');
		expect(commandsOf({plan})).toEqual([
			'ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.8:8080 -m -w 0 -x 1000 -y 800',
		]);
		expect(plan).toMatchObject({danger: 'none', warnings: []});
	});

	it('sets the flag of a hashing scheduler first if chosen, once for each service', () => {
		const seen = seenService(hashed, [
			seenServer(nat),
			seenServer(gue),
			seenServer({...nat, address: '10.0.0.10'}),
		]);
		const targets = targetsIn(seen).slice(0, 2);
		const {plan} = proposeDrain(targets, {...choice, fallbackFirst: true});
		expect(commandsOf({plan})[0]).toBe(
			'ipvsadm -E -t 172.16.249.138:80 -s sh -b sh-fallback,sh-port',
		);
		expect(plan?.steps).toHaveLength(3);
		expect(plan?.danger).toBe('none');
	});

	it('says which clients are refused without that flag', () => {
		const seen = seenService(hashed, [seenServer(nat), seenServer(gue)]);
		const {plan} = proposeDrain(targetsIn(seen).slice(0, 1), choice);
		expect(plan).toMatchObject({
			danger: 'drops-traffic',
			warnings: [
				'sh does not skip a server of weight 0: the clients of tcp:172.16.249.138:80 that hash to it are refused',
			],
		});
	});

	it('says which other services still use the real server', () => {
		const dns = seenService({...web, key: {...webKey, protocol: 'udp', port: 53}}, [
			seenServer({...nat, port: 53, weight: 3}),
		]);
		const drained = seenService({...web, key: {...webKey, port: 443}}, [
			seenServer({...nat, weight: 0}),
		]);
		const services = [service, dns, drained];
		expect(proposeDrain(first, {...choice, services}).plan?.warnings).toEqual([
			'10.0.0.8 still gets clients from udp:172.16.249.138:53 (weight 3)',
		]);
		const everywhere = [...first, ...targetsIn(dns), ...targetsIn(drained)];
		const {plan} = proposeDrain(everywhere, {...choice, services});
		expect(plan?.steps).toHaveLength(2);
		expect(plan?.warnings.filter(warning => /still/.test(warning))).toEqual([]);
	});

	it('is refused if there is no weight to remove', () => {
		const empty = seenService(web, [seenServer({...nat, weight: 0})]);
		expect(commandsOf(proposeDrain(targetsIn(empty), choice))).toBe(
			'10.0.0.8:8080 in tcp:172.16.249.138:80 already has weight 0',
		);
		expect(commandsOf(proposeDrain([], choice))).toBe('no selected server has a weight above 0');
	});
});
