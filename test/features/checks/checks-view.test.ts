/**
 * The Checks view, the count in the header, the marks on rows, and the details of the director.
 */
import {describe, expect, it} from 'vitest';
import type {ConsoleStore} from '../../../source/console/state/model.ts';
import {known, unknownBecause} from '../../../source/director/machine/known.ts';
import type {LiveService} from '../../../source/director/polling/live.ts';
import {
	beginChecks,
	receiveChecks,
} from '../../../source/features/checks/console/checks-actions.ts';
import {checksFeature} from '../../../source/features/checks/console/feature.ts';
import {keyboard} from '../../support/keyboard.ts';
import {type OpenConsole, openConsole, read} from '../../support/open-console.ts';
import {director, server, service} from '../../support/sample-director.ts';
import {keySequences} from '../../support/terminal-screen.ts';
import {drService, factsOf, files, natService, resultOf, type Told, vip, way} from './facts-of.ts';

const {enter, down, esc} = keySequences;
const small = {columns: 80, rows: 24};
const large = {columns: 200, rows: 60};

/** A console on the director of these facts, with the result of all checks. */
async function open(told: Told, size = small): Promise<OpenConsole> {
	const {table} = factsOf(told);
	const console = await openConsole(
		size,
		director(told.services, {settings: table.settings, time: 60_000}),
	);
	console.store.update(receiveChecks(resultOf(told), 0));
	await console.drawn();
	return console;
}

async function expectFrame(name: string, {drawn}: OpenConsole): Promise<void> {
	await expect(`${await drawn()}\n`).toMatchFileSnapshot(`../../frames/${name}.txt`);
}

const hashed = (fallback: boolean): LiveService =>
	service(`tcp:${vip}:443`, [server('10.0.0.8:443', {weight: 0}), server('10.0.0.9:443')], {
		scheduler: 'sh',
		...(fallback ? {schedulerFlags: ['sh-fallback']} : {}),
	});

/** A director with findings of each severity, and with something that cannot be known. */
const troubled: Told = {
	services: [natService, hashed(false)],
	sources: {
		files: files({
			'/proc/sys/net/ipv4/ip_forward': 0,
			'/proc/sys/net/ipv4/conf/eth1/forwarding': 0,
			drop_entry: 2,
		}),
		neighbours: unknownBecause('ip is not installed on the director: install iproute2'),
	},
};

describe('the Checks view', () => {
	it.each([
		['80x24', small],
		['200x60', large],
	])('lists the findings, the most serious ones first, at %s', async (name, size) => {
		const console = await open(troubled, size);
		await console.press('7');
		await expectFrame(`checks-${name}`, console);
	});

	it.each([
		['80x24', small],
		['200x60', large],
	])('shows a finding in full at %s', async (name, size) => {
		const console = await open(troubled, size);
		await console.press('7', enter);
		await expectFrame(`checks-details-${name}`, console);
	});

	it('says that nothing is wrong', async () => {
		const console = await open({services: [natService]});
		await console.press('7');
		await expectFrame('checks-healthy-80x24', console);
	});

	it('runs the checks when it is opened and on demand, and says so', async () => {
		const {store, outside, press, drawn} = await openConsole(small, director([natService]));
		expect(outside.asked).not.toContain('check now');
		await press('7');
		expect(outside.asked.filter(asked => asked === 'check now')).toHaveLength(1);
		store.update(beginChecks);
		expect(await drawn()).toContain(' checking …');
		await press('n');
		expect(outside.asked.filter(asked => asked === 'check now')).toHaveLength(2);
	});

	it('says why the checks could not be run', async () => {
		const {store, press, drawn} = await openConsole(small, director([natService]));
		store.update(receiveChecks({problem: 'the clock stands still'}, 0));
		await press('7');
		expect(await drawn()).toContain(' not checked: the clock stands still');
	});

	it('carries out what ipvsadm can mend, as a plan', async () => {
		const {press, drawn, outside} = await open({services: [hashed(false), natService]});
		await press('7');
		expect(await drawn()).toMatch(/> error +fallback-missing /);
		await press('f');
		expect(await drawn()).toContain(`ipvsadm -E -t ${vip}:443 -s sh -b sh-fallback`);
		await press('y');
		expect(outside.asked).toContainEqual({
			apply: [`ipvsadm -E -t ${vip}:443 -s sh -b sh-fallback`],
		});
	});

	it('does not run what is not ipvsadm’s, and says where the command is', async () => {
		const {press, drawn, outside} = await open(troubled);
		await press('7', 'f');
		expect(await drawn()).toContain('ipvsadm cannot mend this: its details (Enter)');
		expect(
			outside.asked.filter(asked => typeof asked === 'object' && 'apply' in (asked ?? {})),
		).toEqual([]);
	});

	it('goes to the row that a finding concerns', async () => {
		const {press, drawn} = await open({...troubled, services: [hashed(false), natService]});
		await press('7', down, 's');
		expect(await drawn()).toMatch(/> *! 10\.0\.0\.8:443|>▾!TCP 172\.16\.249\.138:443/);
	});

	it('finds rows by words', async () => {
		const {press, drawn} = await open(troubled);
		await press('7', '/', 'drop_entry', enter);
		expect(await drawn()).toMatch(/> warning +defence-active/);
		expect(await drawn()).not.toContain('ip-forward-off');
		await press(esc);
		expect(await drawn()).toContain('ip-forward-off');
	});
});

describe('the header and the rows', () => {
	it('count errors and warnings, and leave notes out', async () => {
		const {drawn} = await open(troubled);
		expect((await drawn()).split('\n')[0]).toContain('2 errors, 1 warning');
		const noted = await open({
			services: [natService],
			ways: {'10.0.0.9': {kind: 'local'}},
		});
		expect((await noted.drawn()).split('\n')[0]).not.toMatch(/note|warning|error/);
	});

	it('shorten the count where the header has little room', async () => {
		const {store, drawn} = await open(troubled);
		store.update(({director: now}) => ({
			director: {...now, live: now.live && {...now.live, host: 'load-balancer-17.north.example'}},
		}));
		expect((await drawn()).split('\n')[0]).toMatch(/example {3}2 errors /);
		store.update(({director: now}) => ({
			director: {
				...now,
				live: now.live && {...now.live, host: 'load-balancer-17.data-centre-1.example'},
			},
		}));
		expect((await drawn()).split('\n')[0]).toMatch(/example {3}!3 /);
	});

	it('mark the services and servers concerned, until they are mended', async () => {
		const told: Told = {
			services: [drService],
			ways: {'10.0.0.9': way('eth1', {gateway: '10.0.0.254'})},
		};
		const {store, drawn, press} = await open(told);
		expect(await drawn()).toContain('  ! 10.0.0.9:80');
		expect(await drawn()).toContain('    10.0.0.8:80');
		await press('2');
		expect(await drawn()).toMatch(/10\.0\.0\.9 .*! check/);
		store.update(receiveChecks(resultOf({services: [drService]}), 1));
		expect(await drawn()).not.toContain('!');
	});
});

describe('the details of a row', () => {
	it('have the errors and warnings about it, and leave notes to the Checks view', async () => {
		const {press, drawn} = await open({
			services: [drService],
			ways: {'10.0.0.9': way('eth1', {gateway: '10.0.0.254'}), '10.0.0.8': {kind: 'local'}},
		});
		await press(down, enter);
		expect(await drawn()).not.toContain('is an address of this director');
		await press(esc, down, enter);
		const shown = (await drawn()).replaceAll(/\s+/g, ' ');
		expect(shown).toContain(
			'error 10.0.0.9 is behind the router 10.0.0.254 on eth1 (dr-server-not-connected, view 7)',
		);
		expect(shown).not.toContain('10.0.0.8 is an address');
	});
});

describe('the details of the director', () => {
	const live = director([natService], {
		settings: {
			timeouts: {tcp: 900, tcpFin: 120, udp: 300},
			daemons: [
				{
					...{role: 'master', interface: 'eth1', syncId: 5, maxLength: 1472},
					...{group: '224.0.0.81', port: 8848, ttl: 1},
				},
			],
		},
	});

	it.each([
		['80x24', small],
		['200x60', large],
	])('explain each setting at %s', async (name, size) => {
		const console = await openConsole(size, live);
		console.outside.checks.readFiles = async () =>
			files({
				'/sys/module/ip_vs/parameters/conn_tab_bits': 12,
				expire_quiescent_template: 1,
				sync_threshold: '3\t50',
				est_cpulist: '',
				conn_max: 1_073_741_824,
				some_new_one: 4,
			});
		await console.press(':', 'director', enter);
		await expectFrame(`director-details-${name}`, console);
	});

	it('says why the settings are not known, and shows the rest', async () => {
		const {press, drawn, outside, poll} = await openConsole(small, live);
		outside.checks.readFiles = async () => unknownBecause('sh is not installed on the director');
		await press(':', 'director', enter);
		await poll(read(live));
		expect(await drawn()).toContain('master on eth1, sync id 5, group 224.0.0.81');
		expect(await drawn()).toContain('not known: sh is not installed on the director');
	});

	it('can be opened from every view', async () => {
		const {press, drawn, outside} = await openConsole(small, live);
		outside.checks.readFiles = async () =>
			known(files().value as NonNullable<ReturnType<typeof files>['value']>);
		await press('4', ':', 'director', enter);
		expect(await drawn()).toContain('Director lb1');
	});
});

it('a screen of the view does not wait for checks of a director that cannot be read', () => {
	const unread = keyboard(null);
	unread.press('7');
	const awaits = (store: ConsoleStore) => checksFeature.awaits(store.getState());
	expect(awaits(unread.store)).toBe(false);
	const opened = keyboard(director([]));
	opened.press('7');
	expect(awaits(opened.store)).toBe(true);
	opened.store.update(receiveChecks({problem: 'no access'}, 0));
	expect(awaits(opened.store)).toBe(false);
});

it('has the chooser of columns', () => {
	const {press, store} = keyboard(director([]));
	press('7C');
	expect(store.getState().overlay?.place).toBe('columns');
});

it('shows the chosen columns in their order', async () => {
	const console = await open({services: [hashed(false)]});
	await console.press('7');
	expect(console.frame()).toContain('severity check');
	console.store.update(() => ({columns: {checks: ['found', 'check']}}));
	await console.drawn();
	expect(console.frame()).toMatch(/severity found +check/);
});
