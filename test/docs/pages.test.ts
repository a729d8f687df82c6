/**
 * Every view and every command has a page that tells what a reader needs, and no link leads nowhere.
 */
import {existsSync, globSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {UsageError} from '../../source/commands/usage-error.ts';
import {parseCommandLine} from '../../source/program/command-line.ts';
import {assembly} from '../../source/program/features.ts';
import {subcommands} from '../../source/program/subcommands.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const pages = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md', {cwd: root})].toSorted();

function read(path: string): string {
	return readFileSync(join(root, path), 'utf8');
}

/** The headings of a page below its title. */
function headings(page: string): readonly string[] {
	return [...page.matchAll(/^## (.*)$/gm)].map(([, title = '']) => title);
}

test.each(assembly.views.map(({id, title}) => ({id, title})))(
	'the view $id has a page with its picture, its keys and what it cannot know',
	({id, title}) => {
		const page = read(`docs/views/${id}.md`);
		expect(page).toMatch(new RegExp(`^# ${title}\n\n[A-Z]`));
		expect(page).toContain(`](../pictures/${id}.svg)`);
		expect(page).toContain(`<!-- generated: keys ${id} -->`);
		expect(headings(page)).toEqual(expect.arrayContaining(['Keys', 'What it cannot know']));
	},
);

test.each(assembly.views.filter(({list}) => list !== null).map(({id}) => id))(
	'the page of the view %s explains its columns',
	id => {
		expect(read(`docs/views/${id}.md`)).toContain(`<!-- generated: columns ${id} -->`);
	},
);

test.each(subcommands.map(({name}) => name))(
	'lvstop %s has a page with its usage, examples that are run, exit codes and advice',
	name => {
		const page = read(`docs/commands/${name}.md`);
		expect(page).toContain(`# lvstop ${name}\n\n<!-- generated: usage ${name} -->`);
		expect(headings(page)).toEqual(
			expect.arrayContaining(['Examples', 'Exit codes', 'What can go wrong']),
		);
		const examples = page.slice(page.indexOf('## Examples'));
		expect(examples).toMatch(new RegExp(`^(?:\\$ )?lvstop ${name}\\b`, 'm'));
		expect(examples).toMatch(/^\| 0 \| .*\|$/m);
	},
);

test('there is no page of a view or a command that is gone', () => {
	const named = (folder: string) => globSync(`docs/${folder}/*.md`, {cwd: root}).toSorted();
	const paths = (folder: string, names: readonly string[]) =>
		names.map(name => `docs/${folder}/${name}.md`).toSorted();
	expect(named('views')).toEqual(
		paths(
			'views',
			assembly.views.map(({id}) => id),
		),
	);
	expect(named('commands')).toEqual(
		paths(
			'commands',
			subcommands.map(({name}) => name),
		),
	);
});

test.each(pages)('every link and picture of %s leads to a file of the project', path => {
	const targets = [...read(path).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(
		([, target = '']) => target,
	);
	const gone = targets.filter(target => !existsSync(join(root, dirname(path), target)));
	expect(gone).toEqual([]);
});

/** The refusal of a command that the program does not have; null if it has it. */
function unknownIn(words: string): string | null {
	try {
		parseCommandLine(words.split(' ').filter(word => !/[…|']/.test(word)));
		return null;
	} catch (error) {
		// Text may leave out the argument of an option.
		return error instanceof UsageError && /^unknown|is an option of/.test(error.message)
			? error.message
			: null;
	}
}

test.each(pages.filter(path => !path.startsWith('docs/decisions/')))(
	'%s names no command and no option in its text that lvstop does not have',
	path => {
		const named = [...read(path).matchAll(/`lvstop ([a-z-][^`\n]*)`/g)].map(
			([, words = '']) => words,
		);
		// The shells' completions run `lvstop complete`, which is not for people.
		const wrong = named
			.filter(words => words !== 'complete')
			.flatMap(words => unknownIn(words) ?? []);
		expect(wrong).toEqual([]);
	},
);
