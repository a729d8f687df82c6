/**
 * Every form as a person sees it. The frames are files in frames/.
 */
import {expect, test} from 'vitest';
import {type OpenConsole, openConsole, read} from '../../support/open-console.ts';
import {director, sampleDirector, server, service} from '../../support/sample-director.ts';
import {keySequences} from '../../support/terminal-screen.ts';

const {down, enter, esc, tab, right, shiftTab} = keySequences;
const small = {columns: 80, rows: 24};

const settings = {
	timeouts: {tcp: 900, tcpFin: 120, udp: 300},
	daemons: [
		{
			role: 'master',
			interface: 'br0',
			syncId: 5,
			maxLength: 1472,
			group: '224.0.0.81',
			port: 8848,
			ttl: 1,
		},
	],
} as const;

async function expectFrame(name: string, {drawn}: OpenConsole): Promise<void> {
	await expect(`${await drawn()}\n`).toMatchFileSnapshot(`../../frames/form-${name}.txt`);
}

/** The sample director with the cursor this many rows down. */
async function openAt(row: number, size = small): Promise<OpenConsole> {
	const console = await openConsole(size, sampleDirector({settings}));
	await console.press(...Array.from({length: row}, () => down));
	return console;
}

const gueRow = 8;
const persistentRow = 3;

test('a new service', async () => {
	const console = await openAt(0);
	await console.press('A');
	await expectFrame('add-service-80x24', console);
});

test('a new persistent service of a firewall mark', async () => {
	const console = await openAt(0);
	await console.press('A', 'f', tab, '8', tab, right, tab, 'sh', tab, ' ', tab, tab, ' ');
	await expectFrame('add-mark-80x24', console);
});

test('a new service with something wrong', async () => {
	const console = await openAt(0);
	await console.press('A', tab, '10.1.1.300', tab, '80');
	await expectFrame('add-service-wrong-80x24', console);
});

test('a new server', async () => {
	const console = await openAt(1);
	await console.press('a', '10.0.0.10');
	await expectFrame('add-server-80x24', console);
});

test('a new server whose port the kernel would quietly change', async () => {
	const console = await openAt(1);
	await console.press('a', '10.0.0.10', tab, '80', tab, 'd');
	await expectFrame('add-server-port-80x24', console);
});

test('a persistent service', async () => {
	const console = await openAt(persistentRow);
	await console.press('e');
	await expectFrame('edit-service-80x24', console);
});

test('a server behind a tunnel', async () => {
	const console = await openAt(gueRow);
	await console.press('e', tab, tab, tab, '0');
	await expectFrame('edit-server-gue-80x24', console);
});

test('a form on the smallest terminal shows the field that keys go to', async () => {
	const console = await openAt(gueRow, {columns: 60, rows: 15});
	await console.press('e', shiftTab);
	await expectFrame('edit-server-gue-60x15', console);
});

test('the plan of a form, over it', async () => {
	const console = await openAt(1);
	await console.press('e', tab, '0', enter);
	await expectFrame('edit-server-plan-80x24', console);
});

test('the timeouts', async () => {
	const console = await openAt(0);
	await console.press(':timeouts', enter, '0');
	await expectFrame('timeouts-80x24', console);
});

test('a daemon that is started', async () => {
	const console = await openAt(0);
	await console.press(':sync', enter, right, tab, 'x');
	await expectFrame('sync-daemons-start-80x24', console);
});

test('a daemon that runs', async () => {
	const console = await openAt(0);
	await console.press(':sync', enter);
	await expectFrame('sync-daemons-stop-80x24', console);
});

test('a server that is deleted with connections', async () => {
	const console = await openAt(1);
	await console.press('x');
	await expectFrame('delete-server-80x24', console);
});

test('a service that is deleted', async () => {
	const console = await openAt(0);
	await console.press('x', 'yes');
	await expectFrame('delete-service-80x24', console);
});

test('a row that goes away while its form is open', async () => {
	const console = await openAt(1);
	await console.press('e', tab, '5');
	await console.poll(read(director([service('tcp:172.16.249.138:80', [])])));
	await expectFrame('edit-server-gone-80x24', console);
});

test('leaving with something typed', async () => {
	const console = await openAt(1);
	await console.press('e', tab, '5', esc);
	await expectFrame('leaving-80x24', console);
});

test('characters of a table that were made to deceive a terminal stay harmless', async () => {
	const odd = service('tcp:10.1.1.1:80', [server('10.0.0.1:80')], {scheduler: 'x\u{1B}[31m'});
	const console = await openConsole(small, director([odd]));
	await console.press('e', tab, tab);
	expect(await console.drawn()).toContain('x\\x1b[31m');
});

const sizes = [
	{columns: 60, rows: 15},
	small,
	{columns: 120, rows: 40},
	{columns: 160, rows: 45},
	{columns: 200, rows: 60},
];

test.each(sizes)('a scheduler that is completed at $columns×$rows', async size => {
	const console = await openAt(0, size);
	await console.press('A', down, '10.1.1.9', tab, '80', tab, 's', tab);
	await expectFrame(`completing-${size.columns}x${size.rows}`, console);
});

test.each(sizes)('a copy of a service with its servers at $columns×$rows', async size => {
	const console = await openAt(1, size);
	await console.press('K', '10.1.1.9', tab, tab, ' ');
	await expectFrame(`copy-service-${size.columns}x${size.rows}`, console);
});
