/**
 * Warns how the owners of the table will react to a plan.
 */
import type {Owner} from '../../ipvs/owner.ts';
import type {Plan, Step} from '../plan.ts';
import {type EditKind, ownerWords} from './owner-words.ts';

/** The kind of a step; null for counters, which no owner manages. */
function editKind({before, after}: Step): EditKind | null {
	switch (after.row) {
		case 'server':
			return before.row === 'server' ? 'server edited' : 'server added';
		case 'no-server':
			return 'server deleted';
		case 'service':
			return before.row === 'service' ? 'service edited' : 'service added';
		case 'no-service':
			return 'service deleted';
		case 'timeouts':
			return 'timeouts';
		case 'daemon':
		case 'no-daemon':
			return 'sync daemon';
		case 'counters':
			return null;
	}
}

function warningsOf({kind, doubt}: Owner, edits: ReadonlySet<EditKind>): readonly string[] {
	const words = [...new Set([...edits].flatMap(edit => ownerWords[kind][edit] ?? []))];
	return words.length === 0 || doubt === null
		? words
		: [`it is not certain that ${kind} manages this table: ${doubt}`, ...words];
}

/**
 * The reaction of each owner to the edits, one sentence for each kind of edit, however many steps there are. Empty
 * without an owner, or if no owner touches the edited rows.
 */
export function ownerWarnings(steps: readonly Step[], owners: readonly Owner[]): readonly string[] {
	const edits = new Set(steps.flatMap(step => editKind(step) ?? []));
	return owners.flatMap(owner => warningsOf(owner, edits));
}

/**
 * The plan with additional warnings about the owners of the table.
 * @param owners null if unknown; then there are no warnings
 */
export function withOwnerWarnings<P extends Pick<Plan, 'steps' | 'warnings'>>(
	plan: P,
	owners: readonly Owner[] | null,
): P {
	return {...plan, warnings: [...plan.warnings, ...ownerWarnings(plan.steps, owners ?? [])]};
}
