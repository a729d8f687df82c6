import {beforeEach, describe, expect, test} from 'vitest';
import {moveCursor} from '../../../source/console/bindings/move.ts';
import {createConsoleStore} from '../../../source/console/state/console-store.ts';
import {receivePoll} from '../../../source/console/state/director-reducers.ts';
import {directorIdOf} from '../../../source/console/state/director-state.ts';
import type {ConsoleStore} from '../../../source/console/state/model.ts';
import {agree} from '../../../source/console/state/plan-dialog.ts';
import {openView, setFilter} from '../../../source/console/state/view.ts';
import {askLoggedUndo, openLogEntry} from '../../../source/features/log/log-actions.ts';
import {log} from '../../../source/features/log/log-list.ts';
import {editServerStep} from '../../../source/plans/steps.ts';
import {assembly} from '../../../source/program/features.ts';
import {eventually} from '../../support/eventually.ts';
import {nat, webKey} from '../../support/example.ts';
import {loggedEntry} from '../../support/logged-entry.ts';
import {type FakeOutside, fakeOutside, read} from '../../support/open-console.ts';
import {partsOf} from '../../support/parts-of.ts';
import {director, server, service} from '../../support/sample-director.ts';

let outside: FakeOutside;
let store: ConsoleStore;
const weights = (): readonly string[] => partsOf(store).log.rows.map(({entry}) => entry.plan);
const readings = (): number =>
	outside.asked.filter(asked => asked !== null && typeof asked === 'object' && 'log' in asked)
		.length;

/** Waits until the log was read and is in the state. */
async function logRead(times: number): Promise<void> {
	await eventually(() => expect(readings()).toBe(times));
	await Promise.resolve(outside.logged).catch(() => {});
	await eventually(() => expect(partsOf(store).log.readAt).not.toBeNull());
}

beforeEach(() => {
	outside = fakeOutside();
	outside.logged = {
		entries: [loggedEntry(1, 5), loggedEntry(2, 6), loggedEntry(3, 7)],
		unreadable: 0,
	};
	store = createConsoleStore(assembly, outside);
	store.update(
		receivePoll(read(director([service('tcp:172.16.249.138:80', [server('10.0.0.8:8080')])]))),
	);
});

describe('the log', () => {
	test('is read when its view is opened, and not before', async () => {
		expect(readings()).toBe(0);
		store.update(openView('log'));
		await logRead(1);
		expect(weights()).toEqual(['weight → 7', 'weight → 6', 'weight → 5']);
		store.update(moveCursor(1), openView('services'), openView('traffic'));
		expect(readings()).toBe(1);
	});

	test('is read from its end: no more than somebody scrolls through', async () => {
		store.update(openView('log'));
		await logRead(1);
		expect(outside.asked).toContainEqual({log: 1000});
	});

	test('is read again after a plan, with the cursor at the newest command', async () => {
		store.update(openView('log'));
		await logRead(1);
		outside.logged = {entries: [loggedEntry(3, 7), loggedEntry(4, 6)], unreadable: 0};
		askLoggedUndo(store);
		await agree(store);
		await logRead(2);
		expect(partsOf(store).log.cursor).toMatchObject({index: 0, id: '2026-01-02T03:04:04.000Z 0'});
	});

	test('keeps the cursor on its command while newer ones come in', async () => {
		store.update(openView('log'));
		await logRead(1);
		store.update(moveCursor(1));
		const {id} = partsOf(store).log.cursor;
		outside.logged = {
			entries: [loggedEntry(2, 6), loggedEntry(3, 7), loggedEntry(4, 8)],
			unreadable: 0,
		};
		store.update(openView('services'), openView('log'));
		store.update(openView('services'));
		store.update(openView('log'));
		await logRead(2);
		expect(partsOf(store).log.cursor).toEqual({id, index: 2});
	});

	test('distinguishes commands of the same time', async () => {
		outside.logged = {entries: [loggedEntry(1, 5), loggedEntry(1, 6)], unreadable: 0};
		store.update(openView('log'));
		await logRead(1);
		expect(partsOf(store).log.rows.map(({id}) => id)).toEqual([
			'2026-01-02T03:04:01.000Z 1',
			'2026-01-02T03:04:01.000Z 0',
		]);
	});

	test('that cannot be read any more gives the reason and has no entries, until it can', async () => {
		store.update(openView('log'));
		await logRead(1);
		for (const [logged, problem, shown] of [
			[Promise.reject(new Error('EACCES: permission denied')), 'EACCES: permission denied', []],
			[{entries: [loggedEntry(1, 5)], unreadable: 0}, null, ['weight → 5']],
		] as const) {
			outside.logged = logged;
			store.update(openView('services'));
			store.update(openView('log'));
			await eventually(() => expect(partsOf(store).log.problem).toBe(problem));
			expect(weights()).toEqual(shown);
		}
	});
});

test.each([
	['03:04:02', ['weight → 6']],
	['ANN exit 10.0.0.8:8080', ['weight → 9', 'weight → 7', 'weight → 6', 'weight → 5']],
	['denied', ['weight → 9']],
	['no answer', ['weight → 8']],
	['bob', []],
])('the filter %s shows %j', async (filter, shown) => {
	outside.logged = {
		entries: [
			loggedEntry(1, 5),
			loggedEntry(2, 6),
			loggedEntry(3, 7),
			loggedEntry(4, 8, {exitCode: null}),
			loggedEntry(5, 9, {exitCode: 1, message: 'Permission denied'}),
		],
		unreadable: 0,
	};
	store.update(openView('log'));
	await logRead(1);
	store.update(setFilter(filter));
	expect(weights()).toEqual(shown);
});

/** The text of the overlay. */
function shownText(): string {
	const state = store.getState();
	const {lines = []} = state.overlay?.text?.(state) ?? {};
	return lines.flatMap(line => line.map(({text}) => text)).join(' ');
}

describe('an entry', () => {
	test('is open until the log no longer has it', async () => {
		store.update(openView('log'));
		await logRead(1);
		store.update(moveCursor(1));
		openLogEntry(store);
		expect(shownText()).toContain('weight → 6');
		store.update(log.change(() => ({log: {entries: [], unreadable: 0}})));
		expect(shownText()).toContain('This entry is no longer shown');
	});

	test('shows the plan that takes its plan back', async () => {
		store.update(openView('log'));
		await logRead(1);
		store.update(moveCursor(1));
		askLoggedUndo(store);
		expect(store.getState().prompt).toMatchObject({
			kind: 'confirm',
			plan: {
				title: 'undo: weight → 6',
				steps: [{before: {rule: {weight: 6}}, after: {rule: {weight: 5}}}],
			},
		});
	});

	test.each([
		['what was done last from here, undo goes on with the plan before', 0, ['weight → 6']],
		[
			'an earlier plan, this can itself be taken back',
			1,
			['weight → 6', 'weight → 7', 'undo: weight → 6'],
		],
	])('after taking back %s', async (_, rows, left) => {
		store.update(() => ({
			done: [6, 7].map(weight => ({
				plan: {
					title: `weight → ${weight}`,
					steps: [editServerStep(webKey, {...nat, weight: weight - 1}, {...nat, weight})],
					danger: 'none',
					warnings: [],
				},
				director: directorIdOf('local'),
				done: 1,
			})),
		}));
		store.update(openView('log'));
		await logRead(1);
		store.update(moveCursor(rows));
		askLoggedUndo(store);
		await agree(store);
		expect(store.getState().done.map(({plan}) => plan.title)).toEqual(left);
	});

	test('that cannot be undone gives the reason', async () => {
		outside.logged = {entries: [loggedEntry(1, 5, {exitCode: null})], unreadable: 0};
		store.update(openView('log'));
		await logRead(1);
		askLoggedUndo(store);
		expect(store.getState().prompt).toBeNull();
		expect(store.getState().message?.text).toBe(
			'a command got no answer, so it is not known what this changed: weight → 5',
		);
	});
});
