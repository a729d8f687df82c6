/**
 * The keys of a configuration file: the one table from which files are parsed and docs/configuration.md is generated.
 */
import * as v from 'valibot';
import {numberBetween, type Schema, wholeNumber} from '../stored.ts';
import type {Configuration} from './configuration.ts';

/** The names allowed as values, from the parts of the program that define them. */
export interface KnownValues {
	readonly views: readonly string[];
	readonly columns: readonly string[];
}

/** One key. */
export interface Key {
	/** The allowed values, for the text after `must be`. */
	readonly takes: string;
	/** Its meaning, for the document. */
	readonly help: string;
	/** The default, as it would be written in a file. */
	readonly usual: string;
	/** Validates the value. */
	readonly schema: Schema<Configuration>;
}

function number(
	{least, most}: {least: number; most: number},
	make: (value: number) => Configuration,
): Pick<Key, 'takes' | 'schema'> {
	return {
		takes: `a number from ${least} to ${most}`,
		schema: v.pipe(numberBetween(least, most), v.transform(make)),
	};
}

function oneOf<Name extends string>(
	names: readonly Name[],
	make: (name: Name) => Configuration,
): Pick<Key, 'takes' | 'schema'> {
	return {
		takes: `one of ${names.map(name => `"${name}"`).join(', ')}`,
		schema: v.pipe(v.picklist(names), v.transform(make)),
	};
}

/** Every key by its name, which is that of the command line option if there is one. */
export function configurationKeys({views, columns}: KnownValues): Readonly<Record<string, Key>> {
	return {
		interval: {
			...number({least: 0.5, most: 3600}, seconds => ({interval: seconds * 1000})),
			help: 'Seconds between readings.',
			usual: '2',
		},
		budget: {
			...number({least: 0.1, most: 60}, seconds => ({budget: seconds * 1000})),
			help: 'Time limit for one reading of the connection table, in seconds.',
			usual: '1',
		},
		'read-only': {
			takes: 'true or false',
			schema: v.pipe(
				v.boolean(),
				v.transform(readOnly => ({readOnly})),
			),
			help: 'Allow no changes, neither in the console nor by subcommands. `--no-read-only` allows them once.',
			usual: 'false',
		},
		units: {
			...oneOf(['bits', 'bytes'], units => ({units})),
			help: 'Unit of traffic in the console.',
			usual: '"bits"',
		},
		theme: {
			...oneOf(['dark', 'light', 'mono'], theme => ({theme})),
			help: 'Colour theme of the console; `mono` has no colours.',
			usual: '"dark"',
		},
		view: {
			...oneOf(views, view => ({view})),
			help: 'The view that the console opens first.',
			usual: '"services"',
		},
		sort: {
			takes: `a column name, with - before it to reverse the order: ${columns.join(', ')}`,
			schema: v.pipe(
				v.string(),
				v.check(name => columns.includes(name.replace(/^-/, ''))),
				v.transform(sort => ({sort})),
			),
			help: 'The first sort order of the console.',
			usual: '"service"',
		},
		filter: {
			takes: 'text',
			schema: v.pipe(
				v.string(),
				v.transform(filter => ({filter})),
			),
			help: 'The first filter of the console.',
			usual: '""',
		},
		'keep-snapshots': {
			takes: 'a whole number of 1 or more',
			schema: v.pipe(
				wholeNumber(1, Number.MAX_SAFE_INTEGER),
				v.transform(keepSnapshots => ({keepSnapshots})),
			),
			help: 'How many snapshots of a director to keep. After each save, lvstop deletes the oldest ones above this number, but never one with a name or a note.',
			usual: 'all',
		},
	};
}
