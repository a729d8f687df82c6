/**
 * The manual pages: what readers of manuals think of them, and that a person finds every option and key there.
 */
import {execFileSync, spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {roff} from '../../scripts/documents/roff.ts';
import {root} from '../../scripts/packages/project.ts';
import {optionName} from '../../source/commands/option.ts';
import {configurationKeys} from '../../source/files/configuration/keys.ts';
import {parseConfiguration} from '../../source/files/configuration/parse-configuration.ts';
import {configurationTables} from '../../source/files/configuration/tables.ts';
import {consoleOptions} from '../../source/program/console-options.ts';
import {generalOptions} from '../../source/program/general-options.ts';
import {knownValues} from '../../source/program/known-values.ts';
import {subcommands} from '../../source/program/subcommands.ts';
import {describeWith} from '../support/describe-with.ts';

const pages = ['lvstop.1', 'lvstop-config.5'].map(name => join(root, 'share/man', name));

/** How a terminal of paper printed bold: the character, one step back, the character again. */
const struck = new RegExp(`.${String.fromCharCode(8)}`, 'gu');

/** A page as it is read in a terminal of 100 columns, without bold and underlines. */
function read(page: string): string {
	return execFileSync('mandoc', ['-T', 'utf8', '-O', 'width=100', page], {
		encoding: 'utf8',
	}).replaceAll(struck, '');
}

describeWith('mandoc', 'the manual pages', () => {
	it.each(pages)('%s has no fault that mandoc knows', page => {
		const {error, status, stdout} = spawnSync('mandoc', ['-T', 'lint', '-W', 'style', page], {
			encoding: 'utf8',
		});
		expect({error, status, stdout}).toEqual({error: undefined, status: 0, stdout: ''});
	});

	it('every command and option stands in lvstop(1), every key in lvstop-config(5)', () => {
		const [command = '', configuration = ''] = pages.map(read);
		const tables = [
			...[consoleOptions, generalOptions],
			...subcommands.map(({options, ipvsadmOptions}) => ({...ipvsadmOptions, ...options})),
		];
		for (const name of tables.flatMap(table => Object.keys(table)).map(optionName)) {
			expect(command).toMatch(new RegExp(`^ {5,}(-\\w, )?--${name}( |$)`, 'm'));
		}

		for (const {name, usage} of subcommands) {
			expect(command).toContain(`lvstop ${name}\n`);
			expect(command).toContain(`lvstop ${usage[0]} [options]`);
		}

		expect(command).toMatch(/^ +Ctrl-L +redraw the whole screen$/m);
		for (const key of Object.keys(configurationKeys(knownValues))) {
			expect(configuration).toMatch(new RegExp(`^ {5,7}${key}( |$)`, 'm'));
		}

		for (const table of Object.keys(configurationTables(knownValues))) {
			expect(configuration).toMatch(new RegExp(`^ +\\[${table}\\]$`, 'm'));
		}
	});

	it('a text comes out as it was, whatever roff would make of it', () => {
		const odd = `.so /etc/passwd 'a' \\fB -- "b" ~^\``;
		const page = `.TH X 1 2026-01-31\n.SH NAME\nx\n.PP\n\\&${roff(odd)}\n`;
		const shown = execFileSync('mandoc', ['-T', 'utf8'], {input: page, encoding: 'utf8'});
		expect(shown).toMatch(/^ {5,}\.so/m);
		expect(shown).toContain(` ${odd}\n`);
	});
});

it('the example of a configuration says what is so anyway, and can be read when a line is made to count', () => {
	const example = readFileSync(join(root, 'share/config.toml'), 'utf8');
	const nothing = {settings: [], problems: []};
	expect(parseConfiguration('config.toml', example, knownValues)).toEqual(nothing);
	const counting = example.replaceAll(/^#(?=[\w"[\].-]+( = |$))/gm, '');
	const {settings, problems} = parseConfiguration('config.toml', counting, knownValues);
	expect(problems).toEqual([]);
	expect(
		Object.fromEntries(settings.map(({path, value}) => [path.join('.'), value])),
	).toMatchObject({
		interval: 2,
		units: 'bits',
		view: 'services',
		'read-only': false,
		'sort.services': 'active',
	});
});
