/**
 * What the help says.
 */
import type {ConsoleState} from '../state/console-state.ts';
import {changesRefused} from '../state/permission.ts';
import type {ViewId} from '../state/views.ts';
import {activeBindings} from './active-bindings.ts';
import {type Binding, type Group, groups} from './binding.ts';
import {keyLabel} from './key-label.ts';
import {planPlaces} from './place.ts';

export interface HelpEntry {
	/** `w`, `↑ k`, or `:theme` for a command without a key. */
	readonly keys: string;
	readonly description: string;
	/** Why it cannot be used just now; null where it can. */
	readonly disabled: string | null;
}

export interface HelpSection {
	readonly title: Group;
	readonly entries: readonly HelpEntry[];
}

/** How the help writes the keys of a binding. */
export function keysText({keys, command}: Pick<Binding, 'keys' | 'command'>): string {
	return keys.length === 0 ? `:${command}` : keys.map(keyLabel).join(' ');
}

/** The heading of the keys that only this view has, where another one would come before it. */
const ownGroup: Partial<Record<ViewId, Group>> = {
	connections: 'Connections',
	traffic: 'Traffic',
	snapshots: 'Snapshots',
};

/** All headings, beginning with that of the view's own keys. */
function groupsFor(view: ViewId): readonly Group[] {
	const own = ownGroup[view];
	return own === undefined ? groups : [own, ...groups.filter(group => group !== own)];
}

/** The keys of the open view by heading, its own first, and those at its prompts. */
export function helpSections(
	table: readonly Binding[],
	state: ConsoleState,
): readonly HelpSection[] {
	const bindings = [
		...activeBindings(table, state, state.view),
		// What steps on the weights of a plan is there only where a view has the key that makes such a plan; what
		// moves in a plan is told where it moves in the view, too: in another one it would stand beside what its arrows do.
		...(['text', ...planPlaces] as const)
			.flatMap(place => activeBindings(table, state, place))
			.filter(({group}) => group !== 'Change' && group !== 'Move'),
		// Where nothing may be changed, no form can be opened.
		...(changesRefused(state) === null ? activeBindings(table, state, 'form') : []),
	];
	const seen = new Set(bindings);
	return groupsFor(state.view).flatMap(title => {
		const entries = [...seen]
			.filter(({group}) => group === title)
			.map(binding => ({
				keys: keysText(binding),
				description: binding.description,
				disabled:
					binding.where.includes(state.view) && binding.disabled !== undefined
						? binding.disabled({...state, prompt: null})
						: null,
			}));
		return entries.length === 0 ? [] : [{title, entries}];
	});
}
