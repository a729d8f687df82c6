/**
 * Every command in README and docs/ is run on a simulated director, ends with the exit code that the page says, and
 * prints what the page shows. `vitest -u` writes the output into the pages again; look at the difference.
 */
import {globSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, it, onTestFinished, test} from 'vitest';
import {isSceneName} from '../../source/simulator/scenes/scenes.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {type Block, blocksOf, commandsOf, marksOf, type ShownCommand} from './blocks.ts';
import {checkWords, openPageDirector, type PageDirector, writePageFile} from './page-director.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const labTests = globSync('test/lab/**/*.test.ts', {cwd: root}).map(path =>
	readFileSync(join(root, path), 'utf8'),
);

/** Whether a test of the lab reads the page, and so runs its commands on a real kernel. */
function isRunInLab(path: string): boolean {
	return labTests.some(text => text.includes(`new URL('../../${path}'`));
}

const pages = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md', {cwd: root})]
	.filter(path => !isRunInLab(path))
	.toSorted();
const {scripts} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** A line of a page that stands for any lines of output. */
const elision = '…';

/** Whether the output is as the page shows it. */
function isAsShown(output: readonly string[], shown: readonly string[]): boolean {
	const [first, ...rest] = shown;
	if (first === undefined) {
		return output.length === 0;
	}

	if (first === elision) {
		return output.some((_, index) => isAsShown(output.slice(index), rest)) || rest.length === 0;
	}

	return output[0] === first && isAsShown(output.slice(1), rest);
}

/** The output to show: what the page shows if that is right, otherwise all of it. */
function shownOutput(output: string, shown: readonly string[]): readonly string[] {
	const lines =
		output === ''
			? []
			: output
					.replace(/\n$/, '')
					.split('\n')
					.map(line => line.trimEnd());
	return isAsShown(lines, shown) ? shown : lines;
}

function checkUnrun({command}: ShownCommand): void {
	const [, script] = /\bnpm run (?:--silent )?([\w:-]+)/.exec(command) ?? [];
	if (script !== undefined) {
		expect(Object.keys(scripts)).toContain(script);
	}

	if (!/[;&`$(]|<</.test(command)) {
		checkWords(command);
	}
}

/** Runs the commands of a block; returns its lines with the output that they have printed. */
async function ran(block: Block, director: PageDirector): Promise<readonly string[]> {
	const {exit} = marksOf(block);
	const commands = commandsOf(block);
	const lines: string[] = [];
	for (const [index, {line, command, output}] of commands.entries()) {
		const ended = await director.run(command).catch((error: unknown) => {
			throw new Error(
				`line ${line}: ${command}: ${error instanceof Error ? error.message : error}`,
			);
		});
		const expected = index === commands.length - 1 ? exit : 0;
		expect({line, command, ...ended}).toMatchObject({code: expected});
		lines.push(`$ ${command}`, ...shownOutput(ended.output, output ?? []));
	}

	return block.language === 'console' ? lines : block.lines;
}

/** The page with the output of its commands as it is now. */
async function rewritten(page: string): Promise<string> {
	const folder = await temporaryFolder();
	const here = process.cwd();
	process.chdir(folder);
	onTestFinished(() => process.chdir(here));
	const files = {folder, absolute: new Set<string>()};
	let director = await openPageDirector({demo: 'nat'}, files);
	const lines = page.split('\n');
	const replaced: {line: number; old: number; lines: readonly string[]}[] = [];
	for (const block of blocksOf(page)) {
		const text = block.lines.map(line => `${line}\n`).join('');
		if (block.language === 'file') {
			await writePageFile(files, block.marks, text);
		} else if (block.language === 'rules') {
			director = await openPageDirector({rules: text}, files);
		} else if (block.language === 'sh' || block.language === 'console') {
			const {noRun, demo} = marksOf(block);
			if (noRun !== null) {
				for (const command of commandsOf(block)) {
					checkUnrun(command);
				}
			} else {
				if (demo !== null && isSceneName(demo)) {
					director = await openPageDirector({demo}, files);
				}

				const {line} = block;
				replaced.push({line, old: block.lines.length, lines: await ran(block, director)});
			}
		}
	}

	for (const {line, old, lines: fresh} of replaced.toReversed()) {
		lines.splice(line - 1, old, ...fresh);
	}

	return lines.join('\n');
}

test.each(pages)('the commands of %s do what it says', async path => {
	const page = readFileSync(join(root, path), 'utf8');
	await expect(await rewritten(page)).toMatchFileSnapshot(join(root, path));
});

/** The beginning of a line with a command. */
const program =
	/^(?:\$ |sudo |lvstop |\.\/lvstop|npm |npx |apt(?:-get)? |dnf |ssh |scp |ipvsadm |systemctl )/;

/** Whether a line is a command that can be typed; usage has capitals or brackets, and messages leave something out. */
function isCommand(line: string): boolean {
	return program.test(line) && !/[A-Z]{2,}|\[|…/.test(line);
}

test.each(pages)('%s has no command that this test does not see', path => {
	const page = readFileSync(join(root, path), 'utf8');
	const indented = page
		.split('\n')
		.filter(line => /^(?: {4}|\t)/.test(line) && isCommand(line.trim()));
	expect(indented).toEqual([]);
	const others = blocksOf(page).filter(
		({language}) => !['sh', 'console', 'file', 'rules'].includes(language),
	);
	expect(others.flatMap(({lines}) => lines).filter(isCommand)).toEqual([]);
});

describe('this test', () => {
	it('sees a wrong output, a wrong exit code and an unknown program', async () => {
		const wrong = '```console\n$ lvstop log\nnothing\n```';
		expect(await rewritten(wrong)).not.toBe(wrong);
		await expect(
			rewritten('```sh\nlvstop drain tcp:1.2.3.4:5 1.1.1.1 --yes\n```'),
		).rejects.toThrow();
		await expect(rewritten('```sh\napt-get install x\n```')).rejects.toThrow(
			"line 2: apt-get install x: 'apt-get' cannot be run in a test",
		);
	});

	it('wants a reason for each block that it does not run, and knows its marks', async () => {
		await expect(rewritten('```sh no-run\nreboot\n```')).rejects.toThrow('no-run needs a reason');
		await expect(rewritten('```sh exit 1\nlvstop log\n```')).rejects.toThrow(
			"'exit' is not one of",
		);
		await expect(
			rewritten('```sh no-run needs root\nsudo lvstop --frobnicate\n```'),
		).rejects.toThrow('unknown option');
		await rewritten('```sh no-run needs root\nsudo reboot\n```');
	});

	it('runs commands one after the other on one director', async () => {
		const story = [
			'```sh',
			'lvstop drain tcp:172.16.249.138:80 10.0.0.8 --wait --yes',
			'lvstop undrain tcp:172.16.249.138:80 10.0.0.8',
			'ipvsadm -Sn > rules.ipvs',
			'```',
			'```console',
			'$ cat rules.ipvs | lvstop diff -',
			'the rules are the same',
			'```',
		].join('\n');
		await rewritten(story);
	});
});
