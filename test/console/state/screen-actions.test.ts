import {beforeEach, expect, test} from 'vitest';
import {
	type ConsoleStore,
	createConsoleStore,
} from '../../../source/console/state/console-store.ts';
import {moveCursor} from '../../../source/console/state/move-reducers.ts';
import {receivePoll} from '../../../source/console/state/poll-reducers.ts';
import {
	askFilter,
	askInterval,
	leavePrompt,
	type as typeText,
} from '../../../source/console/state/prompt-reducers.ts';
import {
	changeTheme,
	closeOverlay,
	openDetails,
	openHelp,
	setTypedInterval,
	togglePause,
} from '../../../source/console/state/screen-actions.ts';
import {type FakeOutside, fakeOutside, read} from '../../support/open-console.ts';
import {sampleDirector} from '../../support/sample-director.ts';

let outside: FakeOutside;
let store: ConsoleStore;

beforeEach(() => {
	outside = fakeOutside();
	store = createConsoleStore(outside);
	store.update(receivePoll(read(sampleDirector())));
});

test('pausing stops the poller, and once more lets it go on', () => {
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
	setTypedInterval(store);
	expect(store.getState()).toMatchObject({interval, prompt: null});
	expect(outside.asked).toEqual(asked);
});

test('an interval that is none stays at the prompt', () => {
	store.update(askInterval, typeText({edit: 'insert', text: '0'}));
	setTypedInterval(store);
	expect(store.getState().prompt?.kind).toBe('interval');
	expect(outside.asked).toEqual([]);
});

test('details have read what only they show, for as long as they are open', () => {
	openDetails(store);
	expect(outside.asked).toEqual([{want: {persistentConnections: true}}]);
	store.update(closeOverlay);
	expect(outside.asked.at(-1)).toEqual({want: {persistentConnections: false}});
	expect(store.getState().overlay).toBeNull();
});

test('the help has nothing read', () => {
	openHelp(store);
	store.update(closeOverlay);
	expect(outside.asked).toEqual([]);
});

test('a filter shows its effect while it is typed, and Esc takes it and the cursor back', () => {
	store.update(moveCursor(4));
	const before = store.getState();
	store.update(askFilter);
	store.update(typeText({edit: 'insert', text: 'udp'}));
	expect(store.getState().rows).toHaveLength(2);
	store.update(leavePrompt);
	expect(store.getState()).toMatchObject({
		filter: '',
		prompt: null,
		cursor: before.cursor,
	});
});

test('the themes come one after the other', () => {
	const names = [1, 2, 3].map(() => {
		store.update(changeTheme);
		return store.getState().theme;
	});
	expect(names).toEqual(['light', 'mono', 'dark']);
});
