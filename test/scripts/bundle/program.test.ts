/**
 * Tests the parts of the whole program: any of them can be loaded first.
 */
import {createRequire} from 'node:module';
import {beforeAll, expect, it} from 'vitest';
import {openProgram} from '../../../scripts/bundle/loader.ts';
import {allParts, entry, reachable} from '../../../scripts/bundle/program-text.ts';
import {netlinkThreadDefinition} from '../../../scripts/netlink-thread.ts';

let parts: ReadonlyMap<string, string>;

beforeAll(async () => {
	parts = await allParts({...netlinkThreadDefinition(), LVSTOP_VERSION: '"1.2.3"'});
}, 60_000);

/** The program without its entry, which would run it. */
function loadedBy(names: readonly string[]): Map<string, unknown> {
	const functions = Object.fromEntries(
		[...parts].map(([name, text]) => [
			name,
			new Function('module', 'exports', '$load', '$late', `'use strict';${text}`) as () => void,
		]),
	);
	const load = openProgram({parts: functions, nodeRequire: createRequire(import.meta.url)});
	return new Map(names.map(name => [name, load(name)]));
}

it('every part can be loaded, whichever comes first', () => {
	const names = [...parts.keys()].filter(name => name !== entry);
	expect(names.length).toBeGreaterThan(500);
	const [one, other] = [loadedBy(names), loadedBy(names.toReversed())];
	for (const name of names) {
		expect(Object.keys(one.get(name) ?? {}), name).toEqual(Object.keys(other.get(name) ?? {}));
	}
});

it('has no module of its own that nothing loads', () => {
	expect(parts.has('source/director/netlink/thread.ts')).toBe(false);
	expect(parts.has('source/program/run.ts')).toBe(true);
});

it('is not built if a part loads one that does not exist', () => {
	const some = new Map([
		['a', '$load("node:fs"),$load("b")'],
		['b', '$late("c")'],
		['d', ''],
	]);
	expect(() => reachable(some, 'a')).toThrow('b loads c, which is no part of the program');
	expect([...reachable(new Map([...some, ['c', '']]), 'a').keys()]).toEqual(['a', 'b', 'c']);
});
