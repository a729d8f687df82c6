/**
 * Why rules were saved.
 */

/** Because somebody wanted it, because a restore began, or because a plan was to change many rows. */
export const saveReasons = ['saved', 'before-restore', 'before-change'] as const;

/** Why rules were saved. */
export type SaveReason = (typeof saveReasons)[number];

/** For a person; nothing has to be said if somebody wanted it. */
export const saveReasonWords: Readonly<Record<SaveReason, string>> = {
	saved: 'saved',
	'before-restore': 'before a restore',
	'before-change': 'before a change',
};
