/**
 * The servers that were drained and the weights they had, in the director's folder: a file each, so that
 * several lvstop at once never overwrite what another one remembers.
 */
import {mkdir, readdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {faultInWords} from '../../files/file-fault.ts';
import {fileName} from '../../files/locations.ts';
import {orIfMissing} from '../../files/missing-file.ts';
import {readRegularFile} from '../../files/regular-file.ts';
import {writeWholeFile} from '../../files/write-whole-file.ts';
import {formatEndpoint, parseEndpoint} from '../../ipvs/address.ts';
import {serviceId} from '../../ipvs/service.ts';
import {parseServiceId} from '../../ipvs/service-id.ts';
import type {RememberedDrain} from './remembered-drain.ts';

/** What makes a drain that drain. */
export type DrainKey = Pick<RememberedDrain, 'service' | 'server'>;

function folderOf(folder: string): string {
	return join(folder, 'drains');
}

function fileOf(folder: string, {service, server}: DrainKey): string {
	return join(folderOf(folder), `${fileName(`${service} ${server}`)}.json`);
}

/** The largest weight of the kernel's variable, and the last moment that a date can tell. */
const largestInt = 0x7fff_ffff;
const lastMoment = 8.64e15;

function isWhole(value: unknown, least: number, most: number): value is number {
	return Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
}

function isServiceId(value: unknown): value is string {
	const key = typeof value === 'string' ? parseServiceId(value) : null;
	return key !== null && serviceId(key) === value;
}

function isServerId(value: unknown): value is string {
	const endpoint = typeof value === 'string' ? parseEndpoint(value) : null;
	return endpoint !== null && formatEndpoint(endpoint) === value;
}

function isDrain(value: unknown): value is RememberedDrain {
	return (
		typeof value === 'object' &&
		value !== null &&
		'service' in value &&
		isServiceId(value.service) &&
		'server' in value &&
		isServerId(value.server) &&
		'weight' in value &&
		isWhole(value.weight, 1, largestInt) &&
		'since' in value &&
		isWhole(value.since, 0, lastMoment)
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

/** The drain of a file; null if it is none, cannot be read, or is in the file of another one. */
async function readDrain(folder: string, path: string): Promise<RememberedDrain | null> {
	// It may be forgotten by another lvstop right now.
	const drain = parseDrain(await readRegularFile(path, 'note').catch(() => ''));
	return drain !== null && fileOf(folder, drain) === path ? drain : null;
}

/**
 * All drains that are remembered, oldest first. A file that is no drain is passed over, whatever else it is:
 * it must not keep the others from being undone. Rejects with the file system's error.
 */
export async function readDrains(folder: string): Promise<readonly RememberedDrain[]> {
	const names = await orIfMissing(readdir(folderOf(folder)), []);
	const drains = await Promise.all(
		names
			.filter(name => name.endsWith('.json'))
			.map(name => readDrain(folder, join(folderOf(folder), name))),
	);
	return drains.filter(drain => drain !== null).sort((one, other) => one.since - other.since);
}

/** Why what is remembered of a server cannot be used, naming the file; null where nothing is remembered. */
export async function unusableDrain(folder: string, drain: DrainKey): Promise<string | null> {
	const path = fileOf(folder, drain);
	try {
		const text = await orIfMissing(readRegularFile(path, 'note'), null);
		return text === null || parseDrain(text) !== null
			? null
			: `${path} does not hold the weight that a server had before its drain`;
	} catch (error) {
		return faultInWords(error) ?? `${path}: ${error}`;
	}
}
