/**
 * Finds and runs the command of a key.
 */
import {clearMessage, show} from '../state/message.ts';
import type {CommandContext} from '../state/model.ts';
import {type as typeText} from '../state/prompt.ts';
import {activeBindings, droppedBinding} from './active-bindings.ts';
import type {KeyEvent} from './key-events.ts';
import {keyLabel} from './key-label.ts';
import {performFirst} from './perform.ts';
import {isTyping, placeOf} from './place.ts';

/**
 * Whether a key is the rest of `yes` after `y` has confirmed a plan. It must not open, edit or rename something in the
 * view behind the plan.
 */
function isTypedAhead({store}: CommandContext, {key}: KeyEvent): boolean {
	const {typedAhead} = store.getState();
	if (typedAhead === null) {
		return false;
	}

	const isRest = typedAhead.keys[0] === key && store.deps.monotonic() < typedAhead.until;
	const keys = isRest ? typedAhead.keys.slice(1) : [];
	store.update(() => ({typedAhead: keys.length === 0 ? null : {...typedAhead, keys}}));
	return isRest;
}

/** Handles a key at the current place. */
export function pressKey(context: CommandContext, event: KeyEvent): void {
	const {store} = context;
	const state = store.getState();
	if (isTypedAhead(context, event)) {
		return;
	}

	const place = placeOf(state);
	const takesText = isTyping(state);
	store.update(clearMessage);
	if (event.key === 'paste') {
		store.update(
			takesText
				? typeText({edit: 'insert', text: event.text.trim()})
				: show('warning', 'pasted text was ignored: it is not used as keys', 'keys'),
		);
		return;
	}

	if (performFirst(context, place, ({keys}) => keys.includes(event.key))) {
		return;
	}

	if (takesText && event.text !== '') {
		store.update(typeText({edit: 'insert', text: event.text}));
	} else {
		store.update(show('info', `${keyLabel(event.key)} does nothing here`, 'keys'));
	}
}

/** This many characters at once are pasted text, even if the terminal sends it as keys. */
const pastedLength = 16;

/** The text that consecutive keys insert together, up to a key that means something else. */
function typedTogether(
	{store}: CommandContext,
	events: readonly KeyEvent[],
	from: number,
): readonly string[] {
	const state = store.getState();
	if (events.length - from < pastedLength || !isTyping(state)) {
		return [];
	}

	const place = placeOf(state);
	const bound = new Set(activeBindings(state, place).flatMap(({keys}) => keys));
	const isBound = (key: string) =>
		bound.has(key) || droppedBinding(state, place, ({keys}) => keys.includes(key)) !== undefined;
	const typed: string[] = [];
	for (const {key, text} of events.values().drop(from)) {
		if (key === 'paste' || text === '' || isBound(key)) {
			break;
		}

		typed.push(text);
	}

	return typed.length < pastedLength ? [] : typed;
}

/**
 * Handles keys that arrived together. A long text from a terminal without bracketed paste is inserted at once:
 * character by character, each would update the line, its filter and the screen.
 */
export function pressKeys(context: CommandContext, events: readonly KeyEvent[]): void {
	for (let next = 0; next < events.length; ) {
		const event = events[next];
		const typed = typedTogether(context, events, next);
		if (typed.length > 0) {
			context.store.update(clearMessage, typeText({edit: 'insert', text: typed.join('')}));
		} else if (event !== undefined) {
			pressKey(context, event);
		}

		next += Math.max(typed.length, 1);
	}
}
