/**
 * The characters of a text as a person sees them (grapheme clusters): é is one, even if it is e and an accent.
 */
import {isPrintableAscii} from './escape.ts';

let segmenter: Intl.Segmenter | undefined;

/** A text as its characters, so that nothing that is done with them splits one. */
export function characters(text: string): readonly string[] {
	if (isPrintableAscii(text)) {
		return text.split('');
	}

	// Made only when it is needed, because loading its tables is a thirtieth of the start.
	segmenter ??= new Intl.Segmenter(undefined, {granularity: 'grapheme'});
	return Array.from(segmenter.segment(text), ({segment}) => segment);
}
