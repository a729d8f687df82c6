/**
 * Checks of hand-written data: a misspelling is an error that says where, never a test that tests nothing.
 */

/**
 * Converts a value of a file.
 * @throws {Error} if it is something else; the message begins with its position
 */
export type Kind<T> = (value: unknown, name: string) => T;

function wrong(name: string, words: string, value: unknown): Error {
	return new Error(`${name} has to be ${words}, and is ${JSON.stringify(value)}`);
}

export const text: Kind<string> = (value, name) => {
	if (typeof value !== 'string') {
		throw wrong(name, 'a text', value);
	}

	return value;
};

export const number: Kind<number> = (value, name) => {
	if (typeof value !== 'number') {
		throw wrong(name, 'a number', value);
	}

	return value;
};

export const flag: Kind<boolean> = (value, name) => {
	if (typeof value !== 'boolean') {
		throw wrong(name, 'true or false', value);
	}

	return value;
};

/** Exactly one of these words. */
export function oneOf<const Word extends string>(...words: readonly Word[]): Kind<Word> {
	return (value, name) => {
		const word = words.find(candidate => candidate === value);
		if (word === undefined) {
			throw wrong(name, `one of ${words.join(', ')}`, value);
		}

		return word;
	};
}

/** A list of one kind. */
export function listOf<T>(kind: Kind<T>): Kind<readonly T[]> {
	return (value, name) => {
		if (!Array.isArray(value)) {
			throw wrong(name, 'a list', value);
		}

		return value.map((item, index) => kind(item, `${name} ${index + 1}`));
	};
}

function entriesOf(value: unknown, name: string): readonly (readonly [string, unknown])[] {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw wrong(name, 'a table', value);
	}

	return Object.entries(value);
}

/** A table with any names, all of one kind. */
export function tableOf<T>(kind: Kind<T>): Kind<Readonly<Record<string, T>>> {
	return (value, name) =>
		Object.fromEntries(
			entriesOf(value, name).map(([key, item]) => [key, kind(item, `${name}: ${key}`)]),
		);
}

/** A table with only these names; each is optional. */
export function shapeOf<T>(kinds: {readonly [Name in keyof T]: Kind<T[Name]>}): Kind<Partial<T>> {
	const known = new Map<string, Kind<unknown>>(Object.entries(kinds));
	return (value, name) => {
		const entries = entriesOf(value, name).map(([key, item]) => {
			const kind = known.get(key);
			if (!kind) {
				throw new Error(`${name} knows no ${key}; it knows ${[...known.keys()].join(', ')}`);
			}

			return [key, kind(item, `${name}: ${key}`)] as const;
		});
		return Object.fromEntries(entries) as Partial<T>;
	};
}
