/**
 * The fields for a scheduler and for its flags.
 */
import {schedulerNamed, schedulers} from '../../../ipvs/scheduler.ts';
import type {ServiceRule} from '../../../ipvs/service.ts';
import {
	choiceField,
	type Field,
	textField,
	toggleField,
	toggleValue,
	type Values,
} from './field.ts';
import {knownOrTyped, other} from './other-name.ts';

/** The names of the three flag bits under a scheduler that has no names of its own for them. */
const rawFlags = ['flag-1', 'flag-2', 'flag-3'];

const flagNotes: Readonly<Record<string, string>> = {
	'sh-fallback': 'clients of weight 0 go elsewhere',
	'sh-port': "by the client's port, too",
	'mh-fallback': 'clients of weight 0 go elsewhere',
	'mh-port': "by the client's port, too",
};

/** The flags that a form has to offer for a scheduler: those with a meaning, and those that are set. */
function flagsOf(scheduler: string, before: ServiceRule | null): readonly string[] {
	const own = schedulerNamed(scheduler)?.flags.filter(flag => flag !== null) ?? rawFlags;
	return own.filter(
		flag =>
			!rawFlags.includes(flag) ||
			schedulerNamed(scheduler) === null ||
			before?.schedulerFlags.includes(flag),
	);
}

/** In the order in which `-b` takes the flags of one scheduler. */
const everyFlag = [
	...new Set(schedulers.flatMap(({flags}) => flags.filter(flag => flag !== null))),
];

/** The scheduler that is chosen or typed. */
export function schedulerIn(values: Values): string {
	const {scheduler = '', otherScheduler = ''} = values;
	return scheduler === other ? otherScheduler.trim() : scheduler;
}

/** The fields that apply. `before` is the rule that is edited. */
export function schedulerFields(values: Values, before: ServiceRule | null): readonly Field[] {
	return [
		choiceField('scheduler', 'Scheduler', [
			...schedulers.map(({name, description}) => [name, name, description] as const),
			[other, other, 'one that is not in this list'],
		]),
		...(values['scheduler'] === other
			? [
					textField(
						'otherScheduler',
						'Its name',
						'the kernel loads the module ip_vs_ and this name',
					),
				]
			: []),
		...flagsOf(schedulerIn(values), before).map(flag =>
			toggleField(flag, flag, flagNotes[flag] ?? 'a flag bit of the scheduler'),
		),
	];
}

/** The flags that are on, of those that apply. */
export function flagsIn(shown: (name: string) => string | null): readonly string[] {
	return everyFlag.filter(flag => shown(flag) === 'yes');
}

/** What stands in the fields for a scheduler with these flags. */
export function schedulerValues(scheduler: string, flags: readonly string[]): Values {
	const isListed = schedulerNamed(scheduler) !== null;
	return {
		...knownOrTyped(scheduler, 'scheduler', 'otherScheduler', isListed),
		...Object.fromEntries(everyFlag.map(flag => [flag, toggleValue(flags.includes(flag))])),
	};
}
