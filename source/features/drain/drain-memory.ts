/**
 * The servers that were drained and the weights they had, in the director's folder: a file each, so that
 * several lvstop at once never overwrite what another one remembers.
 */
import {mkdir, readdir, readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {fileName} from '../../files/locations.ts';
import {orIfMissing} from '../../files/missing-file.ts';
import {writeWholeFile} from '../../files/write-whole-file.ts';
import type {RememberedDrain} from './remembered-drain.ts';

/** What makes a drain that drain. */
export type DrainKey = Pick<RememberedDrain, 'service' | 'server'>;

function folderOf(folder: string): string {
	return join(folder, 'drains');
}

function fileOf(folder: string, {service, server}: DrainKey): string {
	return join(folderOf(folder), `${fileName(`${service} ${server}`)}.json`);
}

function isDrain(value: unknown): value is RememberedDrain {
	return (
		typeof value === 'object' &&
		value !== null &&
		'service' in value &&
		typeof value.service === 'string' &&
		'server' in value &&
		typeof value.server === 'string' &&
		'weight' in value &&
		typeof value.weight === 'number' &&
		Number.isInteger(value.weight) &&
		value.weight > 0 &&
		'since' in value &&
		typeof value.since === 'number'
	);
}

/** Remembers a drain, in the place of an earlier one of the same server. Rejects with the file system's error. */
export async function rememberDrain(folder: string, drain: RememberedDrain): Promise<void> {
	await mkdir(folderOf(folder), {recursive: true, mode: 0o700});
	await writeWholeFile(fileOf(folder, drain), `${JSON.stringify(drain)}\n`, 'replace');
}

/** Forgets a drain, also where nothing is remembered. Rejects with the file system's error. */
export async function forgetDrain(folder: string, drain: DrainKey): Promise<void> {
	await rm(fileOf(folder, drain), {force: true});
}

function parseDrain(text: string): RememberedDrain | null {
	try {
		const value: unknown = JSON.parse(text);
		return isDrain(value) ? value : null;
	} catch {
		return null;
	}
}

/**
 * All drains that are remembered, oldest first. A file that is no drain is passed over. Rejects with the
 * file system's error.
 */
export async function readDrains(folder: string): Promise<readonly RememberedDrain[]> {
	const names = await orIfMissing(readdir(folderOf(folder)), []);
	const drains = await Promise.all(
		names
			.filter(name => name.endsWith('.json'))
			.map(async name =>
				// It may be forgotten by another lvstop right now.
				parseDrain(await orIfMissing(readFile(join(folderOf(folder), name), 'utf8'), '')),
			),
	);
	return drains.filter(drain => drain !== null).sort((one, other) => one.since - other.since);
}
