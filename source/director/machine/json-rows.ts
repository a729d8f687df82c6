/**
 * Takes rows of JSON apart whose shape is not certain: programs of the director print them.
 */

/** A JSON object whose fields have not been checked. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object, not a list. */
export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The field if it is text; otherwise null. */
export function textOf(row: JsonObject, field: string): string | null {
	const value = row[field];
	return typeof value === 'string' ? value : null;
}

/** The field if it is a number; otherwise null. */
export function numberOf(row: JsonObject, field: string): number | null {
	const value = row[field];
	return typeof value === 'number' ? value : null;
}

/** The objects in the field; empty if it is not a list. */
export function objectsOf(row: JsonObject, field: string): readonly JsonObject[] {
	const value = row[field];
	return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The texts in the field; empty if it is not a list. */
export function textsOf(row: JsonObject, field: string): readonly string[] {
	const value = row[field];
	return Array.isArray(value) ? value.filter(entry => typeof entry === 'string') : [];
}

/** Rows that could be read, and how many could not. */
export interface Rows<Row> {
	readonly rows: readonly Row[];
	/** The text of the first row that could not be read; null if all could. */
	readonly unreadable: string | null;
}

/**
 * Parses a list of objects; a row for which `read` returns null does not hide the others.
 * @throws {Error} if the text is not a list in JSON
 */
export function parseRows<Row>(text: string, read: (row: JsonObject) => Row | null): Rows<Row> {
	const list: unknown = text.trim() === '' ? [] : JSON.parse(text);
	if (!Array.isArray(list)) {
		throw new Error('not a list');
	}

	const rows: Row[] = [];
	let unreadable: string | null = null;
	for (const entry of list) {
		const row = isObject(entry) ? read(entry) : null;
		if (row === null) {
			unreadable ??= JSON.stringify(entry).slice(0, 100);
		} else {
			rows.push(row);
		}
	}

	return {rows, unreadable};
}
