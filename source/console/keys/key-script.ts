/**
 * Scripts of keys, for tests and pictures: characters stand for themselves, and names of keys are in angle brackets, as
 * in `/tcp<enter>w5<enter>y<wait>`.
 */
import {nearestName} from '../../text/nearest-name.ts';
import {characterKey, type KeyEvent, namedKey} from './key-events.ts';

/** A key to press, or a wait for the next reading. */
export type ScriptStep = {readonly press: KeyEvent} | {readonly wait: true};

/** An invalid script; the message says where. */
export class KeyScriptError extends Error {
	override readonly name = 'KeyScriptError';
}

const namedKeys: ReadonlySet<string> = new Set([
	'up',
	'down',
	'left',
	'right',
	'pageup',
	'pagedown',
	'home',
	'end',
	'enter',
	'esc',
	'tab',
	'shift-tab',
	'space',
	'backspace',
	'delete',
]);

/** Whether a key has this name: `a`, `enter`, `ctrl-l`. */
export function isKeyName(name: string): boolean {
	return namedKeys.has(name) || /^ctrl-[a-z]$/.test(name) || /^[^\p{C}\s]$/u.test(name);
}

/** The names of keys that are more than a character. */
export const longKeyNames: readonly string[] = [...namedKeys];

function namedStep(name: string): ScriptStep | null {
	if (name === 'wait') {
		return {wait: true};
	}

	if (name === 'lt' || name === 'gt') {
		return {press: characterKey(name === 'lt' ? '<' : '>')};
	}

	return namedKeys.has(name) || /^ctrl-[a-z]$/.test(name) ? {press: namedKey(name)} : null;
}

/**
 * Parses a script. Single `<` and `>` are the keys that change the sort column; `<lt>` and `<gt>` are the same keys
 * where a name could be read. `<wait>` waits for the next reading.
 * @throws {KeyScriptError} for an unknown key name
 */
export function parseKeyScript(script: string): readonly ScriptStep[] {
	const steps: ScriptStep[] = [];
	let rest = script;
	while (rest !== '') {
		const named = /^<([a-z][a-z-]+)>/.exec(rest);
		if (named?.[1] !== undefined) {
			const step = namedStep(named[1]);
			if (step === null) {
				const nearest = nearestName(named[1], [...namedKeys, 'wait']);
				const meant = nearest === null ? '' : `; did you mean <${nearest}>?`;
				throw new KeyScriptError(`no such key: ${named[0]}${meant}`);
			}

			steps.push(step);
			rest = rest.slice(named[0].length);
			continue;
		}

		const [character = ''] = rest;
		steps.push({press: characterKey(character)});
		rest = rest.slice(character.length);
	}

	return steps;
}
