/**
 * Something that covers the view: details, the help, a form.
 */
import type {ReactNode} from 'react';
import type {IpAddress} from '../../ipvs/address.ts';
import type {Lines, Piece} from '../text/paint.ts';
import type {ScreenParts} from './console-deps.ts';
import type {RowId} from './console-row.ts';
import type {TextEdit} from './text-input.ts';
import type {Topic} from './topic.ts';

/** Something that covers the view. */
export interface OverlayOf<State> {
	/** The place of its keys. */
	readonly place: string;
	/**
	 * `live`: it follows the readings. `form`: characters are typed in it. `helped`: the help can be opened from it.
	 */
	readonly kinds?: readonly ('live' | 'form' | 'helped')[];
	/** The number of lines above the screen. */
	readonly scroll: number;
	/** The row whose details it shows. Keys of the overlay that change something act on that row alone. */
	readonly about?: RowId | IpAddress;
	/** Its topic; only the feature that opened it knows the type. See {@link defineTopic}. */
	readonly topic?: Topic;
	/** Its text; null if `body` draws it. */
	text?(state: State): {readonly title: string; readonly lines: Lines};
	/** Draws it on `height` lines if it is more than text. */
	body?(state: State, height: number): ReactNode;
	/** The number of lines of a `body`, and how many of them fit. */
	extent?(state: State): {readonly lines: number; readonly height: number};
	/** The parts of a reading that it needs besides the table. */
	readonly wants?: Partial<ScreenParts>;
	/** Handles typing in a form. */
	type?(change: TextEdit): (state: State) => Partial<State>;
	/** Helps with what is typed in a form, in place of the key hints; null if the keys are more useful. */
	help?(state: State): readonly Piece[] | null;
}
