/**
 * The keys of a configuration file: the one table that files are read by and docs/configuration.md is made from.
 */
import * as v from 'valibot';
import {numberBetween, type Schema, wholeNumber} from '../stored.ts';
import type {Configuration} from './configuration.ts';

/** Names that keys may have as values, from the parts of the program that define them. */
export interface KnownValues {
	readonly views: readonly string[];
	readonly columns: readonly string[];
}

/** One key. */
export interface Key {
	/** What is allowed, to stand after `takes`. */
	readonly takes: string;
	/** What it decides, for the document. */
	readonly help: string;
	/** How it is where no file says it, as it would stand in a file. */
	readonly usual: string;
	/** What a value says. */
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

/** Every key by its name; a name is that of the option on the command line where there is one. */
export function configurationKeys({views, columns}: KnownValues): Readonly<Record<string, Key>> {
	return {
		interval: {
			...number({least: 0.5, most: 3600}, seconds => ({interval: seconds * 1000})),
			help: 'Seconds between readings.',
			usual: '2',
		},
		budget: {
			...number({least: 0.1, most: 60}, seconds => ({budget: seconds * 1000})),
			help: 'Seconds that one reading of the connection table may take.',
			usual: '1',
		},
		'read-only': {
			takes: 'true or false',
			schema: v.pipe(
				v.boolean(),
				v.transform(readOnly => ({readOnly})),
			),
			help: 'Nothing can be changed, neither in the console nor by subcommands. `--no-read-only` allows it for once.',
			usual: 'false',
		},
		units: {
			...oneOf(['bits', 'bytes'], units => ({units})),
			help: 'How the console shows traffic.',
			usual: '"bits"',
		},
		theme: {
			...oneOf(['dark', 'light', 'mono'], theme => ({theme})),
			help: 'The colours of the console; `mono` has none.',
			usual: '"dark"',
		},
		view: {
			...oneOf(views, view => ({view})),
			help: 'The view that the console begins with.',
			usual: '"services"',
		},
		sort: {
			takes: `the name of a column, with - before it for the other direction: ${columns.join(', ')}`,
			schema: v.pipe(
				v.string(),
				v.check(name => columns.includes(name.replace(/^-/, ''))),
				v.transform(sort => ({sort})),
			),
			help: 'The order of the rows that the console begins with.',
			usual: '"service"',
		},
		filter: {
			takes: 'a text',
			schema: v.pipe(
				v.string(),
				v.transform(filter => ({filter})),
			),
			help: 'The filter that the console begins with.',
			usual: '""',
		},
		'keep-snapshots': {
			takes: 'a whole number of 1 or more',
			schema: v.pipe(
				wholeNumber(1, Number.MAX_SAFE_INTEGER),
				v.transform(keepSnapshots => ({keepSnapshots})),
			),
			help: 'How many snapshots of a director are kept: after each save the oldest ones beyond that are deleted, but none that has a name or a note from a person. Without this key all are kept.',
			usual: 'all are kept',
		},
	};
}
