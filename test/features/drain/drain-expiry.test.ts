import {expect, test} from 'vitest';
import type {LiveService} from '../../../source/director/polling/live.ts';
import type {Port} from '../../../source/director/port/port.ts';
import {longestExpiry} from '../../../source/features/drain/drain-expiry.ts';
import {createManualClock} from '../../../source/simulator/manual-clock.ts';
import {server, service} from '../../support/sample-director.ts';

const head = 'Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt State       Expires PEName PEData\n';

/** A row of /proc/net/ip_vs_conn to 10.0.0.`host`:80 by way of 10.1.1.1:80. */
function row(host: number, state: string, expires: number, protocol = 'TCP'): string {
	const end = `0A0000${host.toString(16).padStart(2, '0').toUpperCase()} 0050`;
	return `${protocol} 0A090909 04D2 0A010101 0050 ${end} ${state.padEnd(11)} ${String(expires).padStart(7)}\n`;
}

/** A director with only this connection table. */
function portWith(text: string): Port {
	return {
		place: 'lb1',
		run: () => Promise.reject(new Error('nothing is run for this')),
		readFile: async () => text,
	};
}

const web = service('tcp:10.1.1.1:80', [server('10.0.0.1:80'), server('10.0.0.2:80')]);

function ask(text: string, services: readonly LiveService[] = [web]) {
	const question = {service: web.id, server: '10.0.0.1:80', kinds: ['active']} as const;
	return longestExpiry(question, services, {port: portWith(text), clock: createManualClock()});
}

test('is the longest of the open connections of this server', async () => {
	const text = [
		row(1, 'ESTABLISHED', 250),
		row(1, 'ESTABLISHED', 30),
		row(1, 'TIME_WAIT', 900),
		row(2, 'ESTABLISHED', 800),
	].join('');
	expect(await ask(head + text)).toBe(250);
});

test('is unknown if nothing is open any more', async () => {
	expect(await ask(head + row(1, 'TIME_WAIT', 100))).toBeNull();
});

test('is not looked for in a large table', async () => {
	const large = service('tcp:10.1.1.1:80', [server('10.0.0.1:80', {inactiveConnections: 20_001})]);
	expect(await ask(head + row(1, 'ESTABLISHED', 250), [large])).toBeNull();
});

test('is unknown if the table cannot be read', async () => {
	expect(await ask('this is no table\n')).toBeNull();
});
