/**
 * The list after `-b`.
 */
import {fail, type Output} from './exit.ts';

const rawFlags = ['flag-1', 'flag-2', 'flag-3'];
const flagsOfScheduler: ReadonlyMap<string, string> = new Map([
	['sh-fallback', 'sh'],
	['sh-port', 'sh'],
	['mh-fallback', 'mh'],
	['mh-port', 'mh'],
]);

/** ipvsadm keeps at most this many characters. */
const longestList = 127;

/** The names in the list; ends the program at an unknown one, or one of another scheduler. */
export function readSchedulerFlags(
	output: Output,
	list: string,
	scheduler: string,
): readonly string[] {
	const names = list
		.slice(0, longestList)
		.split(',')
		.filter(name => name !== '');
	for (const name of names) {
		const owner = flagsOfScheduler.get(name);
		if (owner === undefined && !rawFlags.includes(name)) {
			fail(output, `invalid scheduler flag \`${name}'`);
		}

		if (owner !== undefined && owner !== (scheduler === '' ? 'wlc' : scheduler)) {
			fail(output, `incompatible scheduler flag \`${name}'`);
		}
	}

	return names;
}
