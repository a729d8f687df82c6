/**
 * Questions about saved rules: a line of text, or yes or no.
 */

import type {SavedSnapshot} from './snapshot-deps.ts';

/** The purpose of the answer. */
export type SnapshotAsk =
	/** A note for a new snapshot. */
	| {readonly what: 'save'}
	/** The file to save to. */
	| {readonly what: 'save-file'}
	/** A snapshot or a file to restore; an empty answer means the newest snapshot, if there is one. */
	| {readonly what: 'restore'; readonly newest: string | null}
	| {readonly what: 'rename'; readonly snapshot: SavedSnapshot}
	| {readonly what: 'note'; readonly snapshot: SavedSnapshot}
	/** Yes or no. */
	| {readonly what: 'replace'; readonly file: string}
	| {readonly what: 'delete'; readonly snapshot: SavedSnapshot};

/** Whether the answer is yes or no. */
export function isQuestion({what}: SnapshotAsk): boolean {
	return what === 'replace' || what === 'delete';
}

/** The question as shown. */
export function snapshotQuestion(ask: SnapshotAsk): string {
	switch (ask.what) {
		case 'save':
			return ' save with a note (optional): ';
		case 'save-file':
			return ' save to file: ';
		case 'restore':
			return ` restore snapshot or file${ask.newest === null ? '' : ' (none: newest)'}: `;
		case 'rename':
			return ' new name: ';
		case 'note':
			return ' note: ';
		case 'replace':
			return ` ${ask.file} exists. Replace it?  y yes   n no `;
		case 'delete':
			return ` Delete ${ask.snapshot.name}?  y yes   n no `;
	}
}
