/**
 * What is kept beside saved rules: when and where they were saved, and what belongs to no service. The
 * format of the rules has no place for it, and `ipvsadm -R` stops at a comment.
 */
import {createHash} from 'node:crypto';
import type {Settings} from '../../../director/reading/reading.ts';
import type {SyncDaemon, Timeouts} from '../../../ipvs/listing.ts';
import {isOccasion, type Occasion} from '../restore/occasion.ts';

/** What is told of saved rules. */
export interface AboutSnapshot {
	/** Milliseconds since 1970. */
	readonly time: number;
	/** The director. */
	readonly host: string;
	readonly occasion: Occasion;
	/** A person's own words; empty where there are none. */
	readonly note: string;
	readonly services: number;
	readonly servers: number;
	/** Timeouts and sync daemons; null where they were not read. */
	readonly settings: Settings | null;
	/** Of the rules' text, to know whether it is still the one that was saved. */
	readonly sha256: string;
}

/** The file beside a file of rules. */
export function aboutPath(rulesPath: string): string {
	return `${rulesPath}.json`;
}

/** The fingerprint of a text. */
export function sha256Of(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

/** The text of the file, readable and ending with a line break. */
export function formatAbout({time, ...about}: AboutSnapshot): string {
	return `${JSON.stringify({time: new Date(time).toISOString(), ...about}, null, '\t')}\n`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
	return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isTimeouts(value: unknown): value is Timeouts {
	return isRecord(value) && ['tcp', 'tcpFin', 'udp'].every(name => isCount(value[name]));
}

function isDaemon(value: unknown): value is SyncDaemon {
	return (
		isRecord(value) &&
		(value['role'] === 'master' || value['role'] === 'backup') &&
		typeof value['interface'] === 'string' &&
		isCount(value['syncId']) &&
		['maxLength', 'port', 'ttl'].every(name => value[name] === null || isCount(value[name])) &&
		(value['group'] === null || typeof value['group'] === 'string')
	);
}

function isSettings(value: unknown): value is Settings {
	return (
		isRecord(value) &&
		isTimeouts(value['timeouts']) &&
		Array.isArray(value['daemons']) &&
		value['daemons'].every(isDaemon)
	);
}

function aboutFrom(value: unknown): AboutSnapshot | null {
	if (!isRecord(value)) {
		return null;
	}

	const {time, host, occasion, note, services, servers, settings, sha256} = value;
	const milliseconds = typeof time === 'string' ? Date.parse(time) : Number.NaN;
	const isWhole =
		!Number.isNaN(milliseconds) &&
		typeof host === 'string' &&
		isOccasion(occasion) &&
		typeof note === 'string' &&
		isCount(services) &&
		isCount(servers) &&
		(settings === null || isSettings(settings)) &&
		typeof sha256 === 'string';
	return isWhole
		? {time: milliseconds, host, occasion, note, services, servers, settings, sha256}
		: null;
}

/** Reads the text of such a file; null where it is none. */
export function parseAbout(text: string): AboutSnapshot | null {
	try {
		return aboutFrom(JSON.parse(text));
	} catch {
		return null;
	}
}
