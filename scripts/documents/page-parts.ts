/**
 * Parts of handwritten pages that are generated from the program's tables. A part stands between two comments, and
 * `npm run docs` writes it again:
 *
 *     <!-- generated: keys services -->
 *     <!-- /generated -->
 */
import {globSync, readFileSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';
import {viewKeys} from '../../source/console/keys/keys-document.ts';
import type {View} from '../../source/console/state/model.ts';
import {subcommandTable, usageOfSubcommand} from '../../source/program/command-line-document.ts';
import {assembly} from '../../source/program/features.ts';
import {subcommands} from '../../source/program/subcommands.ts';
import {viewColumns} from './view-columns.ts';

/** The texts of all pages by their paths below the project's folder. */
type Pages = ReadonlyMap<string, string>;

/** The folder of the page that a part is in, and all pages. */
interface Place {
	readonly folder: string;
	readonly pages: Pages;
}

function emptyPart(name: string): string {
	return `<!-- generated: ${name} -->\n<!-- /generated -->\n`;
}

/** A new page for a view: its author writes what is missing. */
function newViewPage({id, title, list}: View): string {
	const columns = list === null ? '' : `## Columns\n\n${emptyPart(`columns ${id}`)}\n`;
	return `# ${title}\n\n![The view ${title}](../pictures/${id}.svg)\n\n${columns}## Keys\n\n${emptyPart(`keys ${id}`)}`;
}

/** A new page for a subcommand. */
function newCommandPage(name: string): string {
	return `# lvstop ${name}\n\n${emptyPart(`usage ${name}`)}`;
}

const viewPage = (id: string) => `docs/views/${id}.md`;
const commandPage = (name: string) => `docs/commands/${name}.md`;

function subcommandNamed(name: string) {
	const found = subcommands.find(subcommand => subcommand.name === name);
	if (found === undefined) {
		throw new Error(`no command is called ${name}`);
	}

	return found;
}

/** The first sentence of a page, below its title. */
function firstSentence(page: string): string {
	const [, paragraph = ''] = /^# .*\n\n([^\n!<#][\s\S]*?)\n\n/m.exec(page) ?? [];
	const [sentence = ''] = /^[\s\S]*?\.(?=\s|$)/.exec(paragraph) ?? [];
	return sentence.replaceAll('\n', ' ');
}

function viewTable({folder, pages}: Place): string {
	const rows = assembly.views.map(({id, key, title}) => {
		const page = viewPage(id);
		return `| \`${key}\` | [${title}](${relative(folder, page)}) | ${firstSentence(pages.get(page) ?? '')} |\n`;
	});
	return `| key | view | |\n| --- | --- | --- |\n${rows.join('')}`;
}

/** The source of each kind of part. */
const kinds: Readonly<Record<string, (subject: string, place: Place) => string>> = {
	usage: name => usageOfSubcommand(subcommandNamed(name)),
	commands: (_, {folder}) => subcommandTable(relative(folder, 'docs/commands')),
	columns: viewColumns,
	keys: id => `${viewKeys(assembly, id)}\n`,
	views: (_, place) => viewTable(place),
};

const begin = /^<!-- generated: /gm;
const part = /^(<!-- generated: (\w+)(?: ([\w-]+))? -->\n)[\s\S]*?^(<!-- \/generated -->)$/gm;

/**
 * The page with its generated parts as the program is now.
 * @throws {Error} if a part has no end, or is not known
 */
function withParts(path: string, page: string, pages: Pages): string {
	if (page.match(part)?.length !== page.match(begin)?.length) {
		throw new Error(`${path}: a generated part has no end: <!-- /generated -->`);
	}

	return page.replaceAll(part, (_, begin: string, kind: string, subject: string, end: string) => {
		const make = kinds[kind];
		if (make === undefined) {
			throw new Error(`${path}: no generated part is called ${kind}`);
		}

		return `${begin}${make(subject ?? '', {folder: dirname(path), pages})}${end}`;
	});
}

/**
 * Every page with generated parts: its path below the project's folder, and its text. A view or a subcommand without a
 * page gets one, which its author completes.
 * @param root the project's folder
 * @throws {Error} for a part that cannot be made
 */
export function pagesWithParts(root: string): readonly (readonly [string, string])[] {
	const pages: Pages = new Map([
		...assembly.views.map(view => [viewPage(view.id), newViewPage(view)] as const),
		...subcommands.map(({name}) => [commandPage(name), newCommandPage(name)] as const),
		...globSync(['README.md', 'docs/**/*.md'], {cwd: root}).map(
			path => [path, readFileSync(join(root, path), 'utf8')] as const,
		),
	]);
	return [...pages]
		.filter(([, page]) => page.includes('<!-- generated: '))
		.map(([path, page]) => [path, withParts(path, page, pages)]);
}
