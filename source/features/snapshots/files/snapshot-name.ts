/**
 * The names of snapshots in their folder. What lvstop chooses is the time; a person may choose another.
 */
import {isoTime} from '../../../text/time.ts';

const ending = '.ipvs';
const chosenByTime = /^(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d)Z(?:-\d+)?$/;
const possibleName = /^[\w%@+=,:-][\w%@+=,:. -]*$/;

/** `2026-01-31T12-30-05Z`; in the same second the second one gets `-2` behind it. */
export function timeName(time: number, number: number): string {
	const name = isoTime(time)
		.replace(/\.\d+Z$/, 'Z')
		.replaceAll(':', '-');
	return number === 1 ? name : `${name}-${number}`;
}

/** The time in a name that lvstop chose, milliseconds since 1970; null for one that a person chose. */
export function timeOfName(name: string): number | null {
	const [, hour, minute, second] = chosenByTime.exec(name) ?? [];
	return hour === undefined ? null : Date.parse(`${hour}:${minute}:${second}Z`);
}

/** The file of a snapshot. */
export function snapshotFile(name: string): string {
	return `${name}${ending}`;
}

/** The snapshot of a file; null for files that are none. */
export function snapshotOfFile(file: string): string | null {
	const name = file.endsWith(ending) ? file.slice(0, -ending.length) : '';
	return possibleName.test(name) ? name : null;
}

/** Why a text cannot be a snapshot's name, for a person; null if it can. */
export function refuseName(name: string): string | null {
	return possibleName.test(name) && name.length <= 200
		? null
		: `use only letters, digits, spaces and ._-+=,:@%, and no dot at the start: ${JSON.stringify(name)}`;
}
