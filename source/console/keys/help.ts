/**
 * The text of the help.
 */
import type {Binding, ConsoleState} from '../state/model.ts';
import {changesRefused} from '../state/permission.ts';
import {viewOf} from '../state/view.ts';
import {activeBindings} from './active-bindings.ts';
import {keyLabel} from './key-label.ts';
import {kindsOf} from './place.ts';

export interface HelpEntry {
	/** `w`, `↑ k`, or `:theme` for a command without a key. */
	readonly keys: string;
	readonly description: string;
	/** Why it cannot be used just now; null if it can. */
	readonly disabled: string | null;
}

export interface HelpSection {
	readonly title: string;
	readonly entries: readonly HelpEntry[];
}

/** How the help writes the keys of a binding. */
export function keysText({keys, command}: Pick<Binding, 'keys' | 'command'>): string {
	return keys.length === 0 ? `:${command}` : keys.map(keyLabel).join(' ');
}

/** All headings, beginning with that of the open view's own keys. */
function headings(state: ConsoleState): readonly string[] {
	const titles = state.assembly.groups.map(({title}) => title);
	const {group} = viewOf(state);
	return group === null ? titles : [group, ...titles.filter(title => title !== group)];
}

/** The keys of the open view by heading, its own first, and those at its prompts. */
export function helpSections(state: ConsoleState): readonly HelpSection[] {
	const bindings = [
		...activeBindings(state, state.view),
		// What steps on the weights of a plan is there only where a view has the key that makes such a plan; what
		// moves in a plan is told where it moves in the view, too: in another one it would stand beside what its arrows do.
		...['text', 'confirm', 'consent']
			.flatMap(place => activeBindings(state, place))
			.filter(({group}) => group !== 'Change' && group !== 'Move'),
		// Where nothing may be changed, no form can be opened.
		...(changesRefused(state) === null ? activeBindings(state, 'form') : []),
	];
	const seen = new Set(bindings);
	const here = [state.view, ...kindsOf(state, state.view)];
	return headings(state).flatMap(title => {
		const entries = [...seen]
			.filter(({group}) => group === title)
			.map(binding => ({
				keys: keysText(binding),
				description: binding.description,
				disabled:
					binding.where.some(place => here.includes(place)) && binding.disabled !== undefined
						? binding.disabled({...state, prompt: null})
						: null,
			}));
		return entries.length === 0 ? [] : [{title, entries}];
	});
}
