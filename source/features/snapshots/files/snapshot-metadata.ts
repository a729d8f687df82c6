/**
 * The metadata of saved rules: when and where they were saved, and what belongs to no service. The
 * format of the rules has no place for it, and `ipvsadm -R` stops at a comment.
 */

import {createHash} from 'node:crypto';
import * as v from 'valibot';
import type {Settings} from '../../../director/reading/reading.ts';
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

/** The facts about saved rules. */
export interface SnapshotMetadata {
	/** Milliseconds since 1970. */
	readonly time: number;
	/** The director. */
	readonly host: string;
	readonly occasion: SaveReason;
	/** A person's own words; empty if there are none. */
	readonly note: string;
	readonly services: number;
	readonly servers: number;
	/** Timeouts and sync daemons; null if they were not read. */
	readonly settings: Settings | null;
	/** Of the rules' text, to know whether it is still the one that was saved. */
	readonly sha256: string;
}

/** The file beside a file of rules. */
export function metadataPath(rulesPath: string): string {
	return `${rulesPath}.json`;
}

/** The fingerprint of a text. */
export function sha256Of(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

/** The text of the file, readable and ending with a line break. */
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

/** Reads the text of such a file. */
export function parseAbout(text: string): Stored<SnapshotMetadata> {
	return storedJson(metadataSchema, text);
}
