/**
 * Restores by keys: shown, changed, run, undone, and continued after a failure.
 */
import {describe, expect, test} from 'vitest';
import type {ConsoleOptions} from '../../../../source/console/state/console-state.ts';
import {receiveFacts} from '../../../../source/console/state/director-reducers.ts';
import {proposeRestore} from '../../../../source/features/snapshots/restore/propose-restore.ts';
import type {RestoreOutcome} from '../../../../source/features/snapshots/restore/restore-outcome.ts';
import type {Owner} from '../../../../source/ipvs/owner.ts';
import {unknownSysctls} from '../../../../source/plans/known-row.ts';
import {fakeSnapshot} from '../../../support/fake-snapshots.ts';
import {keyStore} from '../../../support/key-store.ts';
import {rulesOf} from '../../../support/rules-of.ts';
import {director, server, service} from '../../../support/sample-director.ts';

const live = director([
	service('tcp:10.1.1.1:80', [server('10.0.0.8:80', {weight: 5})]),
	service('tcp:10.1.1.2:80', [server('10.0.0.9:80', {weight: 5})]),
]);
const wanted = [
	'-A -t 10.1.1.1:80 -s rr',
	'-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 1',
	'-A -t 10.1.1.2:80 -s wrr',
	'-a -t 10.1.1.2:80 -r 10.0.0.9:80 -m -w 1',
];
const editFirst = 'ipvsadm -e -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 1';
const editSecond = 'ipvsadm -e -t 10.1.1.2:80 -r 10.0.0.9:80 -m -w 1';
const scheduler = 'ipvsadm -E -t 10.1.1.2:80 -s wrr';
const before = {
	path: '/snapshots/before.ipvs',
	rules: rulesOf('-A -t 10.1.1.1:80 -s rr', '-A -t 10.1.1.2:80 -s rr'),
};
const failed: RestoreOutcome = {
	result: 'failed',
	reason: 'ipvsadm said no',
	left: null,
	before: before.path,
	rollback: null,
	warnings: [],
};

/** A console that has read the director, with two snapshots and one that was saved before a restore. */
async function openStore(options: ConsoleOptions = {}) {
	const opened = keyStore(options);
	const {store, outside} = opened;
	outside.snapshots.saved = [
		fakeSnapshot(30, wanted),
		fakeSnapshot(20, wanted.slice(0, 2)),
		fakeSnapshot(
			10,
			[
				'-A -t 10.1.1.1:80 -s rr',
				'-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 7',
				'-A -t 10.1.1.2:80 -s rr',
				'-a -t 10.1.1.2:80 -r 10.0.0.9:80 -m -w 7',
			],
			{path: before.path},
		),
	];
	outside.snapshots.way = {
		proposal: proposeRestore({
			name: before.path,
			wanted: before.rules,
			services: live.services,
		}),
		before,
	};
	await opened.poll(live);
	return {
		...opened,
		plan() {
			const {prompt} = store.getState();
			return prompt?.kind === 'confirm'
				? prompt.plan.steps.map(({command}) => command.join(' '))
				: null;
		},
		restored: () =>
			outside.asked.filter(
				entry => typeof entry === 'object' && entry !== null && 'restore' in entry,
			),
	};
}

describe('R', () => {
	test('shows the plan of the snapshot under the cursor; y carries it out', async () => {
		const {press, plan, restored, message, outside} = await openStore();
		await press('5R');
		expect(plan()).toEqual([editFirst, editSecond, scheduler]);
		expect(restored()).toEqual([]);
		await press('y');
		expect(restored()).toEqual([{restore: [editFirst, editSecond, scheduler]}]);
		expect(outside.asked).not.toContainEqual(expect.objectContaining({apply: expect.anything()}));
		expect(outside.asked).toContain('refresh');
		expect(message()).toBe(
			'done: restore of 2026-01-02T03-30-00Z: 1 service and 2 servers changed; the previous rules are the snapshot before',
		);
	});

	test('asks elsewhere what to restore; an empty answer means the newest', async () => {
		const {press, plan} = await openStore();
		await press('R<enter>');
		expect(plan()).toEqual([editFirst, editSecond, scheduler]);
	});

	test('reports a missing file, and asks again with the typed text', async () => {
		const {press, plan, message, outside} = await openStore();
		const path = outside.snapshots.saved[0]?.path;
		await press(`R${path}x<enter>`);
		expect(plan()).toBeNull();
		expect(message()).toBe(`${path}x: no such file`);
		await press('<backspace><enter>');
		expect(plan()).toEqual([editFirst, editSecond, scheduler]);
	});

	test('reports that nothing differs', async () => {
		const {press, poll, plan, message} = await openStore();
		await poll(
			director([
				service('tcp:10.1.1.1:80', [server('10.0.0.8:80')]),
				service('tcp:10.1.1.2:80', [server('10.0.0.9:80')], {scheduler: 'wrr'}),
			]),
		);
		for (const keys of ['5R', '1j 5R']) {
			await press(keys);
			expect(plan()).toBeNull();
			expect(message()).toBe(
				'no differences: the director already has the rules of 2026-01-02T03-30-00Z',
			);
		}
	});

	test('says why rules cannot be restored', async () => {
		const {press, outside, plan, message} = await openStore();
		outside.snapshots.saved = [
			fakeSnapshot(30, ['-A -t 10.1.1.3:80 -s rr -o', '-A -t 10.1.1.3:81 -s rr']),
		];
		await press('5R');
		expect(plan()).toBeNull();
		expect(message()).toMatch(/^these rules cannot be restored: tcp:10\.1\.1\.3:80: /);
	});

	test('asks for a word if traffic is dropped', async () => {
		const {press, restored, store} = await openStore();
		await press('5jRy<enter>');
		expect(restored()).toEqual([]);
		await press('<ctrl-u>yes<enter>');
		expect(restored()).toHaveLength(1);
		expect(store.getState().applying).toBeNull();
	});

	test('in a dry run changes nothing', async () => {
		const {press, restored, message} = await openStore({dryRun: true});
		await press('5Ry');
		expect(restored()).toEqual([]);
		expect(message()).toMatch(/^dry run, nothing was changed: restore of /);
	});
});

describe('the dialog', () => {
	test('warns about keepalived’s reaction, even after changing an option', async () => {
		const {press, store} = await openStore();
		const owners: readonly Owner[] = [
			{kind: 'keepalived', sign: 'process keepalived (812)', doubt: null},
		];
		store.update(receiveFacts({sysctls: unknownSysctls, drains: [], owners}));
		const warned = () => {
			const {prompt} = store.getState();
			return prompt?.kind === 'confirm' && prompt.plan.warnings.join('; ');
		};
		await press('5R');
		expect(warned()).toMatch(/keepalived does not notice the edit/);
		await press('w');
		expect(warned()).toMatch(/keepalived/);
	});
});

describe('the choice', () => {
	test('w leaves the live weights, and again takes those of the file', async () => {
		const {press, plan} = await openStore();
		await press('5Rw');
		expect(plan()).toEqual([scheduler]);
		await press('w');
		expect(plan()).toEqual([editFirst, editSecond, scheduler]);
	});

	test('o confines it to the services of marked servers', async () => {
		const {press, plan, restored} = await openStore();
		await press('j 5Ro');
		expect(plan()).toEqual([editFirst]);
		await press('oowoy');
		expect(restored()).toEqual([{restore: [scheduler]}]);
	});

	test('has nothing to confirm if nothing differs; another option brings it back', async () => {
		const {press, plan, restored, message} = await openStore();
		await press('j 5Row');
		expect(plan()).toEqual([]);
		for (const key of ['y', '<enter>']) {
			await press(key);
			expect(message()).toBe('no differences, so there is nothing to run');
		}

		expect(restored()).toEqual([]);
		await press('w');
		expect(plan()).toEqual([editFirst]);
		await press('y');
		expect(restored()).toEqual([{restore: [editFirst]}]);
	});

	test('o reports that nothing was marked', async () => {
		const {press, message} = await openStore();
		await press('5Ro');
		expect(message()).toBe('no server was marked when you started the restore');
	});

	test('is for restores only', async () => {
		const {press, message} = await openStore();
		await press('jw3<enter>w');
		expect(message()).toBe('this is only for restores');
	});

	test('is made from the present table', async () => {
		const {press, poll, plan} = await openStore();
		await press('5R');
		await poll(
			director([
				service('tcp:10.1.1.1:80', [server('10.0.0.8:80')]),
				service('tcp:10.1.1.2:80', [server('10.0.0.9:80', {weight: 5})]),
			]),
		);
		await press('ww');
		expect(plan()).toEqual([editSecond, scheduler]);
	});
});

describe('afterwards', () => {
	test('u goes back to the rules before it, and then to nothing more', async () => {
		const {press, plan, restored, message} = await openStore();
		await press('5Ryu');
		expect(plan()).toEqual([
			'ipvsadm -e -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 7',
			'ipvsadm -e -t 10.1.1.2:80 -r 10.0.0.9:80 -m -w 7',
		]);
		await press('w');
		expect(message()).toBe('a rollback always restores exactly the previous rules');
		await press('y');
		expect(restored()).toHaveLength(2);
		await press('u');
		expect(message()).toBe('nothing to undo');
	});

	test('u goes back among the same services only', async () => {
		const {press, plan} = await openStore();
		await press('j 5Royu');
		expect(plan()).toEqual(['ipvsadm -e -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 7']);
	});

	test('a refused restore gives the reason, and there is nothing to undo', async () => {
		const {press, outside, message, store} = await openStore();
		outside.snapshots.outcome = {
			result: 'refused',
			reason: 'the table has changed since the plan was shown: 1 server changed',
		};
		await press('5Ry');
		expect(message()).toBe(
			'refused, nothing was changed: the table has changed since the plan was shown: 1 server changed',
		);
		expect(store.getState().done).toEqual([]);
		expect(outside.asked).toContain('refresh');
	});

	test('a failed restore shows what is left, and offers to roll back', async () => {
		const {press, outside, plan, restored, message, store} = await openStore();
		outside.snapshots.outcome = failed;
		await press('5Ry');
		expect(message()).toBe(
			'failed: ipvsadm said no; the table could not be read, so it is not known what is still to do; the previous rules are saved in /snapshots/before.ipvs',
		);
		expect(plan()).toEqual([
			'ipvsadm -d -t 10.1.1.1:80 -r 10.0.0.8:80',
			'ipvsadm -d -t 10.1.1.2:80 -r 10.0.0.9:80',
		]);
		// Enter may have been pressed for something else.
		await press('<enter>');
		expect(restored()).toHaveLength(1);
		outside.snapshots.outcome = {result: 'done', before: before.path, warnings: []};
		await press('yes<enter>');
		expect(restored().at(-1)).toMatchObject({before: before.path});
		expect(store.getState().done).toEqual([]);
	});

	test('after declining the rollback the message says how to return to it, and that works', async () => {
		const {press, outside, message, store} = await openStore();
		outside.snapshots.outcome = failed;
		await press('5Ry<esc>');
		expect(message()).toBe(
			'nothing was changed; to come back to this restore, type :unfinished-restore',
		);
		outside.snapshots.cutOff = {
			name: 'spring',
			user: 'ann',
			began: '2026-01-02T03:04:05.000Z',
			before: before.path,
		};
		await press(':unfinished-restore<enter>');
		expect(store.getState().overlay?.place).toBe('unfinished');
		await press('f<esc>');
		expect(message()).toContain(':unfinished-restore');
	});

	test('if a failed restore has changed nothing, it is over without a question', async () => {
		const {press, outside, plan, restored} = await openStore();
		outside.snapshots.outcome = failed;
		outside.snapshots.way = {
			proposal: proposeRestore({
				name: before.path,
				wanted: rulesOf(),
				services: [],
			}),
			before,
		};
		await press('5Ry');
		expect(plan()).toBeNull();
		expect(restored().at(-1)).toEqual({restore: [], before: before.path});
	});

	test('file errors are shown, and the console continues', async () => {
		const {press, outside, store, message} = await openStore();
		outside.snapshots.restore = async () => {
			throw new Error('no space left');
		};
		await press('5Ry');
		expect(message()).toBe('no space left');
		expect(store.getState().applying).toBeNull();
	});
});
