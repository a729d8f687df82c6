/**
 * A plan that has failed half-way: which commands were carried out and which were not.
 */
import type {Plan, Step} from '../../plans/plan.ts';
import {countOf} from '../../plans/seen.ts';
import type {Reducer} from './console-store.ts';
import {remember} from './message.ts';

/** So many commands of each kind are named; the log has them all. */
const named = 50;

function commandsInWords(steps: readonly Step[]): string {
	const first = steps.slice(0, named).map(({command}) => command.join(' '));
	const more = steps.length - first.length;
	return [...first, ...(more > 0 ? [`and ${countOf(more, 'more command')}`] : [])].join('; ');
}

/** Keeps among the messages what was carried out of a plan and what was not, where it was neither all nor nothing. */
export function tellHalfWay({steps}: Plan, done: number, origin: string): Reducer {
	return ({messages}) =>
		done === 0 || done === steps.length
			? {}
			: {
					messages: [
						`not carried out: ${commandsInWords(steps.slice(done))}`,
						`carried out: ${commandsInWords(steps.slice(0, done))}`,
					].reduce((kept, text) => remember(kept, {severity: 'warning', text, origin}), messages),
				};
}
