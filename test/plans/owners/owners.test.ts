import {expect, test} from 'vitest';
import {receiveFacts} from '../../../source/console/state/director-reducers.ts';
import type {Owner} from '../../../source/ipvs/owner.ts';
import {unknownSysctls} from '../../../source/plans/known-row.ts';
import {type OpenConsole, openConsole} from '../../support/open-console.ts';
import {sampleDirector} from '../../support/sample-director.ts';
import {keySequences} from '../../support/terminal-screen.ts';

const {down, enter} = keySequences;

const keepalived: Owner = {kind: 'keepalived', sign: 'process keepalived (812)', doubt: null};

async function consoleWith(owners: readonly Owner[] | null, columns = 80): Promise<OpenConsole> {
	const console = await openConsole({columns, rows: 24}, sampleDirector());
	console.store.update(receiveFacts({sysctls: unknownSysctls, drains: [], owners}));
	await console.drawn();
	return console;
}

test('the header names who manages the table', async () => {
	const {drawn} = await consoleWith([keepalived]);
	const [first] = (await drawn()).split('\n');
	expect(first).toContain('lb1   keepalived owns this');
	expect(first).toContain('2s   ● live');
});

test('the header marks an uncertain owner', async () => {
	const {drawn} = await consoleWith([
		{...keepalived, doubt: 'it may only do VRRP'},
		{kind: 'docker', sign: 'namespace', doubt: null},
	]);
	expect(await drawn()).toContain('keepalived?, docker own this');
});

test.each([[null], [[]]])('nobody is named if nobody was found: %o', async owners => {
	const {drawn} = await consoleWith(owners);
	expect(await drawn()).not.toMatch(/owns? this/);
});

test('a plan shows how the owner will react', async () => {
	const console = await consoleWith([keepalived]);
	await console.press(down, 'w', '5', enter);
	await expect(`${await console.drawn()}\n`).toMatchFileSnapshot(
		'../../frames/owner-warning-80x24.txt',
	);
	await console.press('y');
	expect(console.outside.asked).toContainEqual({
		apply: ['ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 5'],
	});
});
