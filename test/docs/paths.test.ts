/**
 * Every file and folder of the project that a page of docs/ names exists: pages outlive the files they are about.
 */
import {existsSync, globSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const pages = globSync('docs/**/*.md', {cwd: root});
const names = new Set(
	globSync('{source,test,scripts}/**/*.{ts,tsx}', {cwd: root}).map(file => basename(file)),
);

/** Rooms of source/, which pages name without it. */
const rooms = globSync('source/*', {cwd: root}).map(room => basename(room));
const tops = ['source', 'test', 'scripts', 'docs', ...rooms].join('|');
const path = new RegExp(`^(?:${tops})/[\\w./-]*$`);
const file = /^[a-z][\w-]*(?:\.[\w-]+)*\.tsx?$/;

function exists(named: string): boolean {
	return path.test(named)
		? ['', 'source'].some(folder => existsSync(join(root, folder, named)))
		: names.has(named);
}

/** The files and folders in backticks. A name in capitals stands for any. */
function namedIn(page: string): readonly string[] {
	return [...page.matchAll(/`([^`\n]+)`/g)]
		.map(([, words = '']) => words)
		.filter(words => (path.test(words) || file.test(words)) && !/[A-Z]{2}/.test(words));
}

test('pages name files', () => {
	const all = pages.flatMap(page => namedIn(readFileSync(join(root, page), 'utf8')));
	expect(all.length).toBeGreaterThan(150);
});

test.each(pages)('%s names no file that is gone', page => {
	const gone = namedIn(readFileSync(join(root, page), 'utf8')).filter(named => !exists(named));
	expect(gone).toEqual([]);
});
