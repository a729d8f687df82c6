/**
 * Why rules were saved.
 */

/** Because somebody wanted it, because a restore began, or because a plan was to change many rows. */
export const occasions = ['saved', 'before-restore', 'before-change'] as const;

/** Why rules were saved. */
export type Occasion = (typeof occasions)[number];

/** For a person; nothing has to be said if somebody wanted it. */
export const occasionWords: Readonly<Record<Occasion, string>> = {
	saved: 'saved',
	'before-restore': 'before a restore',
	'before-change': 'before a change',
};
