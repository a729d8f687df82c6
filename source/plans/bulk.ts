/**
 * Plans with many commands: one summary instead of a list that nobody reads, and consent by a word instead of a key.
 */

import {type ServiceId, serviceId} from '../ipvs/service.ts';
import {countOf, fullFigure} from '../text/figures.ts';
import type {Plan, RowState, Step} from './plan.ts';

/** A plan with more commands is confirmed by a typed word. */
export const mostByKey = 20;

/** Why a key is not enough to confirm a plan, for `… to confirm: REASON`; null if it is. */
export function whyWord({danger, steps}: Pick<Plan, 'danger' | 'steps'>): string | null {
	if (danger !== 'none') {
		return 'this drops traffic';
	}

	return steps.length > mostByKey ? `these are ${fullFigure(steps.length)} commands` : null;
}

/** The weights of a server before and after; null if the step is not only a new weight. */
function weightsOf({before, after}: Step): {readonly from: number; readonly to: number} | null {
	return before.row === 'server' &&
		after.row === 'server' &&
		before.rule.weight !== after.rule.weight
		? {from: before.rule.weight, to: after.rule.weight}
		: null;
}

function rangeOf(numbers: readonly number[]): string {
	const sorted = numbers.toSorted((one, other) => one - other);
	const [least, most] = [sorted[0], sorted.at(-1)];
	return least === most ? `${least}` : `${least}–${most}`;
}

function serviceOf(state: RowState): ServiceId | null {
	switch (state.row) {
		case 'service':
			return serviceId(state.rule.key);
		case 'no-service':
		case 'server':
		case 'no-server':
			return serviceId(state.service);
		default:
			return null;
	}
}

/** `120 servers in 40 services: weight 1–5 → 2; 3 of them have weight 0 now and get new connections again`. */
function weightSentences(steps: readonly Step[]): readonly string[] {
	const changes = steps.map(weightsOf).filter(change => change !== null);
	if (changes.length === 0) {
		return [];
	}

	const services = new Set(
		steps.filter(step => weightsOf(step) !== null).map(({before}) => serviceOf(before)),
	);
	const back = changes.filter(({from}) => from === 0).length;
	const emptied = changes.filter(({to}) => to === 0).length;
	return [
		[
			`${countOf(changes.length, 'server')} in ${countOf(services.size, 'service')}: weight`,
			`${rangeOf(changes.map(({from}) => from))} → ${rangeOf(changes.map(({to}) => to))}`,
		].join(' '),
		...(back === 0 ? [] : [`${fullFigure(back)} of them with weight 0 now: new connections again`]),
		...(emptied === 0
			? []
			: [`${fullFigure(emptied)} of them then with weight 0: no new connections`]),
	];
}

/** The other kinds of changes, in words, in the order in which they are told. */
const kinds: readonly (readonly [verb: string, noun: string, is: (step: Step) => boolean])[] = [
	['edited', 'server', step => isEdit(step, 'server') && weightsOf(step) === null],
	['added', 'server', ({before, after}) => before.row === 'no-server' && after.row === 'server'],
	['deleted', 'server', ({before, after}) => before.row === 'server' && after.row === 'no-server'],
	['edited', 'service', step => isEdit(step, 'service')],
	['added', 'service', ({before, after}) => before.row === 'no-service' && after.row === 'service'],
	[
		'deleted',
		'service',
		({before, after}) => before.row === 'service' && after.row === 'no-service',
	],
];

function isEdit({before, after}: Step, row: RowState['row']): boolean {
	return before.row === row && after.row === row;
}

/** The changes of a plan with many commands, one short sentence each. */
export function changesInWords(steps: readonly Step[]): readonly string[] {
	return [
		...weightSentences(steps),
		...kinds.flatMap(([verb, noun, is]) => {
			const count = steps.filter(is).length;
			return count === 0 ? [] : [`${countOf(count, noun)} ${verb}`];
		}),
	];
}

/** The parts in which warnings of one reason differ: ids, addresses, ports and numbers. */
const particulars =
	/(?:(?:tcp|udp|sctp):)?(?:\[[\da-f:.]+\]|\d+\.\d+\.\d+\.\d+)(?::\d+)?|fwm6?:\d+|\d[\d.,]*/g;

/** The first row that a warning names, or its first number. */
function firstNamed(warning: string): string {
	return warning.match(particulars)?.[0] ?? warning;
}

/** The number of rows to name besides the one in the warning. */
const namedOthers = 3;

/**
 * Warnings that differ only in names and numbers become one: the first, and how many more rows it is true of. Three or
 * fewer are kept as they are.
 */
export function groupedWarnings(warnings: readonly string[]): readonly string[] {
	const groups = Map.groupBy(warnings, warning => warning.replaceAll(particulars, '#'));
	return [...groups.values()].flatMap(group => {
		const [first = '', ...others] = group;
		if (group.length <= namedOthers) {
			return group;
		}

		const names = [...new Set(others.map(firstNamed))].slice(0, namedOthers).join(', ');
		return [`${first} (and ${fullFigure(others.length)} more such warnings: ${names}, …)`];
	});
}
