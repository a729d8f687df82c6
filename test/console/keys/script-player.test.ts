import {expect, test} from 'vitest';
import {parseKeyScript} from '../../../source/console/keys/key-script.ts';
import {playKeyScript} from '../../../source/console/keys/script-player.ts';
import {receivePoll} from '../../../source/console/state/director-reducers.ts';
import {ReadingError} from '../../../source/director/reading/reading.ts';
import type {Outcome} from '../../../source/plans/plan.ts';
import {answer, connectedDirector, tell} from '../../support/connection-table.ts';
import {keyboard} from '../../support/keyboard.ts';
import {read} from '../../support/open-console.ts';
import {partsOf} from '../../support/parts-of.ts';
import {sampleDirector} from '../../support/sample-director.ts';

test('keys after a plan are pressed only when the plan has come to its end', async () => {
	const {context, store, outside} = keyboard(sampleDirector());
	let finish: (outcome: Outcome) => void = () => {};
	outside.outcome = new Promise(resolve => {
		finish = resolve;
	});
	const played = playKeyScript(parseKeyScript('jw5<enter>yp'), context);
	await new Promise<void>(resolve => {
		store.subscribe(({applying}) => applying !== null && resolve());
	});
	expect(store.getState().applying?.title).toContain('1 → 5');
	expect(store.getState().paused).toBe(false);
	finish({result: 'done', steps: 1, warnings: []});
	await played;
	expect(store.getState().paused).toBe(true);
});

test('a wait ends with the next reading', async () => {
	const {context, store} = keyboard(sampleDirector());
	const played = playKeyScript(parseKeyScript('<wait>p'), context);
	expect(store.getState().paused).toBe(false);
	store.update(receivePoll(read(sampleDirector({monotonic: 1}))));
	await played;
	expect(store.getState().paused).toBe(true);
});

test('a wait also ends if a reading failed', async () => {
	const {context, store} = keyboard(sampleDirector());
	const played = playKeyScript(parseKeyScript('<wait>p'), context);
	const stale = {since: 0, reason: 'no answer', advice: ''};
	store.update(receivePoll(read(store.getState().director.live, {stale})));
	await played;
	expect(store.getState().paused).toBe(true);
});

test('a key that asks for connections is answered before the next one is pressed', async () => {
	const board = keyboard(connectedDirector());
	const played = playKeyScript(parseKeyScript('3Gp'), board.context);
	expect(board.store.getState()).toMatchObject({view: 'connections', paused: false});
	answer(board);
	await played;
	expect(partsOf(board.store).connections.cursor.index).toBe(177);
	expect(board.store.getState().paused).toBe(true);
});

test('keys continue if the connection table cannot be read', async () => {
	const {context, store} = keyboard(connectedDirector());
	const played = playKeyScript(parseKeyScript('3p'), context);
	tell(store, {error: new ReadingError('no-permission', 'it may not be read', '')});
	await played;
	expect(store.getState().paused).toBe(true);
});

test('a wait does not block the keys of a paused console, which gets no reading', async () => {
	const {context, store} = keyboard(sampleDirector());
	await playKeyScript(parseKeyScript('p<wait>6'), context);
	expect(store.getState()).toMatchObject({paused: true, view: 'log'});
});
