/**
 * The help: every key that works in the open view, from the key table.
 */

import {helpSections} from '../keys/help.ts';
import type {ConsoleState, Overlay} from '../state/model.ts';
import {changesRefused} from '../state/permission.ts';
import {type Piece, piece} from '../text/paint.ts';
import {fitText, wrapText} from '../text/text.ts';

const keysWidth = 20;

/** All lines of the help. */
export function helpText(state: ConsoleState): readonly (readonly Piece[])[] {
	const width = Math.max(20, state.size.columns - keysWidth - 4);
	const refused = changesRefused(state);
	const notice =
		refused === null
			? []
			: wrapText(`${refused}. Keys that change something are left out.`, width + keysWidth).map(
					line => [piece(` ${line}`, 'warn')],
				);
	const sections = helpSections(state).flatMap(({title, entries}) => [
		[piece(` ${title}`, 'strong')],
		...entries.flatMap(({keys, description, disabled}, place) => {
			// If several consecutive keys have the same reason, it is shown once.
			const isSaid = disabled === null || entries[place - 1]?.disabled === disabled;
			const text = isSaid ? description : `${description} (now: ${disabled})`;
			return wrapText(text, width).map((line, index) => [
				piece(`   ${fitText(index === 0 ? keys : '', keysWidth)}`, 'key'),
				piece(line, disabled === null ? 'text' : 'dim'),
			]);
		}),
		[],
	]);
	return [...notice, ...sections.slice(0, -1)];
}

/** The overlay with the keys that work here. */
export const helpOverlay: Omit<Overlay, 'scroll'> = {
	place: 'help',
	text: state => ({title: 'Keys', lines: helpText(state)}),
};
