/**
 * The pages of the three ways of forwarding name every fault of their labs, with the check that finds it.
 */
import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {checks} from '../../source/features/checks/registry.ts';
import type {Lab} from '../lab/labs/lab.ts';
import {labs} from '../lab/labs/labs.ts';

const pages: readonly (readonly [page: string, labs: readonly string[]])[] = [
	['nat.md', ['nat', 'dual-stack']],
	['dr.md', ['dr', 'active-backup']],
	['tun.md', ['tun']],
];

function read(page: string): string {
	return readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8');
}

/** The rows of the tables of faults: the fault, and the check in the last column. */
function faultRows(page: string): readonly (readonly [string, string])[] {
	return page
		.split('\n| fault | ')
		.slice(1)
		.flatMap(table => [
			...(table.split('\n\n')[0] ?? '').matchAll(/^\| `([^`]+)` \|.*\| `([^`]+)`[^|]* \|$/gm),
		])
		.map(([, fault = '', check = '']) => [fault, check]);
}

test('every lab has a page', () => {
	expect(pages.flatMap(([, names]) => names).sort()).toEqual([...labs.keys()].sort());
});

test.each(pages)('%s has the faults of its labs', (name, names) => {
	const page = read(name);
	const faults = names.flatMap(lab => (labs.get(lab) as Lab).faults);
	expect(faultRows(page)).toEqual(faults.map(fault => [fault.name, fault.finding]));
	for (const lab of names) {
		expect(page).toContain(`npm run lab -- ${lab}`);
	}
	expect(page).toContain(`](${name.replace('.md', '.svg')})`);
});

test.each(pages)(
	'the table of checks of %s has those that find its faults, and no other names',
	(name, names) => {
		const [, table = ''] = read(name).split('\n## What lvstop checks\n');
		const named = table
			.split('\n')
			.flatMap(row => [...(/^\| (.*?) \|/.exec(row)?.[1] ?? '').matchAll(/`([^`]+)`/g)])
			.map(([, id = '']) => id);
		const faults = names.flatMap(lab => labs.get(lab)?.faults ?? []);
		expect(named).toEqual(expect.arrayContaining(faults.map(({finding}) => finding)));
		expect(checks.map(({id}) => id as string)).toEqual(expect.arrayContaining(named));
	},
);
