/**
 * The text of the help.
 */
import type {Binding, ConsoleState} from '../state/model.ts';
import {changesRefused} from '../state/permission.ts';
import {sentenceOf} from '../state/refusal.ts';
import {viewOf} from '../state/view.ts';
import {activeBindings} from './active-bindings.ts';
import {keyLabel} from './key-label.ts';
import {kindsOf} from './place.ts';

export interface HelpEntry {
	/** `w`, `↑ k`, or `:theme` for a command without a key. */
	readonly keys: string;
	/** The name of the command. */
	readonly command: string;
	readonly description: string;
	/** Why it cannot be used now; null if it can. */
	readonly disabled: string | null;
}

export interface HelpSection {
	readonly title: string;
	readonly entries: readonly HelpEntry[];
}

/** The keys of a binding as the help shows them. */
export function keysText({keys, command}: Pick<Binding, 'keys' | 'command'>): string {
	return keys.length === 0 ? `:${command}` : keys.map(keyLabel).join(' ');
}

/** The place that the help is about: the overlay from which it was opened, or the open view. */
function helpedPlace({overlay, view}: ConsoleState): string {
	return overlay?.under?.place ?? view;
}

/** All headings, beginning with that of the open view's own keys. */
function headings(state: ConsoleState): readonly string[] {
	const titles = state.assembly.groups.map(({title}) => title);
	const {group} = viewOf(state);
	return group === null ? titles : [group, ...titles.filter(title => title !== group)];
}

/** The keys of a place by heading, those of the open view first, and those of prompts. */
export function helpSections(state: ConsoleState): readonly HelpSection[] {
	const place = helpedPlace(state);
	const bindings = [
		...activeBindings(state, place),
		// Keys that step the weights of a plan are listed only if the view has the key that makes such a plan. Keys
		// that scroll a plan are listed only if they move in the view too; in another view they would conflict with its
		// arrows.
		...['text', 'confirm', 'consent']
			.flatMap(place => activeBindings(state, place))
			.filter(({group}) => group !== 'Change' && group !== 'Move'),
		// A read-only console cannot open a form.
		...(changesRefused(state) === null ? activeBindings(state, 'form') : []),
	];
	const seen = new Set(bindings);
	const here = [place, ...kindsOf(state, place)];
	return headings(state).flatMap(title => {
		const entries = [...seen]
			.filter(({group}) => group === title)
			.map(binding => {
				const {command, description, where} = binding;
				const isHere = where.some(each => here.includes(each));
				const covered = {...state, prompt: null, overlay: state.overlay?.under ?? null};
				const reason = isHere ? (binding.disabled?.(covered) ?? null) : null;
				const disabled = reason === null ? null : sentenceOf(reason);
				return {keys: keysText(binding), command, description, disabled};
			});
		return entries.length === 0 ? [] : [{title, entries}];
	});
}
