/** A key by its name: `a`, `A`, `?`, `space`, `enter`, `esc`, `tab`, `shift-tab`, `up`, `pageup`, `ctrl-l`, … */

export interface KeyEvent {
	/** The key's name; `paste` for pasted text. */
	readonly key: string;
	/** The text that the key inserts; empty if none. */
	readonly text: string;
}

/** The terminal library's information about an input besides its text. */
export interface InputFlags {
	readonly upArrow?: boolean;
	readonly downArrow?: boolean;
	readonly leftArrow?: boolean;
	readonly rightArrow?: boolean;
	readonly pageUp?: boolean;
	readonly pageDown?: boolean;
	readonly home?: boolean;
	readonly end?: boolean;
	readonly return?: boolean;
	readonly escape?: boolean;
	readonly tab?: boolean;
	readonly backspace?: boolean;
	readonly delete?: boolean;
	readonly ctrl?: boolean;
	readonly shift?: boolean;
	readonly meta?: boolean;
}

const flagNames = [
	['upArrow', 'up'],
	['downArrow', 'down'],
	['leftArrow', 'left'],
	['rightArrow', 'right'],
	['pageUp', 'pageup'],
	['pageDown', 'pagedown'],
	['home', 'home'],
	['end', 'end'],
	['return', 'enter'],
	['escape', 'esc'],
	['backspace', 'backspace'],
	['delete', 'delete'],
] as const satisfies readonly (readonly [keyof InputFlags, string])[];

const controlNames: Readonly<Record<string, string>> = {
	'\r': 'enter',
	'\n': 'enter',
	'\t': 'tab',
	'\b': 'backspace',
	'\u{7F}': 'backspace',
	'\u{1B}': 'esc',
	' ': 'space',
};

/** A key that inserts no text. */
export function namedKey(key: string): KeyEvent {
	return {key, text: key === 'space' ? ' ' : ''};
}

/** The key for one character sent by a terminal. */
export function characterKey(character: string): KeyEvent {
	const name = controlNames[character];
	if (name !== undefined) {
		return namedKey(name);
	}

	const code = character.codePointAt(0) ?? 0;
	return code < 0x20
		? namedKey(`ctrl-${String.fromCodePoint(code + 0x60)}`)
		: {key: character, text: character};
}

/**
 * The keys of one input event. Over a slow line several keys arrive together, and each counts. Esc followed at once by
 * a key arrives as that key with Alt; no binding uses Alt, so it is treated as both keys.
 */
export function keyEvents(input: string, flags: InputFlags): readonly KeyEvent[] {
	if (flags.tab === true) {
		return [namedKey(flags.shift === true ? 'shift-tab' : 'tab')];
	}

	const named = flagNames.find(([flag]) => flags[flag] === true);
	if (named !== undefined) {
		return [namedKey(named[1])];
	}

	if (flags.ctrl === true && input !== '') {
		return [namedKey(input === ' ' ? 'ctrl-space' : `ctrl-${input}`)];
	}

	const keys = Array.from(input, characterKey);
	return flags.meta === true && keys.length > 0 ? [namedKey('esc'), ...keys] : keys;
}

/** Pasted text. It is never interpreted as keys. */
export function pasteEvent(text: string): KeyEvent {
	return {key: 'paste', text};
}
