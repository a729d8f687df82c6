/**
 * Rows that were printed and could not be parsed, with their text: they are shown as text, and never interpreted.
 */
import type {Reading, UnreadableText} from '../reading/reading.ts';

/** A row that could not be parsed. */
export interface UnreadableRow extends UnreadableText {
	/** `tcp:10.1.1.1:80`, `10.0.0.8:80 in tcp:10.1.1.1:80`, `a server of …`, `a service`. */
	readonly name: string;
}

/** All of them, in the order of the table; those without a name last. */
export function unreadableRows({
	services,
	unreadable = [],
}: Pick<Reading, 'services' | 'unreadable'>): readonly UnreadableRow[] {
	const rows: UnreadableRow[] = [];
	const add = (name: string, {text, reason}: UnreadableText) => rows.push({name, text, reason});
	for (const service of services) {
		if (service.unreadable) {
			add(service.id, service.unreadable);
		}

		for (const server of service.servers) {
			if (server.unreadable) {
				add(`${server.id} in ${service.id}`, server.unreadable);
			}
		}

		for (const line of service.unreadableServers ?? []) {
			add(`a server of ${service.id}`, line);
		}
	}

	for (const line of unreadable) {
		add('a service', line);
	}

	return rows;
}

/** One row in one line. */
export function unreadableRowText({name, reason, text}: UnreadableRow): string {
	return `${name} cannot be read: ${reason}: ${text}`;
}

/** All of them in one line; null if there are none. Called once for each reading. */
export function unreadableNote(director: Pick<Reading, 'services' | 'unreadable'>): string | null {
	const known = notes.get(director);
	if (known !== undefined) {
		return known;
	}

	const note = noteOf(unreadableRows(director));
	notes.set(director, note);
	return note;
}

const notes = new WeakMap<Pick<Reading, 'services' | 'unreadable'>, string | null>();

function noteOf([first, ...others]: readonly UnreadableRow[]): string | null {
	if (first === undefined) {
		return null;
	}

	const more =
		others.length === 0
			? ''
			: ` (and ${others.length} more ${others.length === 1 ? 'row' : 'rows'})`;
	return `${unreadableRowText(first)}${more}`;
}
