import type {ReactNode} from 'react';
import {escapeControls} from '../../text/escape.ts';
import {activeBindings} from '../keys/active-bindings.ts';
import {keyLabel} from '../keys/key-label.ts';
import {placeOf} from '../keys/place.ts';
import type {ConsoleState} from '../state/model.ts';
import {busy} from '../state/permission.ts';
import {briefOf} from '../state/refusal.ts';
import {Line} from '../text/line.tsx';
import {type Piece, piece, widthOf} from '../text/paint.ts';
import {cutText} from '../text/text.ts';
import {isLongMessage} from './message-lines.ts';
import {messageRole} from './message-style.ts';
import {promptHelp} from './prompt-help.ts';

interface Hint {
	/** One key or several, as in `< >`. */
	readonly key: string;
	/** The same keys, each with the name of its command. */
	readonly keys: readonly {readonly label: string; readonly command: string}[];
	readonly text: string;
	/** The name of the command. */
	readonly command: string;
	readonly priority: number;
}

/** Hints for the selection, the most important first, without those that cannot be used now. */
export function hintsFor(state: ConsoleState): readonly Hint[] {
	const active = activeBindings(state, placeOf(state));
	const besides = (names: readonly string[] = []) =>
		names.flatMap(command => {
			const key = active.find(binding => binding.command === command)?.keys[0];
			return key === undefined ? [] : [{label: keyLabel(key), command}];
		});
	return active
		.filter(binding => (binding.disabled?.(state) ?? null) === null)
		.flatMap(({keys: [key], hint, command}) =>
			key === undefined || hint === undefined ? [] : [{key, hint, command}],
		)
		.toSorted((left, right) => left.hint.priority - right.hint.priority)
		.map(({key: first, hint, command}) => {
			const keys = [{label: keyLabel(first), command}, ...besides(hint.beside)];
			const key = keys.map(({label}) => label).join(' ');
			const text = hint.textNow?.(state) ?? hint.text;
			return {key, keys, text, command, priority: hint.priority};
		});
}

/** A hint with the gap before it. */
function hintPieces({keys, text, command}: Hint, index: number): readonly Piece[] {
	return [
		piece(index === 0 ? ' ' : '  '),
		...keys.map(({label, command: own}, place) => ({
			...piece(place === 0 ? label : ` ${label}`, 'key'),
			command: own,
		})),
		{...piece(` ${text}`, 'dim'), command},
	];
}

/** The first hints that fit into this many cells. */
function fittingHints(hints: readonly Hint[], cells: number): readonly Hint[] {
	let used = 0;
	const end = hints.findIndex((hint, index) => {
		used += widthOf(hintPieces(hint, index));
		return used > cells;
	});
	return end === -1 ? hints : hints.slice(0, end);
}

/** Keys for the row at the cursor that cannot be used on it, and why, in a few words. */
interface Unusable {
	readonly keys: string;
	readonly why: string;
}

const aboutRows: readonly string[] = ['targets', 'rows'];

/** The keys that would change the row at the cursor but cannot, the most important first, those of one reason together. */
export function unusableKeys(state: ConsoleState): readonly Unusable[] {
	const {prompt, overlay, selection} = state;
	const hasRow = selection.row !== null || selection.address !== null;
	const isCovered = overlay !== null && overlay.select === undefined;
	if (prompt !== null || isCovered || !hasRow || busy(state) !== null) {
		return [];
	}

	const active = activeBindings(state, placeOf(state));
	const isUsable = (name: string | undefined) =>
		active.some(({command, disabled}) => command === name && (disabled?.(state) ?? null) === null);
	const refused = active.flatMap(binding => {
		const {keys, hint, changes, where, disabled} = binding;
		const why = disabled?.(state) ?? null;
		const isAboutRow = changes && where.some(kind => aboutRows.includes(kind));
		const [key] = keys;
		return why === null ||
			!isAboutRow ||
			hint === undefined ||
			key === undefined ||
			isUsable(hint.opposite)
			? []
			: [{label: keyLabel(key), priority: hint.priority, why: briefOf(why)}];
	});
	const sorted = refused.toSorted((one, other) => one.priority - other.priority);
	return [...Map.groupBy(sorted, ({why}) => why)].map(([why, group]) => ({
		keys: group.map(({label}) => label).join(' '),
		why,
	}));
}

/** In brackets, so that it differs from a hint without colours too: `(d: has weight 0)`. */
function unusablePieces({keys, why}: Unusable): readonly Piece[] {
	return [piece(`  (${keys}: ${escapeControls(why)})`, 'dim')];
}

/** The room that unusable keys may take from the others. */
const leastForHints = 36;

/** The keys that cannot be used, as many reasons as leave room for the others. */
function fittingUnusable(state: ConsoleState): readonly Piece[] {
	const room = state.size.columns - leastForHints;
	const pieces: Piece[] = [];
	for (const each of unusableKeys(state)) {
		const next = unusablePieces(each);
		if (widthOf([...pieces, ...next]) > room) {
			break;
		}

		pieces.push(...next);
	}

	return pieces;
}

/** Hints up to this priority come before the keys that cannot be used. */
const actionPriority = 2;

/**
 * The most useful keys at the moment, as many as fit, including that of the help, which lists all others; among them those
 * that cannot be used on the row at the cursor, and why.
 */
export function hintLine(state: ConsoleState): readonly Piece[] {
	const {columns} = state.size;
	const hints = hintsFor(state);
	const help = hints.find(({command}) => command === 'help');
	const unusable = fittingUnusable(state);
	const room = columns - widthOf(unusable);
	const fitting = fittingHints(hints, room);
	const shown =
		help === undefined || fitting.includes(help)
			? fitting
			: [...fittingHints(hints, room - widthOf(hintPieces(help, 1))), help];
	const actions = shown.filter(({priority}) => priority <= actionPriority).length;
	if (actions === 0 && unusable.length > 0) {
		const rest = shown.flatMap(hint => hintPieces(hint, 1));
		return [...unusable, ...rest].map((each, index) =>
			index === 0 ? {...each, text: each.text.slice(1)} : each,
		);
	}

	const pieces = shown.map(hintPieces);
	return [...pieces.slice(0, actions).flat(), ...unusable, ...pieces.slice(actions).flat()];
}

/**
 * The hint while the message line has typed text, for example why a word was not accepted. Null if there is none, or
 * the message line shows it.
 */
function saidWhileTyping(state: ConsoleState): readonly Piece[] | null {
	const {prompt, message, size} = state;
	return prompt === null || prompt.kind === 'confirm' || message === null || isLongMessage(state)
		? null
		: [
				piece(' '),
				piece(
					cutText(escapeControls(message.text), size.columns - 2, 'middle'),
					messageRole(message),
				),
			];
}

/** The next task of a guide; null without one. */
function guideLine(state: ConsoleState): readonly Piece[] | null {
	for (const feature of state.assembly.features) {
		const guide = feature.guide(state);
		if (guide !== null) {
			const text = cutText(guide.text, state.size.columns - guide.place.length - 4);
			return [piece(` ${guide.place} `, 'title'), piece(` ${text}`, 'strong')];
		}
	}

	return null;
}

/** Help with the text that is typed; null if nothing is. */
function helpWhileTyping(state: ConsoleState): readonly Piece[] | null {
	const {prompt, overlay} = state;
	return prompt === null
		? (overlay?.help?.(state) ?? null)
		: prompt.kind === 'text'
			? promptHelp(prompt, state)
			: null;
}

/** One line: hints for the selection; in their place a message, a guide, or help with the text that is typed. */
export function HintLine({state}: {readonly state: ConsoleState}): ReactNode {
	const pieces =
		saidWhileTyping(state) ?? helpWhileTyping(state) ?? guideLine(state) ?? hintLine(state);
	return <Line theme={state.theme} pieces={pieces} />;
}
