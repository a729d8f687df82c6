/**
 * The Snapshots view and its overlays as whole screens; `vitest -u` rewrites the files.
 */
import {expect, test} from 'vitest';
import {type FakeSnapshot, fakeSnapshot} from '../../../support/fake-snapshots.ts';
import {type OpenConsole, openConsole, read} from '../../../support/open-console.ts';
import {director, server, service} from '../../../support/sample-director.ts';
import {keySequences} from '../../../support/terminal-screen.ts';

const {down, enter} = keySequences;
const small = {columns: 80, rows: 24};
const large = {columns: 200, rows: 60};

const live = director([
	service('tcp:10.1.1.1:80', [server('10.0.0.8:80'), server('10.0.0.9:80', {weight: 3})]),
	service('tcp:10.1.1.2:443', [server('10.0.0.8:443')]),
]);

const saved: readonly FakeSnapshot[] = [
	fakeSnapshot(
		50,
		[
			'-A -t 10.1.1.1:80 -s rr',
			'-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 1',
			'-a -t 10.1.1.1:80 -r 10.0.0.9:80 -m -w 3',
			'-A -t 10.1.1.2:443 -s rr',
			'-a -t 10.1.1.2:443 -r 10.0.0.8:443 -m -w 1',
		],
		{occasion: 'before-restore'},
	),
	fakeSnapshot(
		40,
		[
			'-A -t 10.1.1.1:80 -s wrr',
			'-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 1',
			'-a -t 10.1.1.1:80 -r 10.0.0.9:80 -m -w 1',
			'-a -t 10.1.1.1:80 -r 10.0.0.10:80 -m -w 1',
			'-A -u 10.1.1.3:53 -s rr',
			'-a -u 10.1.1.3:53 -r 10.0.0.8:53 -m -w 1',
		],
		{name: 'before the fair', isNamed: true, note: 'all that we had in spring'},
	),
	fakeSnapshot(30, ['this is no rule'], {services: null, servers: null, occasion: null}),
	fakeSnapshot(20, ['-A -f 7 -s rr'], {host: 'lb2', occasion: 'before-change'}),
];

async function openSnapshots(
	size: {readonly columns: number; readonly rows: number},
	snapshots = saved,
): Promise<OpenConsole> {
	const console = await openConsole(size, live);
	console.outside.snapshots.saved = snapshots;
	await console.press('5');
	return console;
}

async function expectFrame(name: string, {drawn}: OpenConsole): Promise<void> {
	await expect(`${await drawn()}\n`).toMatchFileSnapshot(`../../../frames/${name}.txt`);
}

test.each([small, large])('the list at $columns×$rows', async size => {
	const console = await openSnapshots(size);
	await console.press(' ', down);
	await expectFrame(`snapshots-${size.columns}x${size.rows}`, console);
});

test('no snapshot yet', async () => {
	await expectFrame('snapshots-none-80x24', await openSnapshots(small, []));
});

test('the distances are unknown to an ordinary user', async () => {
	const console = await openSnapshots(small);
	await console.poll(read({...live, access: {level: 'proc', missing: 'the rules need root'}}));
	await expectFrame('snapshots-ordinary-user-80x24', console);
});

test('the rules in a snapshot', async () => {
	const console = await openSnapshots(small);
	await console.press(enter);
	await expectFrame('snapshot-look-80x24', console);
});

test.each([small, large])('what a restore would change at $columns×$rows', async size => {
	const console = await openSnapshots(size);
	await console.press(down, 'c');
	await expectFrame(`snapshot-compare-${size.columns}x${size.rows}`, console);
});

test('colours show what is added, removed and changed', async () => {
	const console = await openSnapshots(small);
	await console.press(down, 'c');
	await console.drawn();
	const written = console.written();
	expect(written).toContain('\u{1B}[32m +   10.0.0.10:80');
	expect(written).toContain('\u{1B}[1m\u{1B}[31m - tcp:10.1.1.2:443');
	expect(written).toContain('\u{1B}[33m ~   10.0.0.9:80  weight 3 → 1');
});

test.each([small, large])('a restore that waits for an answer at $columns×$rows', async size => {
	const console = await openSnapshots(size);
	await console.press(down, 'R');
	await expectFrame(`snapshot-restore-${size.columns}x${size.rows}`, console);
});

test('a restore of more commands than anybody reads shows the first of them', async () => {
	const services = Array.from({length: 1500}, (_, index) => `-A -f ${index + 1} -s rr`);
	const console = await openSnapshots(small, [fakeSnapshot(50, services)]);
	await console.press('R');
	await expectFrame('snapshot-restore-large-80x24', console);
});

test('asking for a note', async () => {
	const console = await openSnapshots(small);
	await console.press(down, 'n', ' and summer');
	await expectFrame('snapshot-note-80x24', console);
});

test('a file that is not there is asked for again, with the reason', async () => {
	const console = await openSnapshots(small);
	await console.press('1', 'R', '/tmp/nothing', enter);
	await expectFrame('restore-no-such-file-80x24', console);
});

test('a restore without changes after an option', async () => {
	const console = await openSnapshots(small, [
		fakeSnapshot(50, [
			'-A -t 10.1.1.1:80 -s rr',
			'-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 7',
			'-a -t 10.1.1.1:80 -r 10.0.0.9:80 -m -w 3',
			'-A -t 10.1.1.2:443 -s rr',
			'-a -t 10.1.1.2:443 -r 10.0.0.8:443 -m -w 1',
		]),
	]);
	await console.press('R', 'w');
	await expectFrame('restore-nothing-differs-80x24', console);
});

test('asking whether to delete', async () => {
	const console = await openSnapshots(small);
	await console.press('x');
	await expectFrame('snapshot-delete-80x24', console);
});

test('the offer to end a restore that was cut off', async () => {
	const console = await openConsole(small, null);
	console.outside.snapshots.cutOff = {
		name: 'before the fair',
		user: 'ann',
		began: '2026-01-02T03:04:05.000Z',
		before: '/snapshots/2026-01-02T03-04-05Z.ipvs',
	};
	await console.poll(read(live));
	await expectFrame('unfinished-restore-80x24', console);
});
