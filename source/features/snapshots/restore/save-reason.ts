/**
 * The reasons for saving rules.
 */

/** On request, before a restore, or before a plan that changes many rows. */
export const saveReasons = ['saved', 'before-restore', 'before-change'] as const;

/** Why rules were saved. */
export type SaveReason = (typeof saveReasons)[number];

/** The reason in words; empty for a save on request. */
export const saveReasonWords: Readonly<Record<SaveReason, string>> = {
	saved: 'saved',
	'before-restore': 'before a restore',
	'before-change': 'before a change',
};
