import {beforeEach, expect, test} from 'vitest';
import {helpOverlay} from '../../../source/console/bindings/help-overlay.ts';
import {moveCursor} from '../../../source/console/bindings/move.ts';
import {createConsoleStore} from '../../../source/console/state/console-store.ts';
import {receivePoll} from '../../../source/console/state/director-reducers.ts';
import {askFilter} from '../../../source/console/state/filter-prompt.ts';
import type {ConsoleStore} from '../../../source/console/state/model.ts';
import {accept, leavePrompt, type as typeText} from '../../../source/console/state/prompt.ts';
import {
	askInterval,
	changeTheme,
	closeOverlay,
	openOverlay,
	togglePause,
} from '../../../source/console/state/screen-actions.ts';
import {openDetails} from '../../../source/features/services/details/details-overlay.tsx';
import {assembly} from '../../../source/program/features.ts';
import {type FakeOutside, fakeOutside, read} from '../../support/open-console.ts';
import {partsOf} from '../../support/parts-of.ts';
import {sampleDirector} from '../../support/sample-director.ts';

let outside: FakeOutside;
let store: ConsoleStore;

beforeEach(() => {
	outside = fakeOutside();
	store = createConsoleStore(assembly, outside);
	store.update(receivePoll(read(sampleDirector())));
});

test('pausing stops the poller, and pressing again resumes it', () => {
	togglePause(store);
	togglePause(store);
	expect(outside.asked).toEqual([{pause: true}, {pause: false}]);
	expect(store.getState().paused).toBe(false);
});

test.each([
	['5', 5000, [{interval: 5000}]],
	['', 2000, []],
])('the interval %o', (text, interval, asked) => {
	store.update(askInterval);
	store.update(typeText({edit: 'insert', text}));
	accept(store);
	expect(store.getState()).toMatchObject({interval, prompt: null});
	expect(outside.asked).toEqual(asked);
});

test('an invalid interval stays at the prompt', () => {
	store.update(askInterval, typeText({edit: 'insert', text: '0'}));
	accept(store);
	expect(store.getState().prompt).toMatchObject({name: 'interval'});
	expect(outside.asked).toEqual([]);
});

test('details request what only they show, while they are open', () => {
	openDetails(store);
	expect(outside.asked).toEqual([{want: {persistentConnections: true}}]);
	store.update(closeOverlay);
	expect(outside.asked.at(-1)).toEqual({want: {persistentConnections: false}});
	expect(store.getState().overlay).toBeNull();
});

test('the help has nothing read', () => {
	store.update(openOverlay(helpOverlay()));
	store.update(closeOverlay);
	expect(outside.asked).toEqual([]);
});

test('a filter shows its effect while it is typed, and Esc takes it and the cursor back', () => {
	store.update(moveCursor(4));
	const before = partsOf(store).services;
	store.update(askFilter);
	store.update(typeText({edit: 'insert', text: 'udp'}));
	expect(partsOf(store).services.rows).toHaveLength(2);
	store.update(leavePrompt);
	expect(store.getState().prompt).toBeNull();
	expect(partsOf(store).services).toMatchObject({filter: '', cursor: before.cursor});
});

test('the themes come one after the other', () => {
	const names = [1, 2, 3, 4].map(() => {
		store.update(changeTheme);
		return store.getState().theme;
	});
	expect(names).toEqual(['light', 'high-contrast', 'mono', 'dark']);
});
