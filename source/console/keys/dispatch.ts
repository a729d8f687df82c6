/**
 * From a key to what it does.
 */
import {focusedField} from '../../features/edit/forms/check-form.ts';
import {openForm} from '../../features/edit/forms/form-reducers.ts';
import type {ConsoleState} from '../state/console-state.ts';
import {clearMessage, say} from '../state/message-reducers.ts';
import {type as typeText} from '../state/prompt-reducers.ts';
import type {CommandContext} from './binding.ts';
import type {KeyEvent} from './key-events.ts';
import {keyLabel} from './key-label.ts';
import {performFirst} from './perform.ts';
import {type Place, placeOf, typingPlaces} from './place.ts';

/** Does what a key means at the place where keys go now. */
export function pressKey(context: CommandContext, event: KeyEvent): void {
	const {store} = context;
	const place = placeOf(store.getState());
	const isTyping = typingPlaces.some(typing => typing === place);
	store.update(clearMessage);
	if (event.key === 'paste') {
		store.update(
			isTyping
				? typeText({edit: 'insert', text: event.text.trim()})
				: say('warning', 'pasted text is not taken for keys', 'keys'),
		);
		return;
	}

	if (performFirst(context, place, ({keys}) => keys.includes(event.key))) {
		return;
	}

	if (isTyping && event.text !== '') {
		store.update(typeText({edit: 'insert', text: event.text}));
	} else {
		store.update(say('info', `${keyLabel(event.key)} does nothing here`, 'keys'));
	}
}

/** Whether a character that is typed there is added to a line of text. */
function takesText(state: ConsoleState, place: Place): boolean {
	if (place !== 'form') {
		return typingPlaces.some(typing => typing === place);
	}

	const form = openForm(state);
	return form !== null && focusedField(form)?.kind === 'text';
}

/** What the first of these keys write together into a line of text, up to one that means something else. */
function typedTogether({store, table}: CommandContext, events: readonly KeyEvent[]): string[] {
	const state = store.getState();
	const place = placeOf(state);
	if (!takesText(state, place)) {
		return [];
	}

	const bound = new Set(table.filter(({where}) => where.includes(place)).flatMap(({keys}) => keys));
	const end = events.findIndex(({key, text}) => key === 'paste' || text === '' || bound.has(key));
	return events.slice(0, end === -1 ? events.length : end).map(({text}) => text);
}

/**
 * Does what keys mean that came in one piece. What a terminal without bracketed paste sends of a long text
 * is put into the line at once: each character alone would make the whole line anew, and the screen.
 */
export function pressKeys(context: CommandContext, events: readonly KeyEvent[]): void {
	let left = events;
	while (left.length > 0) {
		const typed = left.length > 1 ? typedTogether(context, left) : [];
		const [next] = left;
		if (typed.length > 1) {
			context.store.update(clearMessage, typeText({edit: 'insert', text: typed.join('')}));
		} else if (next !== undefined) {
			pressKey(context, next);
		}

		left = left.slice(Math.max(typed.length, 1));
	}
}
