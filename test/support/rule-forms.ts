/**
 * The table of rule forms (test/fixtures/…/rule-forms.txt), and the result of a program for each. The head of that file
 * explains its format.
 */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {CommandResult} from '../../source/director/port/port.ts';

/** The path of the table. */
export const ruleFormsFile = join(
	import.meta.dirname,
	'../fixtures/linux-6.1-ipvsadm-1.31/rule-forms.txt',
);

/** The result of `ipvsadm -R` for a form. */
export interface Verdict {
	readonly exitCode: number;
	/** Its messages, joined. */
	readonly message: string;
	/** The rules afterwards, without that of the context; thresholds included. */
	readonly rules: readonly string[];
}

/** A form of the table. */
export interface RuleForm {
	/** The number of its line in the file. */
	readonly line: number;
	/** As the file writes it. */
	readonly written: string;
	/** The line before it, without its end; empty if there is none. */
	readonly context: string;
	/** The whole text that a program is given. */
	readonly text: string;
	readonly verdict: Verdict;
	/** The name of lvstop's deviation, or null. */
	readonly otherwise: string | null;
}

/** A form's text, of how the file writes it. */
function textOf(written: string): string {
	const noNewline = written.endsWith('\\c');
	const escaped = (noNewline ? written.slice(0, -2) : written)
		.replaceAll('"', '\\"')
		.replaceAll('\\v', '\\u000b');
	return `${JSON.parse(`"${escaped}"`)}${noNewline ? '' : '\n'}`;
}

const noVerdict: Verdict = {exitCode: 0, message: '', rules: []};

/** The verdict that lines of the file tell. */
function readVerdict(lines: readonly string[]): Verdict {
	const rules = lines.filter(line => line.startsWith('= ')).map(line => line.slice(2));
	const [, code, message = ''] =
		/^! (\d+) ?(.*)$/.exec(lines.find(line => line.startsWith('!')) ?? '') ?? [];
	return code === undefined ? {...noVerdict, rules} : {exitCode: Number(code), message, rules};
}

/** All forms of the table. */
export function readRuleForms(): readonly RuleForm[] {
	const lines = readFileSync(ruleFormsFile, 'utf8').split('\n');
	let context = '';
	return lines.flatMap((line, index) => {
		if (line.startsWith('@')) {
			context = line.slice(2);
		}

		if (!line.startsWith('> ')) {
			return [];
		}

		const written = line.slice(2);
		const behind = lines.slice(index + 1);
		const answer = behind.slice(
			0,
			behind.findIndex(next => !/^[=!~]/.test(next)),
		);
		return {
			line: index + 1,
			written,
			context,
			text: (context && `${context}\n`) + textOf(written),
			verdict: readVerdict(answer),
			otherwise: answer.find(next => next.startsWith('~ '))?.slice(2) ?? null,
		};
	});
}

function verdictLines({exitCode, message, rules}: Verdict): readonly string[] {
	const says = exitCode === 0 && message === '' ? [] : [`! ${exitCode} ${message}`.trimEnd()];
	return [...rules.map(rule => `= ${rule}`), ...says];
}

/** The text of the table with these verdicts in the place of those that it has. */
export function ruleFormsWith(verdicts: readonly Verdict[]): string {
	const left = [...verdicts];
	return readFileSync(ruleFormsFile, 'utf8')
		.split('\n')
		.flatMap(line => {
			if (/^[=!]/.test(line)) {
				return [];
			}

			return line.startsWith('> ') ? [line, ...verdictLines(left.shift() ?? noVerdict)] : line;
		})
		.join('\n');
}

/** A message in one line of characters that can be seen. */
function visible(message: string): string {
	return message
		.replaceAll('\n', ' / ')
		.replaceAll(
			/[^ -~]/g,
			character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
		);
}

/** Shows the rules and removes them, as input of `ipvsadm -R`. */
export const showAndClear = '-S -n\n-L -n --thresholds\n-C\n';

/**
 * The verdict of a program that was given the text of a form on standard input of `-R`, and then
 * {@link showAndClear}.
 */
export function verdictOf(
	{context}: RuleForm,
	answer: CommandResult,
	shown: CommandResult,
): Verdict {
	const listingStart = shown.stdout.indexOf('IP Virtual Server version');
	const saved = shown.stdout.slice(0, listingStart);
	const listing = shown.stdout.slice(listingStart);
	const thresholds = listing
		.split('\n')
		.filter(line => line.startsWith('  -> ') && !line.includes('RemoteAddress'))
		.map(line => line.trim().split(/\s+/).slice(2, 4).map(Number));
	const rules = saved
		.split('\n')
		.filter(line => line !== '')
		.map(line => {
			const [upper, lower] = (line.startsWith('-a ') ? thresholds.shift() : undefined) ?? [];
			return `${line}${upper ? ` -x ${upper}` : ''}${lower ? ` -y ${lower}` : ''}`;
		});
	return {
		exitCode: answer.exitCode,
		message: visible(answer.stderr.replace(/\n+$/, '')),
		rules: rules.filter(line => line !== context),
	};
}
