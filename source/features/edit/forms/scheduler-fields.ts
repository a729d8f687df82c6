/**
 * The fields for a scheduler and for its flags.
 */
import {schedulerNamed, schedulers} from '../../../ipvs/scheduler.ts';
import type {ServiceRule} from '../../../ipvs/service.ts';
import type {Fault} from '../../../plans/validate/fault.ts';
import {type FormContext, schedulerCompletions, schedulerWords} from './completions.ts';
import {type Field, textField, toggleField, toggleValue, type Values} from './field.ts';

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
	// While the name of a scheduler is typed, its flags are not known yet, and the fields below must not jump.
	const isBegun = schedulers.some(({name}) => name !== scheduler && name.startsWith(scheduler));
	const own =
		schedulerNamed(scheduler)?.flags.filter(flag => flag !== null) ?? (isBegun ? [] : rawFlags);
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

/** The error of a name that is only the beginning of a scheduler's; null if there is none. */
export function schedulerFault(
	values: Values,
	before: ServiceRule | null,
	context: FormContext,
): Fault | null {
	const name = schedulerIn(values);
	const names = schedulerCompletions(context).map(({text}) => text);
	const longer = names.filter(each => each.startsWith(name));
	return name === '' || names.includes(name) || name === before?.scheduler || longer.length === 0
		? null
		: {field: 'scheduler', reason: `${name} is only the beginning of ${longer.join(', ')}`};
}

/** The typed scheduler. */
export function schedulerIn({scheduler = ''}: Values): string {
	return scheduler.trim();
}

/** The fields that apply. `before` is the rule to edit. */
export function schedulerFields(
	values: Values,
	before: ServiceRule | null,
	context: FormContext,
): readonly Field[] {
	return [
		textField('scheduler', 'Scheduler', '', null, {
			isName: true,
			complete: () => schedulerCompletions(context),
			words: name => schedulerWords(name, context),
		}),
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
	return {
		scheduler,
		...Object.fromEntries(everyFlag.map(flag => [flag, toggleValue(flags.includes(flag))])),
	};
}
