import {expect, test} from 'vitest';
import {keepAgesTrue} from '../../../source/console/screen/age-ticker.ts';
import {createConsoleStore} from '../../../source/console/state/console-store.ts';
import {receivePoll} from '../../../source/console/state/director-reducers.ts';
import {screenAge} from '../../../source/director/staleness.ts';
import {assembly} from '../../../source/program/features.ts';
import {fakeOutside, read} from '../../support/open-console.ts';
import {director} from '../../support/sample-director.ts';

function ticking() {
	const outside = fakeOutside();
	const store = createConsoleStore(assembly, outside);
	const waiting: (() => void)[] = [];
	const stop = keepAgesTrue(store, {
		now: () => 0,
		monotonic: () => outside.time,
		after(_milliseconds, callback) {
			waiting.push(callback);
			return () => waiting.splice(0);
		},
	});
	return {
		store,
		waiting,
		stop,
		tickAt(time: number) {
			outside.time = time;
			waiting.shift()?.();
		},
	};
}

test('a live screen is not drawn again for nothing', () => {
	const {store, tickAt} = ticking();
	store.update(receivePoll(read(director([]))));
	const before = store.getState();
	tickAt(1000);
	expect(store.getState()).toBe(before);
});

test('a screen without updates becomes stale, and its age increases', () => {
	const {store, tickAt} = ticking();
	store.update(receivePoll(read(director([]))));
	tickAt(10_000);
	expect(screenAge(store.getState())).toMatchObject({status: 'stale', age: 10_000});
	tickAt(11_000);
	expect(screenAge(store.getState())).toMatchObject({status: 'stale', age: 11_000});
});

test('it ends when it is stopped', () => {
	const {waiting, stop} = ticking();
	expect(waiting).toHaveLength(1);
	stop();
	expect(waiting).toHaveLength(0);
});
