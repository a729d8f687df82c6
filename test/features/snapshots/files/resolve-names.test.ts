import {expect, test} from 'vitest';
import {parseServices} from '../../../../source/features/snapshots/files/resolve-names.ts';
import {parseRules} from '../../../../source/features/snapshots/files/rules-file.ts';
import {type IpAddress, ipAddress} from '../../../../source/ipvs/address.ts';
import {createManualClock} from '../../../../source/simulator/manual-clock.ts';
import {rulesOf} from '../../../support/rules-of.ts';

const addresses = new Map<string, readonly IpAddress[]>([
	['www.example.org ipv4', ['10.1.1.1']],
	['web-8 ipv4', ['10.0.0.8', '10.0.0.8']],
	['web-8 ipv6', [ipAddress('2001:db8::8')]],
	['round-robin ipv4', ['10.0.0.1', '10.0.0.2']],
]);
const how = {
	clock: createManualClock(),
	lookUpHost: async (name: string, family: string) => addresses.get(`${name} ${family}`) ?? [],
};

test('rules that were saved with names are read with the resolved names', async () => {
	const text = `-A -t www.example.org:http -s wlc
-a -t www.example.org:http -r web-8:http-alt -m -w 1
-a -t www.example.org:http -r [web-8]:http -i -w 1 --tun-type ipip
`;
	expect(await parseRules('x', text, how)).toEqual(
		rulesOf(
			'-A -t 10.1.1.1:80 -s wlc',
			'-a -t 10.1.1.1:80 -r 10.0.0.8:8080 -m -w 1',
			'-a -t 10.1.1.1:80 -r [2001:db8::8]:80 -i -w 1 --tun-type ipip',
		),
	);
});

test.each(['round-robin', 'nobody.example.org', '10.1', '010.0.0.1', '0x7f000001'])(
	'%s does not mean exactly one address, so its line is refused',
	async name => {
		const text = `-A -t www.example.org:80\n-a -t www.example.org:80 -r ${name}:80 -m\n`;
		await expect(parseRules('x', text, how)).rejects.toThrow(
			`x:2: not a numeric address (save with -n to avoid names): ${name}`,
		);
	},
);

test('two names of one server are that server twice', async () => {
	const text = '-A -t www.example.org:80\n-A -t 10.1.1.1:80\n';
	await expect(parseRules('x', text, how)).rejects.toThrow(
		'x:2: the service tcp:10.1.1.1:80 is added twice',
	);
});

test('the ports of /etc/services are found by name, other name and protocol', () => {
	const ports = parseServices(
		'# comment\nhttp\t\t80/tcp\t\twww\t# WorldWideWeb\nhttp 8008/tcp\nntp 123/udp\n\nbroken\n',
	);
	expect(Object.fromEntries(ports)).toEqual({'http/tcp': 80, 'www/tcp': 80, 'ntp/udp': 123});
});
