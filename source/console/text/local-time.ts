/**
 * Moments as people at the console read them.
 */

function two(value: number): string {
	return String(value).padStart(2, '0');
}

function clockOf(moment: Date): string {
	return [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(two).join(':');
}

function dateOf(moment: Date): string {
	return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

/** A time (milliseconds since 1970) in the time zone of this machine: `2026-01-02 03:04:05`. */
export function localTimeOf(time: number): string {
	const moment = new Date(time);
	return `${dateOf(moment)} ${clockOf(moment)}`;
}

/** An ISO 8601 time in the time zone of this machine: `2026-01-02 03:04:05`. A text that is no time stays as it is. */
export function localTime(time: string): string {
	const moment = Date.parse(time);
	return Number.isNaN(moment) ? time : localTimeOf(moment);
}

/** The time of day where it was on the same day as `now` (milliseconds since 1970), else the date; ten cells at most. */
export function shortTime(time: string, now: number): string {
	const moment = new Date(time);
	if (Number.isNaN(moment.getTime())) {
		return '';
	}

	return dateOf(moment) === dateOf(new Date(now)) ? clockOf(moment) : dateOf(moment);
}
