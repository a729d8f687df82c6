/**
 * Generates the document about the keys from the key table.
 */
import type {Assembly, Binding} from '../state/model.ts';
import {isOfKind} from '../state/view.ts';
import {keyLabel} from './key-label.ts';

function code(text: string): string {
	return text === '`' ? '`` ` ``' : `\`${text.replaceAll('|', '\\|')}\``;
}

/** The name for the details of a row, as a place in which a binding works. */
const detailsTitle = 'details';

/** Whether a binding works in the details of a service or a server. */
function isInDetails({where}: Binding, {overlayKinds}: Assembly): boolean {
	return Object.entries(overlayKinds).some(
		([place, kinds]) =>
			kinds.includes('target') &&
			where.some(
				each =>
					each === place ||
					((each === 'target' || each === 'row') && kinds.some(kind => kind === each)),
			),
	);
}

/** The titles of the views that have a binding, and the details; empty for one that works elsewhere only. */
function viewsOf(binding: Binding, assembly: Assembly): string {
	const {where, command} = binding;
	const {views, bindings} = assembly;
	const own = (id: string) =>
		bindings.some(other => other.command === command && other.where.includes(id));
	const titles = views
		.filter(
			view =>
				where.includes(view.id) ||
				(!own(view.id) &&
					where.some(kind => ['view', 'everywhere'].includes(kind) || isOfKind(view, kind))),
		)
		.map(({title}) => title);
	return [
		...(titles.length === views.length ? ['all'] : titles),
		...(isInDetails(binding, assembly) ? [detailsTitle] : []),
	].join(', ');
}

interface Row {
	readonly keys: string;
	readonly command: string;
	readonly description: string;
	readonly views: string;
}

function rowOf(binding: Binding, assembly: Assembly): Row {
	const {keys, command, description, argument} = binding;
	return {
		keys: keys.map(key => code(keyLabel(key))).join(' ') || '–',
		command: code(argument === undefined ? command : `${command} ${argument.name}`),
		description: description.replaceAll('|', '\\|'),
		views: viewsOf(binding, assembly),
	};
}

/** The rows of a group. Bindings that differ only in their hints appear once. */
function rowsOf(bindings: readonly Binding[], assembly: Assembly): readonly Row[] {
	const rows: Row[] = [];
	for (const row of bindings.map(binding => rowOf(binding, assembly))) {
		const index = rows.findIndex(
			({keys, command, description}) =>
				keys === row.keys && command === row.command && description === row.description,
		);
		const same = rows[index];
		if (same === undefined) {
			rows.push(row);
		} else {
			const named = new Set([same, row].flatMap(({views}) => views.split(', ')));
			const all = [...assembly.views.map(({title}) => title), detailsTitle];
			const titles = all.filter(title => named.has(title));
			rows[index] = {...row, views: titles.join(', ')};
		}
	}

	return rows;
}

function section(rows: readonly Row[], inViews: boolean): string {
	const heads = ['keys', 'command', 'what it does', ...(inViews ? ['views'] : [])];
	const cells = ({keys, command, description, views}: Row) => [
		keys,
		command,
		description,
		...(inViews ? [views] : []),
	];
	const lines = [heads, heads.map(() => '---'), ...rows.map(cells)];
	return lines.map(line => `| ${line.join(' | ')} |`.replaceAll('|  |', '| |')).join('\n');
}

const mouseText =
	'The mouse can do some of this too. The wheel moves the cursor by three rows, or scrolls what covers the view, or a plan. A click chooses a row, and a click on the chosen row opens it. A click on a title of the views Services, Servers and Connections sorts by that column; again reverses the order. Names of views and key hints can be clicked like their keys. A click never answers a plan or a question. Shift (Option on macOS) with the mouse selects text as usual in terminals; `mouse = false` in a configuration file turns the mouse off.';

/** Markdown with every key, what it does and in which views; ends with a line break. */
export function keysDocument(assembly: Assembly): string {
	const {groups, bindings} = assembly;
	const sections = groups.map(({title, introduction}) => {
		const rows = rowsOf(
			bindings.filter(({group}) => group === title),
			assembly,
		);
		const inViews = rows.some(({views}) => views !== '');
		return `## ${title}\n\n${introduction}\n\n${section(rows, inViews)}\n`;
	});
	return `# Keys\n\nThis page is generated from the key table of lvstop. To run a command by name, type \`:\` and the name.\n\nThe keys can be changed by the table \`[keys]\` of a [configuration file](configuration.md), except those that answer a question or a plan. The help (\`?\`) shows the keys as they are then.\n\nThe column *views* also has *details*: those of a service or a server, which \`Enter\` opens in the views Services and Servers. There a key acts on what is shown, whatever is at the cursor of the view or marked.\n\n${mouseText}\n\n${sections.join('\n')}`;
}

/** A Markdown table of the keys of a view, without those that all views have. */
export function viewKeys(assembly: Assembly, id: string): string {
	const {title} = assembly.views.find(view => view.id === id) ?? {};
	const own = rowsOf(assembly.bindings, assembly).filter(({views}) =>
		views.split(', ').some(name => name === title),
	);
	return section(own, false);
}
