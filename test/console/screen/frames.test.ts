/**
 * Whole screens, as a person sees them. Each is a file in frames/ that can be read and reviewed;
 * `vitest -u` writes them anew.
 */

import {expect, test} from 'vitest';
import {setFilter} from '../../../source/console/state/view.ts';
import type {Outcome} from '../../../source/plans/plan.ts';
import {type OpenConsole, openConsole, read} from '../../support/open-console.ts';
import {director, rates, sampleDirector, server, service} from '../../support/sample-director.ts';
import {keySequences} from '../../support/terminal-screen.ts';

const {down, enter, esc, pagedown, tab} = keySequences;
const small = {columns: 80, rows: 24};
const medium = {columns: 120, rows: 40};
const large = {columns: 200, rows: 60};

async function expectFrame(name: string, {drawn}: OpenConsole): Promise<void> {
	await expect(`${await drawn()}\n`).toMatchFileSnapshot(`../../frames/${name}.txt`);
}

test.each([small, medium, large])('services at $columns×$rows', async size => {
	await expectFrame(
		`services-${size.columns}x${size.rows}`,
		await openConsole(size, sampleDirector()),
	);
});

test('services on the smallest terminal', async () => {
	await expectFrame('services-60x15', await openConsole({columns: 60, rows: 15}, sampleDirector()));
});

test('a terminal that is too small', async () => {
	await expectFrame('too-small-40x8', await openConsole({columns: 40, rows: 8}, sampleDirector()));
});

test('details of a server', async () => {
	const console = await openConsole(small, sampleDirector());
	await console.press(down, enter);
	await expectFrame('details-server-80x24', console);
});

test('details of a server, scrolled to their end', async () => {
	const console = await openConsole(small, sampleDirector());
	await console.press(down, enter, 'G');
	await expectFrame('details-server-end-80x24', console);
});

test('details of a service', async () => {
	const settings = {timeouts: {tcp: 900, tcpFin: 120, udp: 300}, daemons: []};
	const console = await openConsole(medium, sampleDirector({settings}));
	await console.press(down, down, down, enter);
	await expectFrame('details-service-120x40', console);
});

test('the keys', async () => {
	const console = await openConsole(small, sampleDirector());
	await console.press('?');
	await expectFrame('help-80x24', console);
});

test('the help searched for a word', async () => {
	const console = await openConsole(small, sampleDirector());
	await console.press('?', '/', 'drain');
	await expectFrame('help-searched-80x24', console);
	await console.press('x');
	expect(await console.drawn()).toContain("Nothing in the help matches 'drainx'.");
	await console.press('\u{15}', '~', enter);
	expect(await console.drawn()).toContain("the kernel's own smoothed rate");
	await console.press('/', 'q', esc);
	expect(await console.drawn()).toContain("the kernel's own smoothed rate");
});

test.each([small, large])('completing a filter at $columns×$rows', async size => {
	const at = `${size.columns}x${size.rows}`;
	const console = await openConsole(size, sampleDirector());
	await console.press('/', 'tcp st');
	await expectFrame(`filter-term-${at}`, console);
	await console.press(tab, tab);
	await expectFrame(`filter-completed-${at}`, console);
	await console.press('\u{15}', 'tcp 10.0.0.8', '\u{15}', 'tcp stae:draining');
	await expectFrame(`filter-wrong-${at}`, console);
	await console.press(enter);
	expect(console.store.getState().prompt).toMatchObject({name: 'filter'});
});

test('the keys on a large terminal, for a console that may change nothing', async () => {
	const console = await openConsole(large, sampleDirector(), {readOnly: true});
	await console.press('?');
	await expectFrame('help-read-only-200x60', console);
});

test('asking for a weight', async () => {
	const console = await openConsole(small, sampleDirector());
	await console.press(down, 'w', '70000');
	await expectFrame('weight-80x24', console);
});

test('a plan that waits for an answer', async () => {
	const console = await openConsole(small, sampleDirector());
	await console.press(down, 'w', '5', enter);
	await expectFrame('plan-80x24', console);
});

test('a plan of more commands than there is room for', async () => {
	const many = Array.from({length: 30}, (_, index) => server(`10.0.1.${index}:80`));
	const console = await openConsole(small, director([service('tcp:172.16.249.138:80', many)]));
	await console.press(' ', 'w', '0', enter, down);
	await expectFrame('plan-of-many-80x24', console);
});

test('a running plan shows how far it is, and the key that stops it', async () => {
	const many = Array.from({length: 3}, (_, index) => server(`10.0.1.${index}:80`));
	const console = await openConsole(small, director([service('tcp:172.16.249.138:80', many)]));
	const {promise, resolve} = Promise.withResolvers<Outcome>();
	console.outside.apply = async (_plan, _director, control) => {
		console.outside.time += 1000;
		control?.onStep?.(2);
		control?.stop?.addEventListener('abort', () =>
			resolve({result: 'failed', done: 2, reason: 'stopped', warnings: []}),
		);
		return await promise;
	};
	await console.press(' ', 'w', '5', enter, 'y');
	expect(console.frame()).toContain('running 2 of 3: weight of 3 servers');
	expect(console.frame()).toContain('Ctrl-K stop the plan');
	await console.press('\u{B}');
	expect(console.frame()).toContain('stopped');
});

test('a plan that drops traffic', async () => {
	const console = await openConsole(small, sampleDirector());
	await console.press(...Array.from({length: 8}, () => down), down, down, 'w', '0', enter, 'ye');
	await expectFrame('plan-drops-traffic-80x24', console);
});

test('details of a server that is no longer there', async () => {
	const console = await openConsole(small, sampleDirector());
	await console.press(down, enter);
	await console.poll(read(director([])));
	await expectFrame('details-gone-80x24', console);
});

test('typing a filter', async () => {
	const console = await openConsole(small, sampleDirector());
	await console.press('/', 'tcp 10.0.0.8');
	await expectFrame('filter-80x24', console);
});

test('a filter that nothing fits', async () => {
	const console = await openConsole(small, sampleDirector());
	console.store.update(setFilter('10.9.9.9'));
	await expectFrame('filter-nothing-80x24', console);
});

test('sorted, marked and folded', async () => {
	const console = await openConsole(medium, sampleDirector());
	await console.press('>', '>', '>', '*', keySequences.left);
	await expectFrame('sorted-marked-folded-120x40', console);
});

test('a command by name', async () => {
	const console = await openConsole(small, sampleDirector());
	await console.press(':', 'un');
	await expectFrame('command-80x24', console);
});

test('stale', async () => {
	const console = await openConsole(small, sampleDirector());
	console.outside.time = 65_000;
	await console.poll(
		read(console.store.getState().director.live, {
			stale: {
				since: 0,
				reason: 'ipvsadm -Ln took longer than 10 s',
				advice: 'the director may be overloaded',
			},
		}),
	);
	await expectFrame('stale-80x24', console);
});

test('paused', async () => {
	const console = await openConsole(small, sampleDirector());
	await console.press('p');
	console.outside.time = 90_000;
	await console.press('j');
	await expectFrame('paused-80x24', console);
});

test('before the first reading', async () => {
	await expectFrame('starting-80x24', await openConsole(small, null));
});

test('no access at all', async () => {
	const console = await openConsole(small, null);
	console.outside.time = 4000;
	await console.poll(
		read(null, {
			stale: {
				since: 0,
				reason: 'IPVS is not in this kernel: /proc/net/ip_vs does not exist.',
				advice: 'Load it with: modprobe ip_vs. In a container, it is the host that has to load it.',
			},
		}),
	);
	await expectFrame('no-ip-vs-80x24', console);
});

test('an ordinary user', async () => {
	const unknown = {counters: null, rates: null, ratesFrom: null, rule: null} as const;
	const console = await openConsole(
		small,
		director(
			[
				service(
					'tcp:172.16.249.138:80',
					[server('10.0.0.8:80', {...unknown, activeConnections: 6})],
					{
						...unknown,
						schedulerFlags: null,
						onePacket: null,
					},
				),
			],
			{
				access: {level: 'proc', missing: 'counters, rates and changes need root: sudo lvstop'},
				totalRates: {rates: rates({connections: 3.5}), ratesFrom: 'kernel'},
				hasCounters: false,
			},
		),
	);
	await expectFrame('ordinary-user-80x24', console);
});

test('an empty table', async () => {
	await expectFrame('empty-80x24', await openConsole(small, director([])));
});

test('a long table, one screen down', async () => {
	const services = Array.from({length: 200}, (_, index) =>
		service(
			`tcp:172.16.0.${index}:80`,
			Array.from({length: 15}, (_server, other) => server(`10.0.${index}.${other}:80`)),
		),
	);
	const console = await openConsole(small, director(services));
	await console.press(pagedown, pagedown);
	await expectFrame('long-80x24', console);
});

test('wide and dangerous characters from outside', async () => {
	const console = await openConsole(
		small,
		sampleDirector({host: '負載平衡器\u{1B}[31m\u{7}', ratesNote: 'Zähler stehen still 統計停止'}),
	);
	await expectFrame('wide-characters-80x24', console);
});

test('a message that is cut on the message line is in full among the messages', async () => {
	const console = await openConsole(
		small,
		sampleDirector({ratesNote: 'counters stand still '.repeat(5)}),
	);
	expect(await console.drawn()).toContain('(m)');
	await console.press('m');
	expect(await console.drawn()).toContain(' now: counters stand still');
});

test('messages in full', async () => {
	const console = await openConsole(small, sampleDirector());
	console.outside.outcome = {
		result: 'refused',
		reason:
			'changed in the meantime: 10.0.0.8:80 in tcp:172.16.249.138:80: weight is 3, not 1; forwarding is "route", not "masq"',
	};
	await console.press(down, '+', 'y', 'm');
	await expectFrame('messages-80x24', console);
});
