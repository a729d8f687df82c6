/** Times and durations in words, the same on the screen, on the command line and in files. */

function two(value: number): string {
	return String(value).padStart(2, '0');
}

function clockOf(moment: Date): string {
	return [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(two).join(':');
}

function dateOf(moment: Date): string {
	return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

/** A time (milliseconds since 1970) as in files and JSON: `2026-01-02T03:04:05.678Z`. */
export function isoTime(time: number): string {
	return new Date(time).toISOString();
}

/** A time (milliseconds since 1970) in UTC, to the second: `2026-01-02 03:04:05Z`. */
export function utcTime(time: number): string {
	return isoTime(time)
		.replace('T', ' ')
		.replace(/\.\d+Z$/, 'Z');
}

/** A time (milliseconds since 1970) in the time zone of this machine: `2026-01-02 03:04:05`. */
export function localTimeOf(time: number): string {
	const moment = new Date(time);
	return `${dateOf(moment)} ${clockOf(moment)}`;
}

/** The time of day (milliseconds since 1970) in the time zone of this machine: `03:04:05`. */
export function timeOfDay(time: number): string {
	return clockOf(new Date(time));
}

/** An ISO 8601 time in the time zone of this machine: `2026-01-02 03:04:05`. Any other text is returned unchanged. */
export function localTime(time: string): string {
	const moment = Date.parse(time);
	return Number.isNaN(moment) ? time : localTimeOf(moment);
}

/**
 * The time of day if it is on the same day as `now` (milliseconds since 1970), otherwise the date; ten cells at most.
 */
export function shortTime(time: string, now: number): string {
	const moment = new Date(time);
	if (Number.isNaN(moment.getTime())) {
		return '';
	}

	return dateOf(moment) === dateOf(new Date(now)) ? clockOf(moment) : dateOf(moment);
}

/** Whole seconds as minutes and seconds: `0:42`, `1:59`; minutes continue after 59. */
export function minutesAndSeconds(seconds: number): string {
	return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}

/** A duration (milliseconds) in few cells: `0s`, `59s`, `4m05s`, `3h12m`, `12d03h`. */
export function duration(milliseconds: number): string {
	const seconds = Math.floor(milliseconds / 1000);
	if (seconds < 60) {
		return `${seconds}s`;
	}

	if (seconds < 3600) {
		return `${Math.floor(seconds / 60)}m${two(seconds % 60)}s`;
	}

	const hours = Math.floor(seconds / 3600);
	return hours < 24
		? `${hours}h${two(Math.floor(seconds / 60) % 60)}m`
		: `${Math.floor(hours / 24)}d${two(hours % 24)}h`;
}

/** A duration (milliseconds) in a sentence: `42 s`, `1 min 10 s`, `2 h 5 min`. */
export function durationInWords(milliseconds: number): string {
	const seconds = Math.round(milliseconds / 1000);
	if (seconds < 60) {
		return `${seconds} s`;
	}

	const minutes = Math.floor(seconds / 60);
	return minutes < 60
		? `${minutes} min ${seconds % 60} s`
		: `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** The time between readings (milliseconds): `2s`, `0.5s`. */
export function intervalText(milliseconds: number): string {
	return `${milliseconds / 1000}s`;
}
