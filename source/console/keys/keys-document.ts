/**
 * The document about the keys, from the key table.
 */
import {type Binding, groups} from './binding.ts';
import {keyLabel} from './key-label.ts';
import {everywhere} from './place.ts';

const introductions: Readonly<Record<(typeof groups)[number], string>> = {
	Change:
		'Each of these makes a plan: the exact ipvsadm commands, which are shown and wait for a yes. In a read-only console they are not there.',
	Rows: 'Which rows there are, in which order, and which of them are marked.',
	Snapshots:
		'Saved rules. A restore is a plan, as every change is. In a read-only console rules can be saved and compared; files that others rely on are left alone.',
	Move: 'In a view these move the cursor; in the help, the messages and the details they scroll.',
	Connections:
		'What of the connection table is shown, and how. It is read only while the view is open and nothing covers it.',
	Traffic: 'The Traffic view: whose traffic, over which time.',
	Screen: 'What the screen shows and how often.',
	Program: 'The program as a whole.',
	Typing: 'While a line of text is being typed. Every other key writes itself.',
	Form: 'In a form, where an edit is put together. In a field for text every other key writes itself.',
	Plan: 'While a plan waits for an answer.',
};

function code(text: string): string {
	return text === '`' ? '`` ` ``' : `\`${text.replaceAll('|', '\\|')}\``;
}

function places(where: readonly string[]): string {
	return where.length === everywhere.length ? 'everywhere' : where.join(', ');
}

function line({keys, command, description, where}: Binding): string {
	const keysText = keys.map(key => code(keyLabel(key))).join(' ');
	return `| ${keysText || '–'} | ${code(command)} | ${description.replaceAll('|', '\\|')} | ${places(where)} |`;
}

/** Markdown that tells every key, what it does and where; it ends with a line break. */
export function keysDocument(table: readonly Binding[]): string {
	const sections = groups.map(group => {
		const lines = table.filter(binding => binding.group === group).map(line);
		return `## ${group}\n\n${introductions[group]}\n\n| keys | command | what it does | where |\n| --- | --- | --- | --- |\n${lines.join('\n')}\n`;
	});
	return `# Keys\n\nThis page is made from the key table of lvstop. A command of a view can also be given by its name after \`:\`, as far as that is unambiguous.\n\n${sections.join('\n')}`;
}
