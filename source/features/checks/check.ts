/**
 * A check as one value: what it looks for, what it needs to know, and a pure function from facts to findings.
 */
import type {RowId} from '../../console/state/console-row.ts';
import type {ServerOfService} from '../../console/state/row-set.ts';
import type {Proposal} from '../../plans/plan.ts';
import type {CheckedTable, ReadSources, SourceName, Sources} from './facts.ts';

/**
 * `error`: traffic fails. `warning`: some traffic fails or will, or a figure cannot be trusted. `note`: it may be
 * intended.
 */
export type Severity = 'error' | 'warning' | 'note';

/** Whom a check concerns: servers of one forwarding method, or all. */
export type Concern = 'nat' | 'dr' | 'tun' | 'all';

/** A finding of a check about one thing. */
export interface Found {
	/** If it differs from the severity of the check. */
	readonly severity?: Severity;
	/** A service, a server of a service, the address of a server or of a client, or `director`. */
	readonly about: string;
	/** The fault, with the figures. */
	readonly found: string;
	/** Why it matters; the check's own words if it is missing. */
	readonly why?: string;
	/** The command that mends it, or what to do. */
	readonly mend: string;
	/** The rows of the table that it concerns; each may occur several times. */
	readonly rows?: readonly (RowId | ServerOfService)[];
	/** The plan that mends it, if ipvsadm can. */
	readonly propose?: () => Proposal;
}

/** Why a check, or a part of it, could not be done. */
export interface CannotKnow {
	readonly reason: string;
}

/** The answer of a check that cannot be done, for this reason. */
export function cannotKnow(reason: string): CannotKnow {
	return {reason};
}

/** The description of a check, for docs/checks.md. */
export interface CheckWords {
	readonly concerns: Concern;
	readonly severity: Severity;
	/** The rule that it checks, in sentences. */
	readonly rule: string;
	/** Why it matters, in one or two sentences. */
	readonly why: string;
	/** Where the rule comes from: a function of the kernel, or a document. */
	readonly source: string;
	/** How it is mended, in general. */
	readonly mends: string;
}

/** A check, independent of what it needs. */
export interface Check extends CheckWords {
	readonly id: string;
	/** Sources without which it cannot be done. */
	readonly needs: readonly SourceName[];
	/** Sources that it also looks at if they are known. */
	readonly uses: readonly SourceName[];
	/** Whether the table has anything that it concerns. */
	applies(table: CheckedTable): boolean;
	/** Looks; every source in `needs` is known. */
	look(table: CheckedTable, sources: ReadSources): Iterable<Found | CannotKnow>;
}

interface CheckDefinition<Id extends string, Need extends SourceName> extends CheckWords {
	readonly id: Id;
	readonly needs?: readonly Need[];
	readonly uses?: readonly SourceName[];
	applies?(table: CheckedTable): boolean;
	look(
		table: CheckedTable,
		needed: Pick<Sources, Need>,
		sources: ReadSources,
	): Iterable<Found | CannotKnow>;
}

/** The values of the sources that a check needs. */
function needed<Need extends SourceName>(
	names: readonly Need[],
	sources: ReadSources,
): Pick<Sources, Need> {
	// The engine calls a check only if all of these are known.
	return Object.fromEntries(names.map(name => [name, sources[name].value])) as Pick<Sources, Need>;
}

/** Makes a check from its definition. */
export function defineCheck<const Id extends string, Need extends SourceName = never>({
	needs = [],
	uses = [],
	applies = () => true,
	look,
	...rest
}: CheckDefinition<Id, Need>): Check & {readonly id: Id} {
	return {
		...rest,
		needs,
		uses,
		applies,
		look: (table, sources) => look(table, needed(needs, sources), sources),
	};
}
