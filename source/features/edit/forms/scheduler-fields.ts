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

/** The names of the three flag bits under a scheduler that has no names for them. */
const rawFlags = ['flag-1', 'flag-2', 'flag-3'];

const flagNotes: Readonly<Record<string, string>> = {
	'sh-fallback': 'clients of a server at weight 0 go elsewhere',
	'sh-port': "hash the client's port, too",
	'mh-fallback': 'clients of a server at weight 0 go elsewhere',
	'mh-port': "hash the client's port, too",
};

/** The flags to offer for a scheduler: those with a meaning, and those that are set. */
function flagsOf(scheduler: string, before: ServiceRule | null): readonly string[] {
	const own = schedulerNamed(scheduler)?.flags.filter(flag => flag !== null) ?? rawFlags;
	return own.filter(
		flag =>
			!rawFlags.includes(flag) ||
			schedulerNamed(scheduler) === null ||
			before?.schedulerFlags.includes(flag),
	);
}

/** All flags in the order of `-b`, scheduler by scheduler. */
const everyFlag = [
	...new Set(schedulers.flatMap(({flags}) => flags.filter(flag => flag !== null))),
];

/** The chosen or typed scheduler. */
export function schedulerIn(values: Values): string {
	const {scheduler = '', otherScheduler = ''} = values;
	return scheduler === other ? otherScheduler.trim() : scheduler;
}

/** The fields that apply. `before` is the rule to edit. */
export function schedulerFields(values: Values, before: ServiceRule | null): readonly Field[] {
	return [
		choiceField('scheduler', 'Scheduler', [
			...schedulers.map(({name, description}) => [name, name, description] as const),
			[other, other, 'another one, not in this list'],
		]),
		...(values['scheduler'] === other
			? [textField('otherScheduler', 'Name', 'the kernel loads the module ip_vs_ and this name')]
			: []),
		...flagsOf(schedulerIn(values), before).map(flag =>
			toggleField(flag, flag, flagNotes[flag] ?? 'a flag bit of the scheduler'),
		),
	];
}

/** The selected flags, of those that apply. */
export function flagsIn(shown: (name: string) => string | null): readonly string[] {
	return everyFlag.filter(flag => shown(flag) === 'yes');
}

/** The field values for a scheduler with these flags. */
export function schedulerValues(scheduler: string, flags: readonly string[]): Values {
	const isListed = schedulerNamed(scheduler) !== null;
	return {
		...knownOrTyped(scheduler, 'scheduler', 'otherScheduler', isListed),
		...Object.fromEntries(everyFlag.map(flag => [flag, toggleValue(flags.includes(flag))])),
	};
}
