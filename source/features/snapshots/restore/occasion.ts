/**
 * Why rules were saved.
 */

/** Because somebody wanted it, because a restore began, or because a plan was to change many rows. */
export type Occasion = 'saved' | 'before-restore' | 'before-change';

/** For a person; nothing has to be said where somebody wanted it. */
export const occasionWords: Readonly<Record<Occasion, string>> = {
	saved: 'saved',
	'before-restore': 'before a restore',
	'before-change': 'before a change',
};

/** Whether a text names an occasion. */
export function isOccasion(text: unknown): text is Occasion {
	return typeof text === 'string' && Object.hasOwn(occasionWords, text);
}
