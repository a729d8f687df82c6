import {describe, expect, it} from 'vitest';
import {proposeAddServer} from '../../../source/features/edit/add-server.ts';
import {commandsOf, gue, nat, seenServer, seenService, web, webKey} from '../../support/example.ts';

describe('adding a server', () => {
	it('contains everything that is not a default', () => {
		const proposal = proposeAddServer(seenService(web), gue);
		expect(commandsOf(proposal)).toEqual([
			'ipvsadm -a -t 172.16.249.138:80 -r 10.0.0.11:80 -i -w 1 --tun-type gue --tun-port 6080 --tun-remcsum',
		]);
		expect(proposal.plan?.steps[0]?.before).toEqual({
			row: 'no-server',
			service: webKey,
			server: {address: '10.0.0.11', port: 80},
		});
	});

	it('is refused if it already exists, and if ipvsadm would change it', () => {
		expect(commandsOf(proposeAddServer(seenService(web, [seenServer(nat)]), nat))).toBe(
			'10.0.0.8:8080 is already in tcp:172.16.249.138:80',
		);
		expect(commandsOf(proposeAddServer(seenService(web), {...nat, forwarding: 'route'}))).toMatch(
			/only masquerading/,
		);
	});
});
