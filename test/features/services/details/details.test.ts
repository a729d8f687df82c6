import {expect, test} from 'vitest';
import type {RowId} from '../../../../source/console/state/console-row.ts';
import {findRow} from '../../../../source/console/state/console-row.ts';
import {ruleCommands} from '../../../../source/console/state/rule-commands.ts';
import {detailsFigures} from '../../../../source/features/services/details/details-figures.ts';
import {openConsole} from '../../../support/open-console.ts';
import {
	counters,
	director,
	rates,
	sampleDirector,
	server,
	service,
} from '../../../support/sample-director.ts';

const small = {columns: 80, rows: 24};

function commandsOf(id: RowId): readonly string[] | null {
	const row = findRow(sampleDirector(), id);
	return row === null ? null : ruleCommands(row);
}

test('the rule of a server is the command that creates it', () => {
	expect(commandsOf('tcp:[2001:db8:1::1]:443 [2001:db8:ffff:ffff:ffff:ffff:ffff:8]:443')).toEqual([
		"ipvsadm -a -t '[2001:db8:1::1]:443' -r '[2001:db8:ffff:ffff:ffff:ffff:ffff:8]:443' -i -w 65535 --tun-type gue --tun-port 6080 --tun-csum",
	]);
});

test('the rule of a service is followed by those of its servers', () => {
	expect(commandsOf('udp:172.16.249.138:53')).toEqual([
		'ipvsadm -A -u 172.16.249.138:53 -s mh -o -b mh-port',
		'ipvsadm -a -u 172.16.249.138:53 -r 10.0.0.9:53 -m -w 1',
	]);
});

test('an unknown rule is not invented', () => {
	const hidden = director([
		service('tcp:10.1.1.1:80', [server('10.0.0.1:80', {rule: null})], {rule: null}),
	]);
	for (const id of ['tcp:10.1.1.1:80', 'tcp:10.1.1.1:80 10.0.0.1:80'] as const) {
		const row = findRow(hidden, id);
		expect(row && ruleCommands(row)).toBeNull();
	}
});

const full = server('10.0.0.1:80', {
	counters: counters({connections: 12n, inBytes: 18_446_744_073_709_551_615n}),
	rates: rates({connections: 2, inBytes: 1000}),
	ratesFrom: 'kernel',
});

test('counters are exact, and the kernel’s own rates are marked', () => {
	const [counted, perSecond] = detailsFigures(full, 'bytes', 200);
	expect(counted).toMatchObject({connections: '12', 'bytes in': '18,446,744,073,709,551,615'});
	expect(perSecond).toMatchObject({connections: '~2.00', 'bytes in': '~1.00 kB/s'});
});

test('on a narrow terminal the table is upright, and nothing is shortened', () => {
	const upright = detailsFigures(full, 'bits', 80);
	expect(upright).toHaveLength(5);
	expect(upright).toContainEqual({
		' ': 'bytes in',
		counted: '18,446,744,073,709,551,615',
		'per second': '~8.00 kb/s',
	});
});

test('an unknown value is a dash', () => {
	const unread = server('10.0.0.1:80', {counters: null, rates: null, ratesFrom: null});
	const [counted, perSecond] = detailsFigures(unread, 'bits', 200);
	expect(new Set([...Object.values(counted ?? {}), ...Object.values(perSecond ?? {})])).toEqual(
		new Set(['counted', 'per second', '–']),
	);
});

test('the details of a service with very many servers scroll line by line to their end', async () => {
	const many = Array.from({length: 5000}, (_, index) =>
		server(`10.0.${index >> 8}.${index & 255}:80`),
	);
	const console = await openConsole(small, director([service('tcp:10.1.1.1:80', many)]));
	await console.press('\r');
	const body = (): readonly string[] => console.frame().split('\n').slice(4, -2);
	for (let line = 0; line < 25; line += 1) {
		const before = body();
		await console.press('j');
		expect(body().slice(0, -1)).toEqual(before.slice(1));
	}

	await console.press('G');
	expect(console.frame()).toContain('… and 4,700 more servers');
});
