/**
 * Saved rules are taken as `ipvsadm -R` takes them, in every form of the table that the kernel lab proves; or
 * the table names the row of docs/commands/restore.md that says what lvstop does otherwise.
 */
import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {proposeRestoreOf} from '../../source/features/snapshots/restore/propose-restore.ts';
import {formatSave} from '../../source/ipvs/format/save-format.ts';
import {ParseError, parseText} from '../../source/ipvs/line-parser.ts';
import {saveFormatParser} from '../../source/ipvs/parse/save-format.ts';
import type {RuleSet} from '../../source/ipvs/rule-set.ts';
import type {Names} from '../../source/ipvs/service-names.ts';
import {portNamed} from '../../source/simulator/ipvsadm/service-names.ts';
import {type RuleForm, readRuleForms} from '../support/rule-forms.ts';

/** The names that the lab's guest can resolve: Debian's /etc/services, and one host. */
const names: Names = {
	port: portNamed,
	host: (name, family) =>
		name.toLowerCase() === 'localhost' && family === 'ipv4' ? '127.0.0.1' : null,
};

/** The rules as in the table: each service and server as ipvsadm prints it, followed by thresholds. */
function printed(rules: RuleSet, context: string): readonly string[] {
	return rules.flatMap(entry => {
		const [service = '', ...servers] = formatSave([entry]).trimEnd().split('\n');
		const lines = servers.map((line, index) => {
			const {upperThreshold = 0, lowerThreshold = 0} = entry.servers[index] ?? {};
			const upper = upperThreshold ? ` -x ${upperThreshold}` : '';
			return `${line}${upper}${lowerThreshold ? ` -y ${lowerThreshold}` : ''}`;
		});
		return [...(service === context ? [] : [service]), ...lines];
	});
}

/** The rules that a restore of the form would make, or why there is none. */
function restored({text, context}: RuleForm): readonly string[] | {readonly refused: string} {
	try {
		const wanted = parseText(saveFormatParser({names}), text);
		const {refused} = proposeRestoreOf(
			{rules: [], missing: [], seen: () => []},
			{name: 'test', wanted},
		);
		return refused ? {refused: refused.join(', ')} : printed(wanted, context);
	} catch (error) {
		if (error instanceof ParseError) {
			return {refused: error.reason};
		}

		throw error;
	}
}

/** The result of ipvsadm: lvstop refuses a form as a whole if ipvsadm does not accept all of it. */
function expected({verdict}: RuleForm): unknown {
	return verdict.exitCode === 0 && verdict.message === ''
		? verdict.rules
		: {refused: expect.any(String)};
}

/** The first column of the tables in docs/commands/restore.md. */
const documented = readFileSync(new URL('../../docs/commands/restore.md', import.meta.url), 'utf8')
	.split('\n')
	.flatMap(line => /^\| (.*?) \|/.exec(line)?.[1] ?? []);

const forms = readRuleForms();

test('the table has forms enough to say something', () => {
	expect(forms.length).toBeGreaterThan(800);
});

test.each(forms.filter(({otherwise}) => otherwise !== null))(
	'line $line: $written, otherwise than ipvsadm',
	form => {
		const [, direction, row] = /^(refused|taken): (.*)$/.exec(form.otherwise ?? '') ?? [];
		expect(documented).toContain(row);
		expect(restored(form)).not.toEqual(expected(form));
		expect('refused' in restored(form)).toBe(direction === 'refused');
	},
);

test.each(forms.filter(({otherwise}) => otherwise === null))('line $line: $written', form => {
	expect(restored(form)).toEqual(expected(form));
});
