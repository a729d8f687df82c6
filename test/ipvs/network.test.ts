import {describe, expect, test} from 'vitest';
import {ipAddress} from '../../source/ipvs/address.ts';
import {wordsOf} from '../../source/ipvs/address-words.ts';
import {networkTest, networkText, parseNetwork} from '../../source/ipvs/network.ts';

describe('a network', () => {
	test.each([
		['10.1.2.3/16', '10.1.0.0/16'],
		['200.1.2.3/32', '200.1.2.3'],
		['200.1.2.3/1', '128.0.0.0/1'],
		['10.1.2.3/0', '0.0.0.0/0'],
		['2001:db8:1:2:3::4/64', '2001:db8:1:2::/64'],
		['2001:db8:1:2:3::4/35', '2001:db8::/35'],
		['2001:DB8::1/128', '2001:db8::1'],
		['ffff::1/0', '::/0'],
	])('%s is %s', (text, canonical) => {
		const network = parseNetwork(text);
		expect(network && networkText(network)).toBe(canonical);
	});

	test.each(['10.1.2.3', '10.1.2/24', '10.1.2.3/33', '2001:db8::/129', '/24', '10.0.0.0/', 'a/b'])(
		'%s is none',
		text => {
			expect(parseNetwork(text)).toBeNull();
		},
	);

	test.each([
		['10.1.0.0/16', '10.1.255.255', true],
		['10.1.0.0/16', '10.2.0.0', false],
		['200.0.0.0/7', '201.255.0.1', true],
		['0.0.0.0/0', '255.255.255.255', true],
		['0.0.0.0/0', '::1', false],
		['2001:db8:1:2::/64', '2001:db8:1:2:ffff::1', true],
		['2001:db8:1:2::/64', '2001:db8:1:3::1', false],
		['::/0', '10.0.0.1', false],
	])('%s holds %s: %s', (text, address, holds) => {
		const network = parseNetwork(text);
		expect(
			network && networkTest(network)(wordsOf(ipAddress(address)), 0, address.includes(':')),
		).toBe(holds);
	});
});
