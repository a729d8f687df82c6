/**
 * The arguments of single options: what they mean, or why they cannot be understood.
 */
import {type Options, UsageError} from './options.ts';

/**
 * A number of an option, in decimal.
 * @throws {UsageError} where it is none, or not between the two
 */
export function numberFrom(
	name: string,
	text: string,
	{least, most}: {least: number; most: number},
): number {
	const value = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
	if (!(value >= least && value <= most)) {
		throw new UsageError(`--${name} takes a number from ${least} to ${most}, not '${text}'`);
	}

	return value;
}

/**
 * A name that an option may have; null where none is given.
 * @throws {UsageError} where there is no such name
 */
export function oneOf(
	name: string,
	text: string | undefined,
	known: readonly string[],
): string | null {
	if (text !== undefined && !known.includes(text)) {
		throw new UsageError(`--${name}: there is no '${text}'; there are: ${known.join(', ')}`);
	}

	return text ?? null;
}

const sources = ['auto', 'netlink', 'ipvsadm'] as const;

/**
 * How a local director is read; `auto` where nothing is said.
 * @throws {UsageError} where there is no such way
 */
export function sourceFrom(text = 'auto'): (typeof sources)[number] {
	oneOf('source', text, sources);
	return sources.find(name => name === text) ?? 'auto';
}

/**
 * A column's name, perhaps with a minus before it; null where none is given.
 * @throws {UsageError} where there is no such column
 */
export function sortFrom(text: string | undefined, columns: readonly string[]): string | null {
	oneOf('sort', text?.replace(/^-/, ''), columns);
	return text ?? null;
}

/**
 * The machine of `--host`; null where none is given.
 * @throws {UsageError} for what ssh would take for an option of its own
 */
export function destinationFrom(text: string | undefined): string | null {
	if (text === '' || text?.startsWith('-')) {
		throw new UsageError(`--host takes [USER@]HOST, not '${text}'`);
	}

	return text ?? null;
}

/**
 * What becomes of a restore that was cut off; null where that is not said.
 * @throws {UsageError} where two things are said
 */
export function unfinishedFrom(
	values: Partial<Record<NonNullable<Options['unfinished']>, boolean>>,
) {
	const [way, another] = (['finish', 'roll-back', 'forget'] as const).filter(name => values[name]);
	if (another !== undefined) {
		throw new UsageError(`only one of --${way} and --${another} can be used`);
	}

	return way ?? null;
}

/**
 * Whether the command line forbids changes or allows them; null where it says nothing.
 * @throws {UsageError} where it says both
 */
export function readOnlyFrom(values: {
	'read-only'?: boolean;
	'no-read-only'?: boolean;
}): boolean | null {
	if (values['read-only'] && values['no-read-only']) {
		throw new UsageError('only one of --read-only and --no-read-only can be used');
	}

	return values['read-only'] ? true : values['no-read-only'] ? false : null;
}
