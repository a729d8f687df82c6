/**
 * The generated parts of pages.
 */
import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {expect, it} from 'vitest';
import {pagesWithParts} from '../../scripts/documents/page-parts.ts';
import {assembly} from '../../source/program/features.ts';
import {subcommands} from '../../source/program/subcommands.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';

/** The generated pages of a project with this page only. */
async function generated(path: string, page: string): Promise<ReadonlyMap<string, string>> {
	const root = await temporaryFolder();
	await mkdir(dirname(join(root, path)), {recursive: true});
	await writeFile(join(root, path), page);
	return new Map(pagesWithParts(root));
}

it('are written between their comments, and nothing else of the page is touched', async () => {
	const old = 'Before.\n\n<!-- generated: keys log -->\nold\n<!-- /generated -->\n\nAfter.\n';
	const page = (await generated('docs/other.md', old)).get('docs/other.md') ?? '';
	expect(page).toMatch(/^Before\.\n\n<!-- generated: keys log -->\n\| keys \|/);
	expect(page).toMatch(/\|\n<!-- \/generated -->\n\nAfter\.\n$/);
	expect(page).toContain('| `u` | `undo` |');
	expect(page).not.toContain('old');
});

it('link to the pages of views and commands from any folder, with the first sentence of a view', async () => {
	const list =
		'<!-- generated: views -->\n<!-- /generated -->\n<!-- generated: commands -->\n<!-- /generated -->\n';
	const pages = await generated('docs/deep/list.md', list);
	const page = pages.get('docs/deep/list.md');
	for (const {id, title, key} of assembly.views) {
		expect(page).toContain(`| \`${key}\` | [${title}](../views/${id}.md) |`);
	}

	for (const {name, summary} of subcommands) {
		expect(page).toContain(`| [\`lvstop ${name}\`](../commands/${name}.md) | ${summary} |`);
	}
});

it('make a page for a view and a command that has none', async () => {
	const pages = await generated('README.md', 'nothing');
	expect([...pages.keys()].toSorted()).toEqual(
		[
			...assembly.views.map(({id}) => `docs/views/${id}.md`),
			...subcommands.map(({name}) => `docs/commands/${name}.md`),
		].toSorted(),
	);
	expect(pages.get('docs/views/log.md')).toContain('| exit | The exit code of the command;');
	expect(pages.get('docs/commands/drain.md')).toContain('lvstop drain SERVICE SERVER [options]');
});

it.each([
	['<!-- generated: keys log -->\n', 'a generated part has no end'],
	['<!-- generated: moon -->\n<!-- /generated -->\n', 'no generated part is called moon'],
	['<!-- generated: usage moon -->\n<!-- /generated -->\n', 'no command is called moon'],
	['<!-- generated: columns moon -->\n<!-- /generated -->\n', 'add the columns of the view moon'],
])('%j is an error', async (page, message) => {
	await expect(generated('docs/wrong.md', page)).rejects.toThrow(message);
});
