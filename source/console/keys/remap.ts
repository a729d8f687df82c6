/**
 * Gives commands other keys, as the operator's configuration says.
 */
import {typedConsent} from '../../plans/plan.ts';
import {nearestName} from '../../text/nearest-name.ts';
import type {Assembly, Binding} from '../state/model.ts';
import {bindingsOf} from './active-bindings.ts';
import {keyLabel} from './key-label.ts';
import {isKeyName, longKeyNames} from './key-script.ts';
import {overlayKindsOf, promptKinds, viewKinds} from './place.ts';

/** The chosen keys, by the names of commands. */
export type ChosenKeys = Readonly<Record<string, readonly string[]>>;

/** The console with the chosen keys, and everything that is wrong with them. */
export interface Remapped {
	readonly assembly: Assembly;
	readonly problems: readonly RemapProblem[];
}

export interface RemapProblem {
	/** The chosen commands that it is about. */
	readonly commands: readonly string[];
	readonly text: string;
}

/** Terminals send the same for these as for another key. */
const sameOnTerminals: Readonly<Record<string, string>> = {
	'ctrl-i': 'tab',
	'ctrl-j': 'enter',
	'ctrl-m': 'enter',
};

/** Whether a key inserts a character where text is typed. */
function isTyped(key: string): boolean {
	return key === 'space' || !(longKeyNames.includes(key) || key.startsWith('ctrl-'));
}

const promptNames: Readonly<Record<string, string>> = {
	confirm: 'a plan',
	consent: 'a plan',
	'too-small': 'a terminal that is too small',
};

/** The places of the console, with a name for the operator, and their kinds. */
function placesOf(assembly: Assembly): readonly {
	readonly id: string;
	readonly name: string;
	readonly kinds: readonly string[];
}[] {
	const {views, overlays} = assembly;
	return [
		...views.map(view => ({id: view.id, name: `the view ${view.title}`, kinds: viewKinds(view)})),
		...overlays.map(id => ({
			id,
			name: id === 'form' ? 'a form' : `the screen ${id}`,
			kinds: overlayKindsOf(assembly, id),
		})),
		...Object.entries(promptKinds).map(([id, kinds]) => ({
			id,
			name: promptNames[id] ?? 'a line of text',
			kinds: [...kinds, 'everywhere'],
		})),
	];
}

/** Why a key cannot be used for a binding; null if it can. */
function keyRefused(key: string, {command, keys, where}: Binding): string | null {
	if (!isKeyName(key)) {
		const nearest = nearestName(key, longKeyNames);
		return `${command}: there is no key ${JSON.stringify(key)}; ${
			nearest === null
				? `a key is one character, ctrl- and a letter, or one of: ${longKeyNames.join(', ')}`
				: `did you mean ${nearest}?`
		}`;
	}

	const same = sameOnTerminals[key];
	if (same !== undefined) {
		return `${command}: ${key} is the same key as ${same} on a terminal`;
	}

	if (keys.includes(key) || !isTyped(key)) {
		return null;
	}

	if (where.some(place => ['typing', 'text', 'form', 'consent', 'everywhere'].includes(place))) {
		return `${command} works while text is typed, so it cannot have a key that types ${keyLabel(key)}`;
	}

	return where.includes('plan') && typedConsent.includes(key)
		? `${command} works while a plan is shown, so it cannot have a letter of the word ${typedConsent}`
		: null;
}

/** Why a command cannot have these keys; an empty list if it can. */
function keysRefused(
	command: string,
	keys: readonly string[],
	{bindings, views}: Assembly,
): readonly string[] {
	const own = bindings.filter(binding => binding.command === command);
	const [first] = own;
	if (first === undefined) {
		const nearest = nearestName(
			command,
			bindings.map(binding => binding.command),
		);
		return [
			`unknown action ${command}; ${nearest === null ? 'docs/keys.md has all of them' : `did you mean ${nearest}?`}`,
		];
	}

	if (own.some(({isFixed}) => isFixed)) {
		return [`the key of ${command} cannot be changed`];
	}

	// Without a key it must still be possible to run it by its name.
	const isNamed = own.some(({where}) =>
		where.some(place =>
			['view', 'list', 'targets', 'rows', ...views.map(({id}) => id)].includes(place),
		),
	);
	if (keys.length === 0 && (!isNamed || command === 'command')) {
		return [`${command} needs a key`];
	}

	const refused = keys.flatMap(
		key => own.map(binding => keyRefused(key, binding)).find(reason => reason !== null) ?? [],
	);
	return [...new Set(refused)];
}

/** The keys that mean two things at a place, if at least one of them was chosen. */
function clashes(assembly: Assembly, chosen: ChosenKeys): readonly RemapProblem[] {
	const found = placesOf(assembly).flatMap(({id, name, kinds}) => {
		const here = bindingsOf(assembly.bindings, id, kinds);
		return here.flatMap((one, index) =>
			here
				.slice(index + 1)
				.filter(
					({command}) =>
						command !== one.command &&
						(Object.hasOwn(chosen, command) || Object.hasOwn(chosen, one.command)),
				)
				.flatMap(other => {
					const key = one.keys.find(each => other.keys.includes(each));
					const pair = [one.command, other.command];
					return key === undefined
						? []
						: [
								{
									id: `${key} ${pair.toSorted().join(' ')}`,
									commands: pair.filter(command => Object.hasOwn(chosen, command)),
									text: `${keyLabel(key)} is the key of both ${one.command} and ${other.command} in ${name}`,
								},
							];
				}),
		);
	});
	// The same two commands clash in several places; the first is enough.
	return [
		...new Map(found.toReversed().map(({id, ...problem}) => [id, problem])).values(),
	].toReversed();
}

/** The console with other keys. Commands that cannot have the chosen keys keep theirs. */
export function remap(assembly: Assembly, chosen: ChosenKeys): Remapped {
	const checked = Object.entries(chosen).map(([command, keys]) => ({
		command,
		keys,
		problems: keysRefused(command, keys, assembly),
	}));
	const valid = Object.fromEntries(
		checked
			.filter(({problems}) => problems.length === 0)
			.map(({command, keys}) => [command, [...new Set(keys)]] as const),
	);
	const bindings = assembly.bindings.map(binding => ({
		...binding,
		keys: valid[binding.command] ?? binding.keys,
	}));
	const remapped = {...assembly, bindings};
	return {
		assembly: remapped,
		problems: [
			...checked.flatMap(({command, problems}) =>
				problems.map(text => ({commands: [command], text})),
			),
			...clashes(remapped, valid),
		],
	};
}
