import {describe, expect, it} from 'vitest';
import {proposeAddService} from '../../../source/features/edit/add-service.ts';
import type {ServiceRule} from '../../../source/ipvs/service.ts';
import {commandsOf, gue, nat, seenService, web, webKey} from '../../support/example.ts';

const dns: ServiceRule = {...web, key: {...webKey, protocol: 'udp', port: 53}};

describe('adding a service', () => {
	it('adds it first and then its servers', () => {
		expect(commandsOf(proposeAddService(web, [nat, gue], [seenService(dns)]))).toEqual([
			'ipvsadm -A -t 172.16.249.138:80 -s wlc',
			'ipvsadm -a -t 172.16.249.138:80 -r 10.0.0.8:8080 -m -w 1 -x 1000 -y 800',
			'ipvsadm -a -t 172.16.249.138:80 -r 10.0.0.11:80 -i -w 1 --tun-type gue --tun-port 6080 --tun-remcsum',
		]);
	});

	it('names flags as a reading will show them, because it is verified by one', () => {
		const {plan} = proposeAddService({...web, scheduler: 'sh', schedulerFlags: ['flag-2']}, [], []);
		expect(plan?.steps[0]?.after).toMatchObject({rule: {schedulerFlags: ['sh-port']}});
		expect(commandsOf({plan})).toEqual(['ipvsadm -A -t 172.16.249.138:80 -s sh -b sh-port']);
	});

	it('is refused if it already exists, and if one server is invalid', () => {
		expect(commandsOf(proposeAddService(web, [], [seenService(web)]))).toBe(
			'tcp:172.16.249.138:80 already exists',
		);
		expect(commandsOf(proposeAddService(web, [nat, {...gue, port: 81}], []))).toMatch(
			/^10\.0\.0\.11:81: only masquerading/,
		);
		expect(commandsOf(proposeAddService(web, [nat, nat], []))).toMatch(/listed twice/);
	});
});
