/**
 * The screens of drains, as a person sees them; each is a file in frames/.
 */

import {expect, test} from 'vitest';
import type {ConsoleOptions} from '../../../source/console/state/console-state.ts';
import {receiveFacts} from '../../../source/console/state/director-reducers.ts';
import type {LiveServer, LiveService} from '../../../source/director/polling/live.ts';
import type {RememberedDrain} from '../../../source/plans/remembered-drain.ts';
import {defaultSysctls} from '../../support/default-sysctls.ts';
import {type OpenConsole, openConsole} from '../../support/open-console.ts';
import {director, rates, server, service} from '../../support/sample-director.ts';
import {keySequences} from '../../support/terminal-screen.ts';

const {down, enter} = keySequences;
const small = {columns: 80, rows: 24};
const settings = {timeouts: {tcp: 900, tcpFin: 120, udp: 300}, daemons: []};
const sysctls = defaultSysctls;
const persistence = {persistence: {timeout: 300, netmask: '255.255.255.255'}};
const busy: Partial<LiveServer> = {
	activeConnections: 6,
	inactiveConnections: 70,
	persistentConnections: 12,
	rates: rates({connections: 6.5, inBytes: 2800, outBytes: 3237.5}),
};

interface Told {
	readonly services: readonly LiveService[];
	readonly size?: {readonly columns: number; readonly rows: number};
	readonly drains?: readonly RememberedDrain[];
	readonly quiescent?: boolean;
	readonly options?: ConsoleOptions;
}

/** A console on a director with these services, at the first reading. */
async function open({services, size = small, drains = [], quiescent, options}: Told) {
	const console = await openConsole(size, director(services, {settings}), options);
	console.store.update(
		receiveFacts({
			sysctls: {...sysctls, expireQuiescentTemplate: quiescent ?? false},
			drains,
			owners: [],
		}),
	);
	return console;
}

const two = (told: Partial<LiveServer> = busy) => [
	server('10.0.0.8:80', told),
	server('10.0.0.9:80', busy),
];

async function expectFrame(name: string, {drawn}: OpenConsole): Promise<void> {
	await expect(`${await drawn()}\n`).toMatchFileSnapshot(`../../frames/${name}.txt`);
}

const web = 'tcp:172.16.249.138:80';

test.each<{name: string} & Told>([
	{name: 'tcp', services: [service(web, two())]},
	{name: 'persistent', services: [service(web, two(), persistence)]},
	{name: 'persistent-quiescent', services: [service(web, two(), persistence)], quiescent: true},
	{name: 'sh', services: [service(web, two(), {scheduler: 'sh'})]},
	{name: 'dh', services: [service(web, two(), {scheduler: 'dh'})]},
	{name: 'udp', services: [service('udp:172.16.249.138:53', two())]},
	{name: 'last', services: [service(web, [server('10.0.0.8:80', busy)])]},
	{
		name: 'several-services',
		services: [service(web, two()), service('udp:172.16.249.138:80', two())],
	},
])('the panel of a drain: $name', async ({name, ...told}) => {
	const console = await open(told);
	await console.press(down, 'd');
	await expectFrame(`drain-${name}-80x24`, console);
});

test('the panel without the fallback flag: a word has to be typed', async () => {
	const console = await open({services: [service(web, two(), {scheduler: 'mh'})]});
	await console.press(down, 'd', 'f', 'x', 'ye');
	await expectFrame('drain-mh-without-flag-80x24', console);
});

test('the panel of several servers in several services', async () => {
	const console = await open({
		services: [
			service(web, [...two(), server('10.0.0.10:80')]),
			service('tcp:172.16.249.138:443', [...two(), server('10.0.0.10:80')]),
		],
		size: {columns: 100, rows: 30},
	});
	await console.press(' ', '/', '10.0.0.8', enter, '*', 'd');
	await expectFrame('drain-of-many-100x30', console);
});

/** The time at which the simulated director was read. */
const now = Date.UTC(2026, 0, 2, 3, 4, 5);
const begun = {service: web, weight: 1, since: now - 42_000} as const;

/** One server that still has connections, one that is empty, one without a remembered drain. */
const underway: Told = {
	services: [
		service(
			web,
			[
				server('10.0.0.8:80', {...busy, weight: 0, rates: rates()}),
				server('10.0.0.9:80', {weight: 0, inactiveConnections: 4, persistentConnections: 0}),
				server('10.0.0.10:80', {weight: 0, activeConnections: 3}),
				server('10.0.0.11:80', busy),
			],
			persistence,
		),
	],
	drains: [
		{...begun, server: '10.0.0.8:80'},
		{...begun, server: '10.0.0.9:80'},
	],
};

test.each([small, {columns: 120, rows: 40}])('drains at $columns×$rows', async size => {
	const console = await open({...underway, size});
	await console.press(down);
	await expectFrame(`draining-${size.columns}x${size.rows}`, console);
});

test('details of a server that is drained', async () => {
	const console = await open({...underway, size: {columns: 80, rows: 40}});
	await console.press(down, enter);
	await expectFrame('details-draining-80x40', console);
});

test('a dry run', async () => {
	const console = await open({services: [service(web, two())], options: {dryRun: true}});
	await console.press(down, 'd');
	expect(console.store.getState().prompt?.kind).toBe('confirm');
	expect(await console.drawn()).toContain(' Dry run of this command?  y yes   n no');
	await console.press('y');
	await expectFrame('dry-run-80x24', console);
});
