import {describe, expect, it} from 'vitest';
import {proposeEditService} from '../../../source/features/edit/edit-service.ts';
import type {ServiceRule} from '../../../source/ipvs/service.ts';
import {commandsOf, gue, nat, seenServer, seenService, web} from '../../support/example.ts';

describe('editing a service', () => {
	const sticky: ServiceRule = {...web, persistence: {timeout: 300, netmask: '255.255.255.255'}};

	it('sends the whole rule and names the changes', () => {
		const proposal = proposeEditService(seenService(sticky), {...sticky, scheduler: 'wrr'});
		expect(commandsOf(proposal)).toEqual(['ipvsadm -E -t 172.16.249.138:80 -s wrr -p 300']);
		expect(proposal.plan).toMatchObject({
			title: 'edit service tcp:172.16.249.138:80: scheduler',
			danger: 'none',
			warnings: [],
		});
	});

	it('says that new persistence does not apply to known clients', () => {
		const {plan} = proposeEditService(seenService(sticky), {...sticky, persistence: null});
		expect(plan?.warnings).toEqual(['known clients keep their old persistence until it expires']);
	});

	it('drops traffic if the new scheduler refuses the clients of a server of weight 0', () => {
		const seen = seenService(web, [seenServer(nat), seenServer({...gue, weight: 0})]);
		expect(proposeEditService(seen, {...web, scheduler: 'dh'}).plan).toMatchObject({
			danger: 'drops-traffic',
			warnings: [
				'dh does not skip a server of weight 0: the clients of tcp:172.16.249.138:80 that hash to it are refused',
			],
		});
		expect(
			proposeEditService(seen, {...web, scheduler: 'sh', schedulerFlags: ['sh-fallback']}).plan
				?.danger,
		).toBe('none');
		expect(proposeEditService(seen, {...web, scheduler: 'none'}).plan?.warnings).toEqual([
			'tcp:172.16.249.138:80 is left without a scheduler: new clients are refused',
		]);
	});

	it('is refused if nothing changes, and if the rule is unknown', () => {
		expect(commandsOf(proposeEditService(seenService(web), web))).toBe(
			'tcp:172.16.249.138:80 already has these values',
		);
		expect(
			commandsOf(proposeEditService({...seenService(web), rule: null}, {...web, scheduler: 'rr'})),
		).toMatch(/not known/);
	});
});
