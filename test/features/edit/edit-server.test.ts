import {describe, expect, it} from 'vitest';
import {proposeEditServer} from '../../../source/features/edit/edit-server.ts';
import {
	commandsOf,
	gue,
	nat,
	seenServer,
	seenService,
	targetsIn,
	web,
} from '../../support/example.ts';

describe('editing a server', () => {
	const [target] = targetsIn(seenService(web, [seenServer(nat), seenServer(gue)]));
	if (!target) {
		throw new Error('no target');
	}

	it('keeps what is not edited', () => {
		const proposal = proposeEditServer(target, {...nat, upperThreshold: 2000});
		expect(commandsOf(proposal)).toEqual([
			'ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.8:8080 -m -w 1 -x 2000 -y 800',
		]);
		expect(proposal.plan?.title).toBe(
			'edit server 10.0.0.8:8080 in tcp:172.16.249.138:80: upper threshold',
		);
	});

	it('says that open connections keep their forwarding method', () => {
		const service = seenService(web, [seenServer({...nat, port: 80})]);
		const [onPort80] = targetsIn(service);
		const {plan} = proposeEditServer(onPort80 ?? target, {...nat, forwarding: 'route'});
		expect(plan?.warnings).toEqual(['open connections keep the old forwarding method']);
	});

	it('is refused if nothing changes, and if the kernel would change something else', () => {
		expect(commandsOf(proposeEditServer(target, nat))).toMatch(/already has these values$/);
		expect(commandsOf(proposeEditServer(target, {...nat, forwarding: 'route'}))).toMatch(
			/only masquerading/,
		);
		expect(
			commandsOf(proposeEditServer({...target, server: {...target.server, rule: null}}, nat)),
		).toMatch(/not known/);
	});
});
