/**
 * Something that covers the view: details, the help, a form.
 */
import type {ReactNode} from 'react';
import type {Lines, Piece} from '../text/paint.ts';
import type {ScreenParts} from './console-deps.ts';
import type {Selection} from './selection.ts';
import type {TextEdit} from './text-input.ts';
import type {Topic} from './topic.ts';

/** Something that covers the view. */
export interface OverlayOf<State> {
	/** The place of its keys. */
	readonly place: string;
	/** The number of lines above the screen. */
	readonly scroll: number;
	/** The overlay from which it was opened, and to which it leads back; missing if that was a view. */
	readonly under?: OverlayOf<State>;
	/** Its topic; only the feature that opened it knows the type. See {@link defineTopic}. */
	readonly topic?: Topic;
	/** Its text; null if `body` draws it. */
	text?(state: State): {readonly title: string; readonly lines: Lines} | null;
	/** Draws it on `height` lines if it is not text. */
	body?(state: State, height: number): ReactNode;
	/** The number of lines of a `body`, and how many of them fit. */
	extent?(state: State): {readonly lines: number; readonly height: number};
	/** What its keys act on, whatever is at the cursor of the view; missing if it is not about a row. */
	select?(state: State): Selection;
	/** The parts of a reading that it needs besides the table. */
	readonly wants?: Partial<ScreenParts>;
	/** Handles typing in a form. */
	type?(change: TextEdit): (state: State) => Partial<State>;
	/** Helps with what is typed in a form, in place of the key hints; null if the keys are more useful. */
	help?(state: State): readonly Piece[] | null;
}

/**
 * `live`: it follows the readings. `form`: characters are typed in it. `helped`: the help can be opened from it. `target`:
 * actions are possible on the one thing that it is about; `row`: that is a service or a destination.
 */
export type OverlayKind = 'live' | 'form' | 'helped' | 'target' | 'row';

/** The places of overlays with their kinds. */
export type OverlayKinds = Readonly<Record<string, readonly OverlayKind[]>>;
