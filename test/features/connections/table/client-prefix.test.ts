import {expect, test} from 'vitest';
import {
	clientPrefixes,
	singleClients,
} from '../../../../source/features/connections/table/client-prefix.ts';

test('the choices begin with single clients and only grow', () => {
	expect(clientPrefixes[0]).toEqual(singleClients);
	for (const [index, {ipv4, ipv6}] of clientPrefixes.slice(1).entries()) {
		expect(ipv4).toBeLessThan(clientPrefixes[index]?.ipv4 ?? 0);
		expect(ipv6).toBeLessThan(clientPrefixes[index]?.ipv6 ?? 0);
	}
});
