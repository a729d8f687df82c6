/**
 * Opens the book of names that the options select.
 */

import type {Names} from '../director/names.ts';
import type {Clock} from '../director/port/clock.ts';
import {createNameBook, type NameBook, noBook} from '../features/names/name-book.ts';
import {systemNames} from '../features/names/system-names.ts';
import type {NamesChoice} from './console-options.ts';

/** No names. */
export const noChoice: NamesChoice = {shown: 'off', isLookedUp: false, configured: new Map()};

/** The names of addresses; nothing is looked up before somebody wants a name. */
export function openNameBook(
	{shown, isLookedUp, configured}: NamesChoice,
	clock: Clock,
	onChange: (names: Names) => void = () => {},
): NameBook {
	return shown === 'off'
		? noBook
		: createNameBook({
				shown,
				configured,
				lookUp: isLookedUp ? systemNames() : null,
				clock,
				onChange,
			});
}
