/**
 * Findings as text and as JSON.
 */

import {jsonText} from '../../../text/escape.ts';
import {countOf} from '../../../text/figures.ts';
import type {Severity} from '../check.ts';
import type {CheckResult, Finding} from '../run-checks.ts';

/** `2 errors, 1 warning`; empty without any. */
export function countsInWords(findings: readonly Pick<Finding, 'severity'>[]): string {
	const severities: readonly Severity[] = ['error', 'warning', 'note'];
	return severities
		.map(severity => ({
			severity,
			count: findings.filter(found => found.severity === severity).length,
		}))
		.filter(({count}) => count > 0)
		.map(({severity, count}) => countOf(count, severity))
		.join(', ');
}

function indented(label: string, text: string): string {
	const [first = '', ...rest] = text.split('\n');
	return [`  ${label.padEnd(6)}${first}\n`, ...rest.map(line => `        ${line}\n`)].join('');
}

/** All findings, each with what was found, why it matters and what mends it; then what could not be known. */
export function checkText({findings, unknown}: CheckResult): string {
	const told = findings.map(
		({id, severity, about, found, why, mend}) =>
			`${severity} ${id}: ${about}\n${indented('found', found)}${indented('why', why)}${indented('mend', mend)}`,
	);
	const counts = countsInWords(findings);
	return [
		...told,
		counts === '' ? 'nothing found\n' : `${counts}\n`,
		...unknown.map(({id, reason}) => `cannot know ${id}: ${reason}\n`),
	].join('');
}

/** One JSON object on one line. */
export function checkJson({findings, unknown}: CheckResult): string {
	return `${jsonText({
		findings: findings.map(({id, severity, about, found, why, mend}) => ({
			...{id, severity, about, found, why, mend},
		})),
		unknown,
	})}\n`;
}
