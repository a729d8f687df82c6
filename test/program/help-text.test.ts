/**
 * The help and docs/command-line.md tell every option of every command.
 */
import {readFile} from 'node:fs/promises';
import {describe, expect, it} from 'vitest';
import {parseCommandLine} from '../../source/program/command-line.ts';
import {commandLineDocument} from '../../source/program/command-line-document.ts';
import {consoleOptions} from '../../source/program/console-options.ts';
import {generalOptions} from '../../source/program/general-options.ts';
import {optionWords, programHelp, subcommandHelp} from '../../source/program/help-text.ts';
import {subcommands} from '../../source/program/subcommands.ts';

describe('the help of lvstop', () => {
	const help = programHelp();

	it.each(Object.entries({...consoleOptions, ...generalOptions}))('tells --%s', (key, option) => {
		expect(help).toContain(`${optionWords([key, option])} `);
		expect(help).toContain(option.help);
	});

	it.each(subcommands)('tells of $name', ({usage: [first = ''], summary}) => {
		expect(help).toMatch(new RegExp(`^  ${first.replaceAll(/[[\]|]/g, '\\$&')} +${summary}$`, 'm'));
	});
});

describe.each(subcommands)('the help of $name', subcommand => {
	const help = subcommandHelp(subcommand);
	const own = Object.entries({
		...subcommand.ipvsadmOptions,
		...subcommand.options,
		...generalOptions,
	});

	it('lists its own options and those of every command, and no others', () => {
		for (const [key, option] of own) {
			expect(help).toContain(`${optionWords([key, option])} `);
			expect(help).toContain(option.help);
		}

		const lines = help.split('\n').filter(line => /^ {2}(-\w, | {4})--/.test(line));
		expect(lines).toHaveLength(own.length);
	});

	it('shows its usage', () => {
		for (const line of subcommand.usage) {
			expect(help).toContain(`lvstop ${line} [options]\n`);
		}
	});

	it('has examples that are valid command lines', () => {
		expect(subcommand.examples).not.toEqual([]);
		for (const {line} of subcommand.examples) {
			const [typed = ''] = line.split(' | ');
			const words = [...typed.matchAll(/"([^"]*)"|(\S+)/g)].map(
				([, quoted, word]) => quoted ?? word ?? '',
			);
			const parsed = parseCommandLine(words);
			expect(parsed.subcommand).toBe(subcommand);
			expect(() => subcommand.prepare(parsed, {})).not.toThrow();
		}
	});

	it('has lines that fit into 120 columns', () => {
		expect(help.split('\n').filter(line => line.length > 120)).toEqual([]);
	});
});

it('docs/command-line.md matches the tables', async () => {
	const path = new URL('../../docs/command-line.md', import.meta.url);
	expect(await readFile(path, 'utf8')).toBe(commandLineDocument());
});
