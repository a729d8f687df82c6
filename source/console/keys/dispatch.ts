/**
 * From a key to what it does.
 */
import {clearMessage, say} from '../state/message-reducers.ts';
import {type as typeText} from '../state/prompt-reducers.ts';
import type {CommandContext} from './binding.ts';
import type {KeyEvent} from './key-events.ts';
import {keyLabel} from './key-label.ts';
import {performFirst} from './perform.ts';
import {placeOf, typingPlaces} from './place.ts';

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
