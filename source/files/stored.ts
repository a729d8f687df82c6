/**
 * Reads back stored data. Every format is described by a valibot schema, and errors name the position.
 */
import * as v from 'valibot';
import {reasonOf} from '../text/reason.ts';

/** Validates data from a file. */
export type Schema<Value> = v.GenericSchema<unknown, Value>;

/** The value, or the problem with the data: `weight: a whole number from 1 to 65535 is expected, not 0`. */
export type Stored<Value> =
	| {readonly value: Value; readonly problem?: undefined}
	| {readonly value?: undefined; readonly problem: string};

/** A whole number within bounds. */
export function wholeNumber(least: number, most: number) {
	const message = `a whole number from ${least} to ${most}`;
	return v.pipe(
		v.number(message),
		v.integer(message),
		v.minValue(least, message),
		v.maxValue(most, message),
	);
}

/** Any whole number. */
export const anyWholeNumber = v.pipe(v.number('a whole number'), v.integer('a whole number'));

/** A number within bounds. */
export function numberBetween(least: number, most: number) {
	const message = `a number from ${least} to ${most}`;
	return v.pipe(v.number(message), v.minValue(least, message), v.maxValue(most, message));
}

/** A time, milliseconds since 1970, within the range of a date. */
export const moment = numberBetween(0, 8.64e15);

/** A text with a time, such as ISO 8601. */
export const timeText = v.pipe(
	v.string(),
	v.check(text => !Number.isNaN(Date.parse(text)), 'a time such as "2026-01-02T03:04:05.678Z"'),
);

/** The value that a schema expects. */
function expected(issue: v.BaseIssue<unknown>): string {
	if (issue.kind === 'validation' || issue.type === 'guard') {
		return issue.message;
	}

	switch (issue.type) {
		case 'string':
			return 'a text';
		case 'boolean':
			return 'true or false';
		case 'array':
			return 'a list';
		case 'object':
		case 'loose_object':
			return 'an object';
		case 'literal':
		case 'picklist':
		case 'variant':
			return (issue.expected ?? '').replaceAll(/[()]/g, '').replaceAll(' | ', ' or ');
		default:
			return issue.message;
	}
}

function shown(value: unknown): string {
	const text = JSON.stringify(value) ?? String(value);
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** The error with its position: `run.step: …`. */
function problemIn(issue: v.BaseIssue<unknown>): string {
	const path = v.getDotPath(issue);
	if (issue.input === undefined) {
		return `${path ?? 'the value'} is missing`;
	}

	const what = `${expected(issue)} expected, not ${shown(issue.input)}`;
	return path === null ? what : `${path}: ${what}`;
}

/** Validates data with a schema; returns the first of several errors. */
export function storedValue<Value>(schema: Schema<Value>, data: unknown): Stored<Value> {
	const {success, output, issues} = v.safeParse(schema, data);
	return success ? {value: output} : {problem: problemIn(issues[0])};
}

/** Parses and validates a JSON text with a schema. */
export function storedJson<Value>(schema: Schema<Value>, text: string): Stored<Value> {
	let data: unknown;
	try {
		data = JSON.parse(text);
	} catch (error) {
		return {problem: text === '' ? 'empty' : `not JSON: ${reasonOf(error)}`};
	}

	return storedValue(schema, data);
}
