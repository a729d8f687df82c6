/**
 * The names of snapshots in their folder. By default the name is the time; an operator may choose another.
 */
import {isoTime} from '../../../text/time.ts';

const ending = '.ipvs';
const chosenByTime = /^(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d)Z(?:-\d+)?$/;
const possibleName = /^[\w%@+=,:-][\w%@+=,:. -]*$/;

/** `2026-01-31T12-30-05Z`; a second snapshot in the same second gets the suffix `-2`. */
export function timeName(time: number, number: number): string {
	const name = isoTime(time)
		.replace(/\.\d+Z$/, 'Z')
		.replaceAll(':', '-');
	return number === 1 ? name : `${name}-${number}`;
}

/** The time in an automatic name, milliseconds since 1970; null for a name that an operator chose. */
export function timeOfName(name: string): number | null {
	const [, hour, minute, second] = chosenByTime.exec(name) ?? [];
	return hour === undefined ? null : Date.parse(`${hour}:${minute}:${second}Z`);
}

/** The file name of a snapshot. */
export function snapshotFile(name: string): string {
	return `${name}${ending}`;
}

/** The snapshot name of a file; null if it is not a snapshot file. */
export function snapshotOfFile(file: string): string | null {
	const name = file.endsWith(ending) ? file.slice(0, -ending.length) : '';
	return possibleName.test(name) ? name : null;
}

/** Why a text is not a valid name of a snapshot, as a message; null if it is. */
export function refuseName(name: string): string | null {
	return possibleName.test(name) && name.length <= 200
		? null
		: `use only letters, digits, spaces and ._-+=,:@%, and no dot at the start: ${JSON.stringify(name)}`;
}
