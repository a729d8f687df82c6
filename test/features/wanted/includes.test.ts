/**
 * Tests the files that keepalived.conf includes.
 */
import {execFileSync} from 'node:child_process';
import {mkdir, symlink, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {sourceLines} from '../../../source/features/wanted/keepalived/source-lines.ts';
import {filesNamed, fits, withoutBraces} from '../../../source/features/wanted/wildcards.ts';
import {hugeFile, oddFiles} from '../../support/odd-files.ts';
import {temporaryFolder} from '../../support/temporary-folder.ts';

/** Writes files into a new folder. */
async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
	const folder = await temporaryFolder();
	for (const [name, text] of Object.entries(files)) {
		await mkdir(dirname(join(folder, name)), {recursive: true});
		await writeFile(join(folder, name), text);
	}

	return folder;
}

/** Reads a text as the file `main.conf` of a folder: its lines with their places, and its problems. */
async function read(folder: string, text: string) {
	const {lines, problems} = await sourceLines('main.conf', join(folder, 'main.conf'), text);
	const short = (file: string) => file.replace(`${folder}/`, '');
	return {
		lines: lines
			.filter(({text: line}) => line !== '')
			.map(({file, line, text: written}) => `${short(file)}:${line} ${written}`),
		problems: problems.map(
			({line, severity, reason}) => `${line} ${severity} ${reason.replaceAll(`${folder}/`, '')}`,
		),
	};
}

describe('an include', () => {
	test('stands for the lines of its files, relative to the file that has it', async () => {
		const folder = await folderWith({
			'a/one.conf': 'in one\ninclude sub/two.conf',
			'a/sub/two.conf': 'in two\n',
			'b/20.conf': 'b20',
			'b/10.conf': 'b10',
			'b/.hidden.conf': 'never',
		});
		expect(
			await read(
				folder,
				`first\n  include a/one.conf # comment\nincluder b/*.conf\n#include a/one.conf\nincluded x\n`,
			),
		).toEqual({
			lines: [
				...['main.conf:1 first', 'a/one.conf:1 in one', 'a/sub/two.conf:1 in two'],
				...['b/10.conf:1 b10', 'b/20.conf:1 b20', 'main.conf:4 #include a/one.conf'],
				'main.conf:5 included x',
			],
			problems: [],
		});
	});

	test('that finds nothing is an error if it names a file, and a note if it is a pattern', async () => {
		expect(await read(await folderWith({}), 'include a.conf\ninclude *.conf\nlast')).toEqual({
			lines: ['main.conf:3 last'],
			problems: [
				'1 error the included file cannot be read: a.conf: no such file',
				'2 note *.conf matches no file',
			],
		});
	});

	test('in a circle is told and read once', async () => {
		const folder = await folderWith({
			'main.conf': 'include a.conf',
			'a.conf': 'in a\ninclude main.conf\ninclude [ab].conf\n',
		});
		expect(await read(folder, 'include a.conf\nlast')).toEqual({
			lines: ['a.conf:1 in a', 'main.conf:2 last'],
			problems: ['2 error main.conf includes itself', '3 error a.conf includes itself'],
		});
	});

	test('of a link to itself under ever new names ends', async () => {
		const folder = await folderWith({'a.conf': 'in a\ninclude d/a.conf'});
		await symlink('.', join(folder, 'd'));
		const {lines, problems} = await read(folder, 'include a.conf\nlast');
		expect(lines).toHaveLength(16);
		expect(problems).toEqual(['2 error files are included more than 16 deep']);
	});

	test('of many files many times ends', async () => {
		const many = Object.fromEntries(
			Array.from({length: 40}, (_, n) => [`${n}.conf`, n < 39 ? 'include [0-9]*.conf' : 'x']),
		);
		const {problems} = await read(await folderWith(many), 'include 0.conf');
		expect(problems.some(line => line.endsWith('more than 1000 files are included'))).toBe(true);
	});

	test.each(Object.entries(oddFiles))('of %s is refused at once', async (_, make) => {
		const folder = await temporaryFolder();
		const path = await make(folder);
		const {lines, problems} = await read(folder, `include ${path}\nlast`);
		expect(lines).toEqual(['main.conf:2 last']);
		expect(problems[0]).toMatch(
			/^1 error the included file cannot be read: .*not a regular file but a /,
		);
	});

	test('of a file that is too large is refused at once', async () => {
		const folder = await temporaryFolder();
		const {problems} = await read(folder, `include ${await hugeFile(folder, 2 ** 40)}`);
		expect(problems[0]).toMatch(/is larger than the limit of 64 MiB$/);
	});
});

describe('a pattern', () => {
	test('finds what the shell finds', async () => {
		const files = [
			'a.conf',
			'b.conf',
			'ab.conf',
			'a.txt',
			'x/a.conf',
			'y/b.conf',
			'.c.conf',
			'x-1.conf',
		];
		const folder = await folderWith(Object.fromEntries(files.map(file => [file, ''])));
		for (const pattern of [
			...[
				'*.conf',
				'?.conf',
				'[ab].conf',
				'[!a].conf',
				'[a-y]/*',
				'*/*.conf',
				'x/*',
				'.*.conf',
				'[x]-[0-9].conf',
			],
		]) {
			const shell = execFileSync('sh', ['-c', `ls -d ${pattern}`], {cwd: folder, encoding: 'utf8'});
			const found = await filesNamed(pattern, folder);
			expect(found?.map(path => path.slice(folder.length + 1)).toSorted()).toEqual(
				shell.trim().split('\n').toSorted(),
			);
		}
	});

	test('has braces as in csh', () => {
		expect(withoutBraces('{foo/{,cat,dog},bar}x')).toEqual([
			'foo/x',
			'foo/catx',
			'foo/dogx',
			'barx',
		]);
		expect(withoutBraces('a{b')).toEqual(['a{b']);
		expect(withoutBraces('{a,b}'.repeat(30))).toBeNull();
	});

	test('takes no time out of proportion', () => {
		expect(fits('a'.repeat(5000), `${'*a'.repeat(500)}b`)).toBe(false);
	});

	test('without wildcards fits itself only', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[\w-]+$/), fc.stringMatching(/^[\w-]+$/), (one, other) => {
				expect(fits(one, other)).toBe(one === other);
				expect(fits(one + other, `${one}*`)).toBe(true);
				expect(fits(one + other, `*${other}`)).toBe(true);
			}),
		);
	});
});
