/**
 * Why a key cannot be used.
 */

/** A reason in two forms. */
export interface Refusal {
	/** For messages and the help. */
	readonly sentence: string;
	/** A few words for the line of key hints, at most {@link briefCells} cells. */
	readonly brief: string;
}

/** A reason that is brief anyway needs only one form. */
export type Reason = string | Refusal;

/** The room for a brief reason in the line of key hints, in cells. */
export const briefCells = 28;

/** The reason for messages and the help. */
export const sentenceOf = (reason: Reason): string =>
	typeof reason === 'string' ? reason : reason.sentence;

/** The reason for the line of key hints. */
export const briefOf = (reason: Reason): string =>
	typeof reason === 'string' ? reason : reason.brief;
