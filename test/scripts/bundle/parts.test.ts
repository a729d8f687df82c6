/**
 * Tests that modules as parts of the built program behave as modules do, but run only when they are used.
 */
import {createRequire} from 'node:module';
import {expect, it} from 'vitest';
import {commentEnd, openProgram} from '../../../scripts/bundle/loader.ts';
import {ownPart} from '../../../scripts/bundle/own-module.ts';

const nodeRequire = createRequire(import.meta.url);

/** A part as the built program has it: a function with nothing but a comment. */
function inComment(body: string): () => void {
	const text = `'use strict';${body.replaceAll('*/', commentEnd)}`;
	// The text is that of this test.
	return new Function(`return function () {/*${text}*/}`)() as () => void;
}

/** The same part as a function that runs it. */
function asFunction(body: string): () => void {
	return new Function('module', 'exports', '$load', '$late', `'use strict';${body}`) as () => void;
}

/** Opens a program of these modules. Each tells `globalThis.loadedParts` when it runs. */
async function program(modules: Readonly<Record<string, string>>, make = inComment) {
	const ran: string[] = [];
	Object.assign(globalThis, {tellPart: (name: string) => ran.push(name)});
	const parts = Object.fromEntries(
		await Promise.all(
			Object.entries(modules).map(async ([file, source]) => {
				const {body} = await ownPart(file, `${source}\ntellPart(${JSON.stringify(file)});`);
				return [file, make(body)] as const;
			}),
		),
	);
	const load = openProgram({parts, nodeRequire}) as (name: string) => Record<string, unknown>;
	return {load, ran};
}

for (const make of [inComment, asFunction]) {
	it(`runs a module when something of it is used (${make.name})`, async () => {
		const {load, ran} = await program(
			{
				'a.ts': `
					import {one} from './room/one.ts';
					import two, {three as third} from './two.ts';
					export const first = one + 1;
					export function later() { return [two(), third]; }`,
				'room/one.ts': 'export const one = 1;',
				'two.ts': `
					export default function two() { return 'two'; }
					export const three = 3;`,
				'never.ts': '',
			},
			make,
		);
		const a = load('a.ts') as {first: number; later: () => unknown};
		expect(a.first).toBe(2);
		expect(ran).toEqual(['room/one.ts', 'a.ts']);
		expect(a.later()).toEqual(['two', 3]);
		expect(a.later()).toEqual(['two', 3]);
		expect(ran).toEqual(['room/one.ts', 'a.ts', 'two.ts']);
	});
}

it('runs a module behind an index only when what it exports is used', async () => {
	const {load, ran} = await program({
		'room/index.ts': `
			export {make} from './make.ts';
			export {take} from './take.ts';
			export type {Taken} from './take.ts';`,
		'room/make.ts': 'export const make = () => "made";',
		'room/take.ts': 'export interface Taken {}\nexport const take = () => "taken";',
		'main.ts': `
			import {make, take} from './room/index.ts';
			export const made = () => make();
			export const taken = () => take();`,
	});
	const main = load('main.ts') as {made: () => string; taken: () => string};
	expect(ran).toEqual(['main.ts']);
	expect(main.made()).toBe('made');
	expect(ran).toEqual(['main.ts', 'room/index.ts', 'room/make.ts']);
	expect(main.taken()).toBe('taken');
});

it('knows classes, new objects, templates, calls of an imported value, and imports when they are asked for', async () => {
	const {load} = await program({
		'base.ts': `
			export class Base {
				#secret = 7;
				tell() { return this.#secret; }
			}
			export const tag = (texts: TemplateStringsArray, ...values: unknown[]) => texts.join('|') + values.join('|');
			export const names = {first: 'f'};`,
		'late.ts': 'export const late = "late";',
		'main.tsx': `
			import {Base, names, tag} from './base.ts';
			import * as all from './base.ts';
			export class Main extends Base {}
			export const told = [
				new Base().tell(), new Main().tell(), tag\`a\${1}b\`, \`\${names.first}\`, {names}.names.first,
				...[names].map(({first}) => first), typeof names, all.names.first, names?.first,
			];
			export const later = async () => (await import('./late.ts')).late;`,
	});
	const main = load('main.tsx') as {told: unknown[]; later: () => Promise<string>};
	expect(main.told).toEqual([7, 7, 'a|b1', 'f', 'f', 'f', 'object', 'f', 'f']);
	await expect(main.later()).resolves.toBe('late');
});

it('gives the modules of Node with names and as a whole', async () => {
	const {load} = await program({
		'main.ts': `
			import process from 'node:process';
			import {join} from 'node:path';
			import * as path from 'node:path';
			export const told = [process.pid, join('a', 'b'), path.join('c', 'd'), path.default.sep];`,
	});
	expect(load('main.ts')['told']).toEqual([process.pid, 'a/b', 'c/d', '/']);
});

it('keeps text that would end the comment around it', async () => {
	const {load} = await program({
		'main.ts': `
			export const told = [/a*/.exec('baa')?.[0] ?? '', /ba*/.source, '/* x */', \`*/\`, 2 */a/.source.length];`,
	});
	expect(load('main.ts')['told']).toEqual(['', 'ba*', '/* x */', '*/', 2]);
});

it('is as strict as a module is', async () => {
	const {load} = await program({
		'main.ts': 'export function change() { Object.freeze(change); change.name = "x"; }',
	});
	expect(load('main.ts')['change']).toThrow(TypeError);
});

it('names the module and the function in the stack of an error', async () => {
	const {load} = await program({
		'room/fails.ts': 'export function fail() { throw new Error("no"); }',
	});
	const {fail} = load('room/fails.ts') as {fail: () => void};
	expect(fail).toThrow('no');
	try {
		fail();
	} catch (error) {
		expect((error as Error).stack).toMatch(/at fail \(room\/fails\.ts:1:\d+\)/);
	}
});

it('has no part for a module of types only', async () => {
	const {body} = await ownPart('types.ts', 'import type {A} from "./a.ts"; export type B = A;');
	expect(body).toBe('');
});

it('says what it uses of packages', async () => {
	const {uses} = await ownPart(
		'main.tsx',
		`import {Text} from 'ink';
		import * as v from 'valibot';
		import address from 'ipaddr.js';
		export const make = () => [<Text>a</Text>, v.string(), address.parse('::'), 'v.x'];
		export const run = () => import('execa');`,
	);
	expect(uses).toEqual([
		{package: 'react/jsx-runtime', names: ['jsx'], isExact: true},
		{package: 'ink', names: ['Text'], isExact: true},
		// Whatever stands behind the name; the build asks the package which of them it has.
		{package: 'valibot', names: ['string', 'x'], isExact: false},
		{package: 'ipaddr.js', names: ['default'], isExact: true},
		{package: 'execa', names: null, isExact: true},
	]);
});

it.each([
	['an exported variable that can change', 'export let count = 0;'],
	['an export of everything', "export * from './a.ts';"],
	['an import without names', "import './a.ts';"],
	['a name that begins with import_', 'export const import_a = 1;'],
	['a name of the loader', 'export const $load = 1;'],
])('refuses %s', async (what, source) => {
	await expect(ownPart('main.ts', source)).rejects.toThrow(`main.ts has ${what}`);
});

it('names a part that the program does not have', async () => {
	const {load} = await program({'main.ts': "import {a} from './b.ts'; export const c = () => a;"});
	const {c} = load('main.ts') as {c: () => unknown};
	expect(c).toThrow('the program has no part b.ts');
});
