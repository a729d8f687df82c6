/**
 * Runs checks on facts. Pure: the facts were read before.
 */
import {RowSet} from '../../console/state/row-set.ts';
import type {Proposal} from '../../plans/plan.ts';
import {fullFigure} from '../../text/figures.ts';
import type {Check, Found, Severity} from './check.ts';
import type {CheckedTable, Facts, SourceName} from './facts.ts';

/** A finding with everything that is shown of it. */
export interface Finding {
	/** The id of its check. */
	readonly id: string;
	readonly severity: Severity;
	readonly about: string;
	readonly found: string;
	readonly why: string;
	readonly mend: string;
	readonly rows: RowSet;
	/** The plan that mends it, made from the rows as they were checked; null if ipvsadm cannot mend it. */
	readonly propose: (() => Proposal) | null;
}

/** A check that could not be done, or not in full. */
export interface Unknown {
	readonly id: string;
	readonly reason: string;
}

/** The result of all checks. */
export interface CheckResult {
	/** The most serious ones first. */
	readonly findings: readonly Finding[];
	readonly unknown: readonly Unknown[];
}

/** The most findings of one check to list; the rest is counted. */
const mostOfCheck = 20;

const order: Readonly<Record<Severity, number>> = {error: 0, warning: 1, note: 2};

/** The sources that these checks look at for this table. */
export function sourcesFor(checks: readonly Check[], table: CheckedTable): ReadonlySet<SourceName> {
	return new Set(
		checks.filter(check => check.applies(table)).flatMap(({needs, uses}) => [...needs, ...uses]),
	);
}

/** A finding with what its check says of all of them. */
function findingOf(check: Check, {rows = [], ...found}: Found): Finding {
	const {severity = check.severity, about, why = check.why, mend, propose = null} = found;
	return {
		...{id: check.id, severity, about, found: found.found, why, mend, propose},
		rows: RowSet.of(rows),
	};
}

/** The findings of one check, the most serious ones first; more than {@link mostOfCheck} are counted in the last. */
function bounded(check: Check, found: readonly Found[]): readonly Finding[] {
	const severityOf = ({severity = check.severity}: Found) => order[severity];
	const sorted = found.toSorted((one, other) => severityOf(one) - severityOf(other));
	const listed = sorted.slice(0, mostOfCheck).map(one => findingOf(check, one));
	const more = sorted.slice(mostOfCheck);
	const [first] = more;
	return first === undefined
		? listed
		: [
				...listed,
				{
					...findingOf(check, {...first, rows: more.flatMap(({rows = []}) => rows)}),
					about: 'director',
					found: `${fullFigure(more.length)} more like these`,
					propose: null,
				},
			];
}

/** Runs one check: its findings, and what it could not know. */
function runCheck(check: Check, {table, sources}: Facts): CheckResult {
	const {id} = check;
	const missing = check.needs.flatMap(name => sources[name].unknown ?? []);
	if (missing.length > 0) {
		return {findings: [], unknown: [...new Set(missing)].map(reason => ({id, reason}))};
	}

	const found: Found[] = [];
	const unknown: Unknown[] = [];
	for (const result of check.look(table, sources)) {
		if ('reason' in result) {
			unknown.push({id, reason: result.reason});
		} else {
			found.push(result);
		}
	}

	return {findings: bounded(check, found), unknown};
}

/** Runs the checks that concern something of the table, one at each step. */
export function* checkSteps(checks: readonly Check[], facts: Facts): Generator<void, CheckResult> {
	const results: CheckResult[] = [];
	for (const check of checks) {
		if (check.applies(facts.table)) {
			results.push(runCheck(check, facts));
		}

		yield;
	}

	return {
		findings: results
			.flatMap(({findings}) => findings)
			.toSorted((one, other) => order[one.severity] - order[other.severity]),
		unknown: results.flatMap(({unknown}) => unknown),
	};
}

/** Runs the checks at once. */
export function runChecks(checks: readonly Check[], facts: Facts): CheckResult {
	const steps = checkSteps(checks, facts);
	for (;;) {
		const step = steps.next();
		if (step.done) {
			return step.value;
		}
	}
}

/** Whether something is wrong: notes alone are not. */
export function isWrong({findings}: Pick<CheckResult, 'findings'>): boolean {
	return findings.some(({severity}) => severity !== 'note');
}
