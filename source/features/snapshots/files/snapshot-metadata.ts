/**
 * The metadata of saved rules: when and where they were saved, and settings that belong to no service. The format of
 * the rules has no place for it, and `ipvsadm -R` stops at a comment.
 */

import {createHash} from 'node:crypto';
import * as v from 'valibot';
import type {Settings} from '../../../director/reading/reading.ts';
import {encodedPieces} from '../../../files/encoded-pieces.ts';
import {
	type Schema,
	type Stored,
	storedJson,
	timeText,
	wholeNumber,
} from '../../../files/stored.ts';
import {syncDaemonSchema, timeoutsSchema} from '../../../plans/log/row-state-schema.ts';
import {isoTime} from '../../../text/time.ts';
import {type SaveReason, saveReasons} from '../restore/save-reason.ts';

/** The metadata of saved rules. */
export interface SnapshotMetadata {
	/** Milliseconds since 1970. */
	readonly time: number;
	/** The name of the director. */
	readonly host: string;
	readonly occasion: SaveReason;
	/** The operator's note; empty if there is none. */
	readonly note: string;
	readonly services: number;
	readonly servers: number;
	/** Timeouts and sync daemons; null if they were not read. */
	readonly settings: Settings | null;
	/** The hash of the rules' text, to detect later changes. */
	readonly sha256: string;
}

/** The path of the metadata file of a rules file. */
export function metadataPath(rulesPath: string): string {
	return `${rulesPath}.json`;
}

/** The SHA-256 of texts that follow each other, hexadecimal. */
export function sha256Of(...texts: readonly string[]): string {
	const hash = createHash('sha256');
	for (const piece of encodedPieces(texts)) {
		hash.update(piece);
	}

	return hash.digest('hex');
}

/** The text of a metadata file, readable, with a line break at the end. */
export function formatAbout({time, ...about}: SnapshotMetadata): string {
	return `${JSON.stringify({time: isoTime(time), ...about}, null, '\t')}\n`;
}

const count = wholeNumber(0, Number.MAX_SAFE_INTEGER);

const settingsSchema: Schema<Settings> = v.object({
	timeouts: timeoutsSchema,
	daemons: v.array(syncDaemonSchema),
});

const metadataSchema: Schema<SnapshotMetadata> = v.object({
	time: v.pipe(
		timeText,
		v.transform(text => Date.parse(text)),
	),
	host: v.string(),
	occasion: v.picklist(saveReasons),
	note: v.string(),
	services: count,
	servers: count,
	settings: v.nullable(settingsSchema),
	sha256: v.string(),
});

/** Parses the text of a metadata file. */
export function parseAbout(text: string): Stored<SnapshotMetadata> {
	return storedJson(metadataSchema, text);
}
