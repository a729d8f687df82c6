/**
 * From a key to what it does.
 */
import {clearMessage, say} from '../state/message.ts';
import type {CommandContext} from '../state/model.ts';
import {type as typeText} from '../state/prompt.ts';
import type {KeyEvent} from './key-events.ts';
import {keyLabel} from './key-label.ts';
import {performFirst} from './perform.ts';
import {isTyping, placeOf} from './place.ts';

/** Does what a key means at the place where keys go now. */
export function pressKey(context: CommandContext, event: KeyEvent): void {
	const {store} = context;
	const state = store.getState();
	const place = placeOf(state);
	const takesText = isTyping(state);
	store.update(clearMessage);
	if (event.key === 'paste') {
		store.update(
			takesText
				? typeText({edit: 'insert', text: event.text.trim()})
				: say('warning', 'pasted text is not taken for keys', 'keys'),
		);
		return;
	}

	if (performFirst(context, place, ({keys}) => keys.includes(event.key))) {
		return;
	}

	if (takesText && event.text !== '') {
		store.update(typeText({edit: 'insert', text: event.text}));
	} else {
		store.update(say('info', `${keyLabel(event.key)} does nothing here`, 'keys'));
	}
}
