import {describe, expect, it} from 'vitest';
import {head, readerOf, saved, small, table, thresholdHead, thresholds} from './small-director.ts';

describe('firewall marks', () => {
	const v4 = 'FWM  00000005 rr \n  -> 0A000001:0000      Tunnel  1      1          1         \n';
	const v6 = 'FWM  00000005 rr \n  -> 0A000002:0000      Tunnel  1      2          2         \n';
	const rules = (first: number, second: number) => ({
		[saved]: `-A -f 5 -s rr
-a -f 5 -r 10.0.0.${first}:0 -i -w 1 --tun-type ipip
-A -f 5 -6 -s rr
-a -f 5 -6 -r 10.0.0.${second}:0 -i -w 1 --tun-type ipip
`,
		[thresholds]: `${thresholdHead}FWM  5 rr
  -> 10.0.0.${first}:0                   0          0          0          0         
FWM  5 IPv6 rr
  -> 10.0.0.${second}:0                   0          0          0          0         
`,
	});

	it('of one number in both families are distinguished by their rules', async () => {
		const port = small({[table]: head + v6 + v4, ...rules(1, 2)});
		const reading = await readerOf(port).read();
		expect(reading.services).toMatchObject([
			{id: 'fwm:5', familyKnown: true, servers: [{id: '10.0.0.1:0', activeConnections: 1}]},
			{id: 'fwm6:5', familyKnown: true, servers: [{id: '10.0.0.2:0', activeConnections: 2}]},
		]);
		expect(port.asked).not.toContain('ipvsadm -Ln');
	});

	it('that look the same get their numbers from ipvsadm', async () => {
		const twin = v6.replace('0A000002', '0A000001');
		const listing = `${head.replace('Port Forward', 'Port           Forward')}FWM  5 rr
  -> 10.0.0.1:0                   Tunnel  1      1          1         
FWM  5 IPv6 rr
  -> 10.0.0.1:0                   Tunnel  1      2          2         
`;
		const port = small({[table]: head + twin + v4, ...rules(1, 1), 'ipvsadm -Ln': listing});
		const reading = await readerOf(port).read();
		expect(reading.services).toMatchObject([
			{id: 'fwm:5', familyKnown: true, servers: [{activeConnections: 1, tunnel: {type: 'ipip'}}]},
			{id: 'fwm6:5', familyKnown: true, servers: [{activeConnections: 2, tunnel: {type: 'ipip'}}]},
		]);
	});

	it('that look the same and keep changing give no reading', async () => {
		const twin = v6.replace('0A000002', '0A000001');
		const port = small({
			[table]: head + twin + v4,
			...rules(1, 1),
			'ipvsadm -Ln': head.replace('Port Forward', 'Port           Forward'),
		});
		await expect(readerOf(port).read()).rejects.toMatchObject({problem: 'changing'});
	});

	it('are read again if the rules have only the other family', async () => {
		const only = (six: string) => ({
			[saved]: `-A -f 5${six} -s rr\n`,
			[thresholds]: `${thresholdHead}FWM  5${six === '' ? '' : ' IPv6'} rr\n`,
		});
		const port = small({[table]: `${head}FWM  00000005 rr \n`, ...only(' -6')});
		const reading = await readerOf(port).read();
		expect(reading.services.map(({id}) => id)).toEqual(['fwm6:5']);
	});
});
