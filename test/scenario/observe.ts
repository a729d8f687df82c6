/**
 * What a step can expect: everything that a person sees or that ipvsadm tells, by name.
 */

import {renderFrame} from '../../source/console/screen/render-frame.tsx';
import {findRow} from '../../source/console/state/console-row.ts';
import type {ConsoleState} from '../../source/console/state/model.ts';
import {changesRefused} from '../../source/console/state/permission.ts';
import {openList} from '../../source/console/state/view.ts';
import {screenAge} from '../../source/director/staleness.ts';
import {drains} from '../../source/features/drain/drains.ts';
import {services} from '../../source/features/services/slice.ts';
import type {Stage} from './stage.ts';

/** Looks at one thing; a part of what there is where only a part is expected. */
type Observation = (stage: Stage, expected: unknown) => unknown;

/** The screen with every run of blanks as one, so that columns may move. */
function screen({state}: Stage): string {
	return renderFrame(state()).replace(/ +/g, ' ');
}

/** Those of the expected texts for which something is so. */
function thoseOf(expected: unknown, isSo: (text: string) => boolean): readonly unknown[] {
	return Array.isArray(expected) ? expected.filter(isSo) : [];
}

/** The same names as are expected, with what there is. */
function named(expected: unknown, look: (name: string) => unknown): unknown {
	return Object.fromEntries(Object.keys(expected ?? {}).map(name => [name, look(name)]));
}

/** What there is of a row that a person can name: `tcp:10.1.1.1:80 10.0.0.1:80`. */
function rowOf({director}: ConsoleState, id: string) {
	const row = findRow(director.live, id);
	return row?.kind === 'server' ? row.server : row?.service;
}

/** Lines that one list has and the other has not. */
function differences(before: readonly string[], after: readonly string[]): readonly string[] {
	return [
		...before.filter(line => !after.includes(line)).map(line => `- ${line}`),
		...after.filter(line => !before.includes(line)).map(line => `+ ${line}`),
	];
}

function isChange(command: string): boolean {
	return /^ipvsadm -(?!-version$)[^LS]/.test(command);
}

/** Everything that can be expected. */
export const observations: Readonly<Record<string, Observation>> = {
	/** What is said now; empty where nothing is. */
	message: ({state}) => state().message?.text ?? '',
	/** `starting`, `live`, `paused` or `stale`. */
	status: ({state}) => screenAge(state()).status,
	/** Why the screen is stale; empty where it is not. */
	reason: ({state}) => screenAge(state()).reason ?? '',
	advice: ({state}) => screenAge(state()).advice ?? '',
	/** Seconds since the last reading that succeeded. */
	age: ({state}) => screenAge(state()).age / 1000,
	/** Why nothing can be changed; empty where it can. */
	'read-only': ({state}) => changesRefused(state()) ?? '',
	/** What is missing of the access; empty where nothing is. */
	missing: ({state}) => state().director.live?.access.missing ?? '',
	/** Why rates cannot be trusted; empty where they can. */
	'rates-note': ({state}) => state().director.live?.ratesNote ?? '',
	/** The view that is open. */
	view: ({state}) => state().view,
	/** The id of the cursor's row in the open view. */
	cursor: ({state}) => openList(state())?.cursor.id ?? '',
	/** The ids of the rows of the open view, from top to bottom. */
	rows: ({state}) => openList(state())?.rows.map(({id}) => id) ?? [],
	/** The ids of the marked rows, in the table's order. */
	marked: ({state}) => [...services.see(state()).own.marked],
	/** The commands of the plan that is shown. */
	plan({state}) {
		const {prompt} = state();
		return prompt?.kind === 'confirm' ? prompt.plan.steps.map(step => step.command.join(' ')) : [];
	},
	/** What is asked: `weight`, `confirm`, `filter`, …; empty where nothing is. */
	prompt({state}) {
		const {prompt} = state();
		return prompt?.kind === 'text' ? prompt.name : (prompt?.kind ?? '');
	},
	/** All that has been said, the newest last; those of the expected texts that were. */
	messages: ({state}, expected) =>
		thoseOf(expected, text => state().messages.some(message => message.text.includes(text))),
	/** How often a text has been said since the console began. */
	'times-said': ({state}, expected) =>
		named(expected, text => state().messages.filter(message => message.text.includes(text)).length),
	/** What waits below the warnings of a plan: `none`, or `drops-traffic` where a word has to be typed. */
	danger({state}) {
		const {prompt} = state();
		return prompt?.kind === 'confirm' ? prompt.plan.danger : '';
	},
	/** What is followed of drains, by the ids of their rows: `draining`, `drained`, or `none`. */
	drains: ({state}, expected) =>
		named(expected, id => {
			const drain = drains.see(state()).kept.followed.get(id);
			return drain === undefined ? 'none' : drain.isEmpty ? 'drained' : 'draining';
		}),
	/** The weights of servers on the screen, by the ids of their rows. */
	weights: ({state}, expected) =>
		named(expected, id => {
			const row = rowOf(state(), id);
			return row !== undefined && 'weight' in row ? row.weight : 'no such server';
		}),
	/** Where the rates of rows come from: `measured`, `kernel`, or `none` where there are none. */
	rates: ({state}, expected) => named(expected, id => rowOf(state(), id)?.ratesFrom ?? 'none'),
	/** Texts on the screen, with one blank between words. */
	screen: (stage, expected) => thoseOf(expected, text => screen(stage).includes(text)),
	/** Texts that are not on the screen. */
	'not-on-screen': (stage, expected) => thoseOf(expected, text => !screen(stage).includes(text)),
	/** Rules and thresholds that are other than at the beginning: `- line` gone, `+ line` new. */
	changed: async ({director, rulesAtStart}) => differences(rulesAtStart, await director.rules()),
	/** Commands of lvstop that change something, since the beginning. */
	ran: ({director}) => director.commands.filter(isChange),
	/** How often lvstop gave a command since the beginning, by the command. */
	'times-run': ({director}, expected) =>
		named(expected, words => director.commands.filter(command => command === words).length),
	/** Whether lvstop has run ipvsadm since the beginning. */
	'ran-ipvsadm': ({director}) => director.commands.some(words => words.startsWith('ipvsadm ')),
	/** Commands in the log, with their exit codes. */
	logged: ({logged}) => logged,
};

/**
 * Looks at everything that is expected.
 * @throws {Error} where a name is none that can be looked at
 */
export async function observe(
	stage: Stage,
	expected: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
	const observed: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(expected)) {
		const look = observations[name];
		if (look === undefined) {
			throw new Error(
				`${name} cannot be expected; there are ${Object.keys(observations).join(', ')}`,
			);
		}

		observed[name] = await look(stage, value);
	}

	return observed;
}
