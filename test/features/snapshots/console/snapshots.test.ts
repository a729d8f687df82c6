/**
 * The Snapshots view by its keys: the contents of snapshots and when they are read, saving, and actions on single ones.
 */
import {describe, expect, test} from 'vitest';
import type {ConsoleOptions} from '../../../../source/console/state/console-state.ts';
import {type FakeSnapshot, fakeSnapshot} from '../../../support/fake-snapshots.ts';
import {keyStore} from '../../../support/key-store.ts';
import {overlayText, partsOf} from '../../../support/parts-of.ts';
import {director, server, service} from '../../../support/sample-director.ts';

const rules = ['-A -t 10.1.1.1:80 -s rr', '-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 1'];

function live(weight = 1) {
	return director([service('tcp:10.1.1.1:80', [server('10.0.0.8:80', {weight})])]);
}

/** A console that has read the director, with these snapshots. */
async function openStore(saved: readonly FakeSnapshot[], options: ConsoleOptions = {}) {
	const opened = keyStore(options);
	const {store, outside} = opened;
	const reads: string[] = [];
	const {read: readFile} = outside.snapshots;
	outside.snapshots.saved = saved;
	outside.snapshots.read = word => {
		reads.push(word);
		return readFile(word);
	};
	await opened.poll(live());
	return {
		...opened,
		reads,
		distances: () =>
			partsOf(store).snapshots.rows.map(({content}) =>
				content?.problem === null ? content.distance?.servers.changed : content,
			),
	};
}

describe('the content of snapshots', () => {
	const two = [fakeSnapshot(20, rules), fakeSnapshot(10, rules)];

	test('is read only when the view is open', async () => {
		const {reads, press, distances} = await openStore(two);
		expect(reads).toEqual([]);
		await press('5');
		expect(reads).toEqual(two.map(({path}) => path));
		expect(distances()).toEqual([0, 0]);
	});

	test('is not read again if a reading has the same rules', async () => {
		const {reads, press, poll} = await openStore(two);
		await press('5');
		await poll(live());
		expect(reads).toHaveLength(2);
	});

	test('is compared again if the rules have changed', async () => {
		const {press, poll, distances} = await openStore(two);
		await press('5');
		await poll(live(7));
		expect(distances()).toEqual([1, 1]);
	});

	test('is unknown until its file was read, and the view lives meanwhile', async () => {
		const {press, outside, store, settled, distances} = await openStore(two);
		const {read: readFile} = outside.snapshots;
		const late = Promise.withResolvers<void>();
		outside.snapshots.read = async word => {
			await late.promise;
			return readFile(word);
		};
		await press('5j');
		expect(distances()).toEqual([null, null]);
		expect(partsOf(store).snapshots.cursor.index).toBe(1);
		late.resolve();
		await settled();
		expect(distances()).toEqual([0, 0]);
	});

	test('is not shown for rules that have changed while a file was read', async () => {
		const {press, outside, poll, settled, distances} = await openStore(two);
		const {read: readFile} = outside.snapshots;
		const late = Promise.withResolvers<void>();
		outside.snapshots.read = async word => {
			await late.promise;
			return readFile(word);
		};
		await press('5');
		await poll(live(7));
		late.resolve();
		await settled();
		expect(distances()).toEqual([1, 1]);
	});

	test('is a reason if the file cannot be read', async () => {
		const {press, distances} = await openStore([fakeSnapshot(20, ['nonsense'])]);
		await press('5');
		expect(distances()).toEqual([
			{problem: '/snapshots/2026-01-02T03-20-00Z.ipvs:1: this is no rule'},
		]);
	});

	test('is listed if the console starts with this view', async () => {
		const {distances} = await openStore(two, {view: 'snapshots'});
		expect(distances()).toEqual([0, 0]);
	});
});

describe('saving', () => {
	test('S and Enter save without a note, and report how much and where', async () => {
		const {press, outside, message} = await openStore([]);
		await press('S<enter>');
		expect(outside.asked).toContainEqual({save: {file: null, note: '', replace: false}});
		expect(message()).toBe('saved 1 service and 0 servers: snapshot new');
	});

	test('a note goes with it', async () => {
		const {press, outside} = await openStore([]);
		await press('2Sbefore the fair<enter>');
		expect(outside.asked).toContainEqual({
			save: {file: null, note: 'before the fair', replace: false},
		});
	});

	test('Esc saves nothing', async () => {
		const {press, outside} = await openStore([]);
		await press('Snote<esc>');
		expect(outside.asked).not.toContainEqual(expect.objectContaining({save: expect.anything()}));
	});

	test.each([
		['y', [false, true]],
		['n', [false]],
		['<esc>', [false]],
	])('an existing file is replaced only if that is requested: %s', async (key, replaced) => {
		const {press, outside, store} = await openStore([]);
		await press(':save-file<enter>/there.ipvs<enter>');
		expect(store.getState().prompt).toMatchObject({kind: 'question'});
		await press(key);
		expect(outside.asked.filter(entry => typeof entry === 'object')).toEqual(
			expect.arrayContaining(
				replaced.map(replace => ({save: {file: '/there.ipvs', note: '', replace}})),
			),
		);
		expect(JSON.stringify(outside.asked).match(/"save"/g)).toHaveLength(replaced.length);
		expect(store.getState().prompt).toBeNull();
	});

	test('a failure is shown, and the note need not be typed again', async () => {
		const {press, outside, store} = await openStore([]);
		outside.snapshots.save = async () => {
			throw new Error('/snapshots: no permission');
		};
		await press('Snote<enter>');
		expect(store.getState().message).toMatchObject({
			severity: 'error',
			text: '/snapshots: no permission',
		});
		expect(store.getState().prompt).toMatchObject({kind: 'text', input: {text: 'note'}});
	});

	test('a read-only console saves, too, and leaves files alone', async () => {
		const {press, outside, message} = await openStore([fakeSnapshot(20, rules)], {
			readOnly: true,
		});
		await press('5S<enter>');
		expect(outside.asked).toContainEqual({save: {file: null, note: '', replace: false}});
		const before = outside.asked.length;
		for (const key of ['n', 'N', 'x', 'R']) {
			await press(`${key}<enter><esc>${key}y`);
		}

		expect(outside.asked).toHaveLength(before);
		await press('x');
		expect(message()).toBe('read-only: the options or the configuration say so');
	});
});

describe('a single snapshot', () => {
	const two = [fakeSnapshot(20, rules, {note: 'spring'}), fakeSnapshot(10, rules)];

	test('gets another note, beginning with the one it has', async () => {
		const {press, outside} = await openStore(two);
		await press('5n and summer<enter>');
		expect(outside.asked).toContainEqual({note: ['2026-01-02T03-20-00Z', 'spring and summer']});
	});

	test('gets another name', async () => {
		const {press, outside} = await openStore(two);
		await press('5jN<ctrl-u>good<enter>');
		expect(outside.asked).toContainEqual({rename: ['2026-01-02T03-10-00Z', 'good']});
	});

	test.each([
		['a name', 'rename', 'N', {rename: ['2026-01-02T03-10-00Z', 'good']}],
		['a note', 'note', 'n', {note: ['2026-01-02T03-10-00Z', 'good']}],
	] as const)(
		'%s that is not taken can be mended: it is asked for again with the reason',
		async (_, what, key, asked) => {
			const {press, outside, store, message} = await openStore(two);
			const {[what]: take} = outside.snapshots;
			outside.snapshots[what] = async (snapshot, text) => {
				if (text !== 'good') {
					throw new Error(`not ${text}`);
				}

				return take(snapshot, text);
			};
			await press(`5j${key}<ctrl-u>go od<enter>`);
			expect(message()).toBe('not go od');
			expect(store.getState().prompt).toMatchObject({kind: 'text', input: {text: 'go od'}});
			await press('<left><left><backspace><enter>');
			expect(outside.asked).toContainEqual(asked);
			expect(store.getState().prompt).toBeNull();
		},
	);

	test('is deleted after a yes; the cursor stays near it', async () => {
		const {press, outside, store, message} = await openStore(two);
		await press('5x');
		expect(outside.asked).not.toContainEqual({remove: '2026-01-02T03-20-00Z'});
		await press('y');
		expect(outside.asked).toContainEqual({remove: '2026-01-02T03-20-00Z'});
		expect(message()).toBe('deleted: /snapshots/2026-01-02T03-20-00Z.ipvs');
		expect(partsOf(store).snapshots.cursor.id).toBe(two[1]?.path);
	});

	test('is not deleted after a no', async () => {
		const {press, outside} = await openStore(two);
		await press('5xn');
		expect(outside.asked).not.toContainEqual({remove: expect.anything()});
	});

	test('is found by words of its note', async () => {
		const {press, store} = await openStore(two);
		await press('5/SPRING<enter>');
		expect(partsOf(store).snapshots.rows.map(({id}) => id)).toEqual([two[0]?.path]);
	});
});

describe('comparing', () => {
	const other = [rules[0] ?? '', '-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 9'];
	const three = [fakeSnapshot(30, other), fakeSnapshot(20, rules), fakeSnapshot(10, other)];

	test('two that are marked: from the older to the newer', async () => {
		const {press, store} = await openStore(three);
		await press('5 j c');
		expect(store.getState().overlay?.place).toBe('difference');
		const text = overlayText(store.getState());
		expect(text).toContain('2026-01-02T03-20-00Z → 2026-01-02T03-30-00Z');
		expect(text).toContain('1 server changed');
		expect(text).toContain('weight 1 → 9');
	});

	test('one with the director', async () => {
		const {press, store} = await openStore(three);
		await press('5c');
		const text = overlayText(store.getState());
		expect(text).toContain('live → 2026-01-02T03-30-00Z');
		expect(text).toContain('1 server changed');
	});

	test('a third mark replaces the first; a mark is removed', async () => {
		const {press, store} = await openStore(three);
		const marked = () => partsOf(store).snapshots.marked;
		await press('5 j j ');
		expect(marked()).toEqual([three[1]?.path, three[2]?.path]);
		await press(' ');
		expect(marked()).toEqual([three[1]?.path]);
	});
});
