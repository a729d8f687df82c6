/**
 * Tests which differences health checks may explain.
 */
import {describe, expect, test} from 'vitest';
import {compareWanted, expectedRules} from '../../../source/features/wanted/compare-wanted.ts';
import type {WantedRules} from '../../../source/features/wanted/wanted.ts';
import type {RuleSet} from '../../../source/ipvs/rule-set.ts';
import {rulesIn} from '../../support/director-with.ts';
import {fixture, keepalived, ldirectord, readFixture} from './fixtures.ts';

/** Compares a table, and returns a line for each server: `10.0.0.1:80 reason`, or `10.0.0.1:80 -` without a reason. */
function told(wanted: WantedRules, present: RuleSet) {
	const {diff, explanations, doubts} = compareWanted(
		wanted,
		present,
		expectedRules(wanted, present),
	);
	const servers = [...diff.addedServers, ...diff.changedServers, ...diff.removedServers];
	return {
		servers: servers.map(({rule: {address, port}}) => {
			const found = explanations.filter(({server}) => server === `${address}:${port}`);
			return `${address}:${port} ${found[0]?.reason ?? '-'}`;
		}),
		doubts: doubts.map(({reason}) => reason),
	};
}

/** The table of a fixture, without some servers and with other weights for some. */
async function table(name: string, changes: Readonly<Record<string, number | null>>, more = '') {
	const lines = fixture(`${name}.rules`)
		.split('\n')
		.flatMap(line => {
			const [, server = ''] = / -r (\S+)/.exec(line) ?? [];
			const change = changes[server];
			return change === null
				? []
				: [change === undefined ? line : line.replace(/-w \d+/, `-w ${change}`)];
		});
	return told(await readFixture(name), rulesIn(lines.join('\n') + more));
}

const removes = 'keepalived removes a server while its health check fails';
const zeroes = 'keepalived sets the weight to 0 while the health check fails (inhibit_on_failure)';

describe('keepalived', () => {
	test.each(['keepalived/failed.conf', 'keepalived/inhibit.conf'])(
		'every difference is explained in the table that it left after checks of %s had failed',
		async name => {
			const {servers, doubts} = told(await readFixture(name), rulesIn(fixture(`${name}.failed`)));
			expect(servers.length).toBeGreaterThan(4);
			expect(servers.filter(line => line.endsWith(' -'))).toEqual([]);
			expect(doubts).toEqual([]);
		},
	);

	test('removes a server that its check took out, if it checks it', async () => {
		expect(
			await table('keepalived/web-dr.conf', {
				'198.51.100.12:80': null,
				'198.51.100.11:443': null,
				'198.51.100.12:443': null,
			}),
		).toEqual({
			servers: [
				`198.51.100.12:80 ${removes}`,
				`198.51.100.11:443 ${removes}`,
				// The file has no check for this server.
				'198.51.100.12:443 -',
			],
			doubts: [],
		});
	});

	test('does not set a weight of 0 by itself without inhibit_on_failure', async () => {
		expect((await table('keepalived/web-dr.conf', {'198.51.100.12:80': 0})).servers).toEqual([
			'198.51.100.12:80 -',
		]);
	});

	test('sets a weight of 0 with inhibit_on_failure, and does not remove the server then', async () => {
		const name = 'keepalived/inhibit.conf';
		expect((await table(name, {'198.51.100.61:8080': 0})).servers).toEqual([
			`198.51.100.61:8080 ${zeroes}`,
		]);
		expect((await table(name, {'198.51.100.61:8080': null})).servers).toEqual([
			'198.51.100.61:8080 -',
		]);
		// This server turns it off.
		expect((await table(name, {'198.51.100.62:8080': null})).servers).toEqual([
			`198.51.100.62:8080 ${removes}`,
		]);
	});

	test('sets the weight that a check answers', async () => {
		const name = 'keepalived/inhibit.conf';
		expect(
			(await table(name, {'198.51.100.63:8080': 40, '198.51.100.61:8080': 40})).servers,
		).toEqual([
			'198.51.100.61:8080 -',
			'198.51.100.63:8080 MISC_CHECK with misc_dynamic sets the weight',
		]);
	});

	test('uses the sorry server in place of all others, those without a check too', async () => {
		const sorry = '-a -t 192.0.2.100:80 -r 127.0.0.1:80 -g -w 1\n';
		const gone = {'198.51.100.11:80': null, '198.51.100.12:80': null};
		const instead =
			'the quorum of 1 is not reached: keepalived uses the sorry server instead of all servers';
		expect(await table('keepalived/web-dr.conf', gone, sorry)).toEqual({
			servers: [
				`198.51.100.11:80 ${instead}`,
				`198.51.100.12:80 ${instead}`,
				'127.0.0.1:80 keepalived uses the sorry server while the servers in use do not reach the quorum of 1',
			],
			doubts: [],
		});
		expect(
			(await table('keepalived/web-dr.conf', {'198.51.100.11:80': null}, sorry)).servers,
		).toEqual([
			`198.51.100.11:80 ${removes}`,
			// Another server is in use, so the spare server should not be there.
			'127.0.0.1:80 -',
		]);
		expect(
			(await table('keepalived/web-dr.conf', gone, sorry.replace('-g', '-m'))).servers.at(-1),
		).toBe('127.0.0.1:80 -');
	});

	test('with inhibit the servers stay at weight 0 beside the sorry server', async () => {
		const all = Object.fromEntries([1, 3, 4].map(n => [`198.51.100.6${n}:8080`, 0]));
		const {servers, doubts} = await table('keepalived/inhibit.conf', {
			...all,
			'198.51.100.62:8080': null,
			'198.51.100.69:8080': 1,
		});
		expect(doubts).toEqual([]);
		expect(servers).toHaveLength(5);
		expect(servers.filter(line => line.includes(' -'))).toEqual([]);
	});

	test('no explanation holds if the sorry server should be there and is not', async () => {
		expect(
			await table('keepalived/web-dr.conf', {'198.51.100.11:80': null, '198.51.100.12:80': null}),
		).toEqual({
			servers: ['198.51.100.11:80 -', '198.51.100.12:80 -'],
			doubts: ['too few servers are in use, and the sorry server 127.0.0.1:80 is not'],
		});
	});

	test('the quorum is lost below itself less the hysteresis', async () => {
		const name = 'keepalived/inhibit.conf';
		// The total weight is 20, the quorum 7, the hysteresis 2. A weight of 5 is enough, 0 is not.
		const off = (...servers: readonly number[]) =>
			Object.fromEntries(servers.map(n => [`198.51.100.6${n}:8080`, 0]));
		expect((await table(name, off(1, 3, 4))).doubts).toEqual([]);
		expect((await table(name, {...off(1, 3, 4), '198.51.100.62:8080': null})).doubts).toHaveLength(
			1,
		);
	});

	test('other differences are never explained', async () => {
		const present = fixture('keepalived/web-dr.conf.rules')
			.replace('198.51.100.12:80 -g', '198.51.100.12:80 -m')
			.replace('-s wrr', '-s rr')
			.concat('-A -t 192.0.2.200:80 -s rr\n');
		const wanted = await readFixture('keepalived/web-dr.conf');
		const rules = rulesIn(present);
		const {diff, explanations} = compareWanted(wanted, rules, expectedRules(wanted, rules));
		expect(explanations).toEqual([]);
		expect(diff.changedServers).toHaveLength(1);
		expect(diff.changedServices).toHaveLength(1);
		expect(diff.removedServices).toHaveLength(1);
	});

	test('a group may have lost its mask of persistence, a single service not', async () => {
		const lost = async (name: string) => {
			const wanted = await readFixture(`keepalived/${name}`);
			const present = fixture(`keepalived/${name}.rules`).replaceAll(' -M 255.255.255.0', '');
			const rules = rulesIn(present);
			return compareWanted(wanted, rules, expectedRules(wanted, rules)).diff.changedServices;
		};
		expect(await lost('main.conf')).toEqual([]);
		expect(await lost('corners.conf')).toMatchObject([{key: {address: '192.0.2.110'}}]);
	});

	test('a sorry server that is also a real server is told of once', async () => {
		const wanted = await keepalived(`virtual_server 192.0.2.1 80 {
lb_kind DR
protocol TCP
sorry_server 198.51.100.1 80
sorry_server_inhibit
real_server 198.51.100.1 80 { weight 1 }
}`);
		expect(expectedRules(wanted, [])[0]?.servers).toHaveLength(1);
	});
});

describe('ldirectord', () => {
	const file = (global: string, own = '') =>
		ldirectord(
			`${global}\nvirtual=192.0.2.1:80\n\treal=198.51.100.1:80 masq 2\n\tfallback=127.0.0.1:80 masq\n${own}`,
		);
	const base = '-A -t 192.0.2.1:80 -s wrr\n';
	const server = (weight: number) => `-a -t 192.0.2.1:80 -r 198.51.100.1:80 -m -w ${weight}\n`;
	const fallback = (weight: number) => `-a -t 192.0.2.1:80 -r 127.0.0.1:80 -m -w ${weight}\n`;
	const used = '127.0.0.1:80 ldirectord uses the fallback server while no real server is in use';
	const removed =
		'198.51.100.1:80 ldirectord removes a server while its check fails (quiescent=no)';
	const quiesced =
		'198.51.100.1:80 ldirectord sets the weight of a server to 0 while its check fails (quiescent=yes)';

	test('removes a server or sets its weight to 0, as the file says; either if it does not', () => {
		const gone = rulesIn(base + fallback(1));
		const zero = rulesIn(base + server(0) + fallback(1));
		expect(told(file('quiescent=no'), gone).servers).toEqual([removed, used]);
		expect(told(file('quiescent=no'), zero).servers).toEqual(['198.51.100.1:80 -', used]);
		expect(told(file('quiescent=yes'), gone).servers).toEqual([
			'198.51.100.1:80 ldirectord does not add a server while its check fails (readdquiescent=no)',
			used,
		]);
		expect(told(file('quiescent=yes\nreaddquiescent=yes'), gone).servers).toEqual([
			'198.51.100.1:80 -',
			used,
		]);
		expect(told(file('quiescent=yes'), zero).servers).toEqual([quiesced, used]);
		expect(told(file(''), gone).servers).toEqual([removed, used]);
		expect(told(file(''), zero).servers).toEqual([quiesced, used]);
		expect(told(file('quiescent=no', '\tquiescent=yes\n'), zero).servers).toEqual([quiesced, used]);
	});

	test('leaves the fallback server at weight 0, but not with quiescent=no', () => {
		const idle = rulesIn(base + server(2) + fallback(0));
		expect(told(file('quiescent=yes'), idle).servers).toEqual([]);
		expect(told(file('quiescent=yes'), rulesIn(base + server(2))).servers).toEqual([]);
		expect(told(file('quiescent=no'), idle).servers).toEqual(['127.0.0.1:80 -']);
	});

	test('does not explain without checks, and always without use', () => {
		const gone = rulesIn(base + fallback(1));
		expect(told(file('', '\tchecktype=on\n'), gone).servers).toEqual(['198.51.100.1:80 -', used]);
		expect(told(file('', '\tchecktype=off\n'), gone).servers).toEqual([
			'198.51.100.1:80 with checktype=off ldirectord does not use its servers',
			used,
		]);
		expect(told(file('maintenancedir=/m', '\tchecktype=on\n'), gone).servers[0]).toBe(
			'198.51.100.1:80 a file in /m takes the server out',
		);
	});

	test('no explanation holds if the fallback server should be there and is not', () => {
		expect(told(file('quiescent=no'), rulesIn(base))).toEqual({
			servers: ['198.51.100.1:80 -'],
			doubts: ['too few servers are in use, and the fallback server 127.0.0.1:80 is not'],
		});
	});
});
