import {expect, test} from 'vitest';
import {ipAddress} from '../../source/ipvs/address.ts';
import {compareServerKeys, type ServerKey, serverId} from '../../source/ipvs/server.ts';

test('servers are sorted by address and port, IPv4 first', () => {
	const sorted: readonly ServerKey[] = [
		{address: '9.0.0.1', port: 80},
		{address: '10.0.0.8', port: 80},
		{address: '10.0.0.8', port: 8080},
		{address: '10.0.0.10', port: 80},
		{address: '192.168.0.1', port: 80},
		{address: ipAddress('2001:db8::8'), port: 80},
		{address: ipAddress('2001:db8::10'), port: 80},
	];
	expect(sorted.toReversed().toSorted(compareServerKeys)).toEqual(sorted);
});

test('a server is named by its address and port', () => {
	expect(serverId({address: '10.0.0.8', port: 80})).toBe('10.0.0.8:80');
	expect(serverId({address: ipAddress('2001:db8::8'), port: 80})).toBe('[2001:db8::8]:80');
});
