import {beforeEach, describe, expect, test} from 'vitest';
import {createConsoleStore} from '../../../source/console/state/console-store.ts';
import {receivePoll} from '../../../source/console/state/director-reducers.ts';
import type {ConsoleStore} from '../../../source/console/state/model.ts';
import {moveByPages, moveCursor, moveToLast} from '../../../source/console/state/move-reducers.ts';
import {setFilter} from '../../../source/console/state/view.ts';
import type {LiveDirector} from '../../../source/director/polling/live.ts';
import {
	fold,
	foldAll,
	markShown,
	moveSortColumn,
	reverseSort,
	toggleMark,
	unfold,
	unfoldAll,
	unmarkAll,
} from '../../../source/features/services/table-reducers.ts';
import {assembly} from '../../../source/program/features.ts';
import {fakeOutside, read} from '../../support/open-console.ts';
import {partsOf} from '../../support/parts-of.ts';
import {director, rates, server, service} from '../../support/sample-director.ts';

const web = 'tcp:10.1.1.1:80';
const dns = 'udp:10.1.1.1:53';

function twoServices(
	webServers: readonly string[] = ['10.0.0.1:80', '10.0.0.2:80', '10.0.0.3:80'],
	withDns = true,
): LiveDirector {
	return director([
		service(
			web,
			webServers.map((endpoint, index) =>
				server(endpoint, {rates: rates({connections: index}), activeConnections: 1}),
			),
		),
		...(withDns ? [service(dns, [server('10.0.0.9:53')])] : []),
	]);
}

let store: ConsoleStore;
const cursor = (): string | null => partsOf(store).services.cursor.id;
const rows = (): readonly string[] => partsOf(store).services.rows.map(({id}) => id);
const said = (): string | undefined => store.getState().message?.text;
const poll = (next: LiveDirector): void => store.update(receivePoll(read(next)));

beforeEach(() => {
	store = createConsoleStore(assembly, fakeOutside());
	poll(twoServices());
	store.update(moveCursor(2));
});

describe('the cursor', () => {
	test('starts on the first row and stays within the rows', () => {
		store.update(moveCursor(-100));
		expect(cursor()).toBe(web);
		store.update(moveCursor(100));
		expect(cursor()).toBe(`${dns} 10.0.0.9:53`);
	});

	test('stays on its row when rows come in before it', () => {
		poll(twoServices(['10.0.0.0:80', '10.0.0.1:80', '10.0.0.2:80']));
		expect(cursor()).toBe(`${web} 10.0.0.2:80`);
		expect(partsOf(store).services.cursor.index).toBe(3);
		expect(said()).toBeUndefined();
	});

	test('stays on its row through sorting and reversing', () => {
		store.update(moveSortColumn(1), reverseSort);
		for (let column = 0; column < 14; column += 1) {
			store.update(moveSortColumn(1));
			expect(cursor()).toBe(`${web} 10.0.0.2:80`);
			expect(rows()[partsOf(store).services.cursor.index]).toBe(cursor());
		}
	});

	test('stays on its row through a filter that shows it, and back', () => {
		store.update(setFilter('10.0.0.2'));
		expect(rows()).toEqual([web, `${web} 10.0.0.2:80`]);
		expect(cursor()).toBe(`${web} 10.0.0.2:80`);
		store.update(setFilter(''));
		expect(cursor()).toBe(`${web} 10.0.0.2:80`);
	});

	test('goes to a neighbour when a filter hides its row, without saying that it is gone', () => {
		store.update(setFilter('10.0.0.3'));
		expect(cursor()).toBe(`${web} 10.0.0.3:80`);
		expect(said()).toBeUndefined();
	});

	test('moves to the next server when its own is deleted, and says so', () => {
		poll(twoServices(['10.0.0.1:80', '10.0.0.3:80']));
		expect(cursor()).toBe(`${web} 10.0.0.3:80`);
		expect(said()).toBe('10.0.0.2:80 is no longer in the table; the cursor moved to 10.0.0.3:80');
	});

	test('goes to the previous server when the last one is deleted', () => {
		store.update(moveCursor(1));
		poll(twoServices(['10.0.0.1:80', '10.0.0.2:80']));
		expect(cursor()).toBe(`${web} 10.0.0.2:80`);
	});

	test('survives the deletion of its whole service', () => {
		store.update(moveToLast);
		poll(twoServices(undefined, false));
		expect(cursor()).toBe(`${web} 10.0.0.3:80`);
		expect(said()).toContain('10.0.0.9:53 is no longer in the table');
	});

	test('is nowhere in an empty table, and comes back with the first row', () => {
		poll(director([]));
		expect(cursor()).toBeNull();
		poll(twoServices());
		expect(cursor()).toBe(web);
	});

	test('goes to the service when its servers are folded away', () => {
		store.update(foldAll);
		expect(cursor()).toBe(web);
		expect(rows()).toEqual([web, dns]);
		store.update(unfoldAll);
		expect(rows()).toHaveLength(6);
		expect(cursor()).toBe(web);
	});

	test('moves by screens; one row stays visible', () => {
		const many = Array.from({length: 100}, (_, index) => `10.0.0.${index}:80`);
		poll(twoServices(many));
		store.update(moveCursor(-100), moveByPages(1));
		// 24 lines, of which 18 are rows of the table.
		expect(partsOf(store).services.cursor.index).toBe(17);
		expect(partsOf(store).services.top).toBe(0);
		store.update(moveByPages(1));
		expect(partsOf(store).services.cursor.index).toBe(34);
		expect(partsOf(store).services.top).toBe(17);
	});
});

describe('folding', () => {
	test('goes from a server to its service, then hides and shows its servers', () => {
		store.update(fold);
		expect(cursor()).toBe(web);
		store.update(fold);
		expect(rows()).toEqual([web, dns, `${dns} 10.0.0.9:53`]);
		store.update(unfold);
		expect(rows()).toHaveLength(6);
		store.update(unfold);
		expect(cursor()).toBe(`${web} 10.0.0.1:80`);
	});
});

describe('marks', () => {
	const marked = (): readonly string[] => [...partsOf(store).services.marked].toSorted();

	test('a server is marked and unmarked, and the cursor moves on', () => {
		store.update(toggleMark);
		expect(marked()).toEqual([`${web} 10.0.0.2:80`]);
		expect(cursor()).toBe(`${web} 10.0.0.3:80`);
		store.update(moveCursor(-1), toggleMark);
		expect(marked()).toEqual([]);
	});

	test('on a service all its servers are marked, also folded ones', () => {
		store.update(fold, fold, toggleMark);
		expect(marked()).toHaveLength(3);
		store.update(toggleMark);
		expect(marked()).toEqual([]);
	});

	test('on a service only the servers that the filter shows are marked', () => {
		store.update(setFilter('10.0.0.2'));
		store.update(moveCursor(-1), toggleMark);
		expect(marked()).toEqual([`${web} 10.0.0.2:80`]);
	});

	test('everything that is shown can be marked and unmarked', () => {
		store.update(markShown);
		expect(marked()).toHaveLength(4);
		store.update(unmarkAll);
		expect(marked()).toEqual([]);
	});

	test('stay through a filter, and go with their server', () => {
		store.update(markShown);
		store.update(setFilter('udp'));
		expect(marked()).toHaveLength(4);
		poll(twoServices(['10.0.0.1:80']));
		expect(marked()).toEqual([`${web} 10.0.0.1:80`, `${dns} 10.0.0.9:53`]);
	});
});

test('rows are made anew only if something they depend on has changed', () => {
	const before = partsOf(store).services.rows;
	store.update(moveCursor(1), () => ({units: 'bytes', paused: true}));
	store.update(receivePoll(read(store.getState().director.live, {readingSince: 5})));
	expect(partsOf(store).services.rows).toBe(before);
	store.update(setFilter('x'));
	expect(partsOf(store).services.rows).not.toBe(before);
});

test('the totals are those of the whole table, whatever the filter shows', () => {
	store.update(setFilter('udp'));
	expect(store.getState().director.totals).toEqual({
		services: 2,
		servers: 4,
		activeConnections: 3,
		inactiveConnections: 0,
	});
});

test('the history has one value for each reading, and a gap if the rate was unknown', () => {
	const told = (monotonic: number, connections: number | null): LiveDirector =>
		director([], {
			monotonic,
			totalRates:
				connections === null
					? {rates: null, ratesFrom: null}
					: {rates: rates({connections}), ratesFrom: 'measured'},
		});
	const fresh = createConsoleStore(assembly, fakeOutside());
	for (const reading of [told(1, 5), told(1, 5), told(2, null), told(3, 7)]) {
		fresh.update(receivePoll(read(reading)));
	}

	expect(fresh.getState().director.history).toEqual([5, null, 7]);
});

test('the notes of a poll are kept among the messages once', () => {
	const stale = {since: 0, reason: 'no answer', advice: 'wait'};
	const {live: seen} = store.getState().director;
	store.update(receivePoll(read(seen, {stale})));
	store.update(receivePoll(read(seen, {stale: {...stale}})));
	expect(store.getState().messages.map(({text}) => text)).toEqual(['no answer; wait']);
});
