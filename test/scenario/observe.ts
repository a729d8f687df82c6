/**
 * The names that a step can expect: everything that an operator sees or that ipvsadm prints.
 */

import {renderFrame} from '../../source/console/screen/render-frame.tsx';
import {findRow, type RowId} from '../../source/console/state/console-row.ts';
import type {ConsoleState} from '../../source/console/state/model.ts';
import {changesRefused} from '../../source/console/state/permission.ts';
import {openList} from '../../source/console/state/view.ts';
import {screenAge} from '../../source/director/staleness.ts';
import {drains} from '../../source/features/drain/drains.ts';
import {services} from '../../source/features/services/slice.ts';
import {isServerId} from '../../source/ipvs/server.ts';
import {isServiceId} from '../../source/ipvs/service-id.ts';
import type {Stage} from './stage.ts';

/** Observes one thing; only the expected part if a part is expected. */
type Observation = (stage: Stage, expected: unknown) => unknown;

/** The screen with every run of blanks as one, so that columns may move. */
function screen({state}: Stage): string {
	return renderFrame(state()).replace(/ +/g, ' ');
}

/** The expected texts for which the condition holds. */
function thoseOf(expected: unknown, isSo: (text: string) => boolean): readonly unknown[] {
	return Array.isArray(expected) ? expected.filter(isSo) : [];
}

/** The expected names with their observed values. */
function named(expected: unknown, look: (name: string) => unknown): unknown {
	return Object.fromEntries(Object.keys(expected ?? {}).map(name => [name, look(name)]));
}

/** A typed name as the id of a row. */
function rowId(text: string): RowId {
	const [service = '', server] = text.split(' ');
	if (!isServiceId(service) || (server !== undefined && !isServerId(server))) {
		throw new Error(`no name of a row: ${text}`);
	}

	return server === undefined ? service : `${service} ${server}`;
}

/** The row with a typed name: `tcp:10.1.1.1:80 10.0.0.1:80`. */
function rowOf({director}: ConsoleState, id: string) {
	const row = findRow(director.live, rowId(id));
	return row?.kind === 'server' ? row.server : row?.service;
}

/** Lines that only one of the lists has. */
function differences(before: readonly string[], after: readonly string[]): readonly string[] {
	return [
		...before.filter(line => !after.includes(line)).map(line => `- ${line}`),
		...after.filter(line => !before.includes(line)).map(line => `+ ${line}`),
	];
}

function isChange(command: string): boolean {
	return /^ipvsadm -(?!-version$)[^LS]/.test(command);
}

/** Everything that can be observed. */
export const observations: Readonly<Record<string, Observation>> = {
	/** The message; empty if there is none. */
	message: ({state}) => state().message?.text ?? '',
	/** `starting`, `live`, `paused` or `stale`. */
	status: ({state}) => screenAge(state()).status,
	/** Why the screen is stale; empty if it is not. */
	reason: ({state}) => screenAge(state()).reason ?? '',
	advice: ({state}) => screenAge(state()).advice ?? '',
	/** Seconds since the last reading that succeeded. */
	age: ({state}) => screenAge(state()).age / 1000,
	/** Why nothing can be changed; empty if it can. */
	'read-only': ({state}) => changesRefused(state()) ?? '',
	/** The missing access; empty if none is missing. */
	missing: ({state}) => state().director.live?.access.missing ?? '',
	/** Why rates are unreliable; empty if they are not. */
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
	/** The open prompt: `weight`, `confirm`, `filter`, …; empty if there is none. */
	prompt({state}) {
		const {prompt} = state();
		return prompt?.kind === 'text' ? prompt.name : (prompt?.kind ?? '');
	},
	/** The expected texts that were among the messages so far. */
	messages: ({state}, expected) =>
		thoseOf(expected, text => state().messages.some(message => message.text.includes(text))),
	/** The number of times that a text was shown since the console started. */
	'times-said': ({state}, expected) =>
		named(expected, text => state().messages.filter(message => message.text.includes(text)).length),
	/** The confirmation that a plan needs: `none`, or `drops-traffic` if a word has to be typed. */
	danger({state}) {
		const {prompt} = state();
		return prompt?.kind === 'confirm' ? prompt.plan.danger : '';
	},
	/** The state of drains by row id: `draining`, `drained`, or `none`. */
	drains: ({state}, expected) =>
		named(expected, id => {
			const drain = drains.see(state()).kept.followed.get(rowId(id));
			return drain === undefined ? 'none' : drain.isEmpty ? 'drained' : 'draining';
		}),
	/** The weights of servers on the screen, by the ids of their rows. */
	weights: ({state}, expected) =>
		named(expected, id => {
			const row = rowOf(state(), id);
			return row !== undefined && 'weight' in row ? row.weight : 'no such server';
		}),
	/** The source of the rates of rows: `measured`, `kernel`, or `none` if there are none. */
	rates: ({state}, expected) => named(expected, id => rowOf(state(), id)?.ratesFrom ?? 'none'),
	/** Texts on the screen, with one blank between words. */
	screen: (stage, expected) => thoseOf(expected, text => screen(stage).includes(text)),
	/** Texts that are not on the screen. */
	'not-on-screen': (stage, expected) => thoseOf(expected, text => !screen(stage).includes(text)),
	/** Rules and thresholds that differ from the start: `- line` removed, `+ line` new. */
	changed: async ({director, rulesAtStart}) => differences(rulesAtStart, await director.rules()),
	/** Commands of lvstop that change something, since the beginning. */
	ran: ({director}) => director.commands.filter(isChange),
	/** The number of times that lvstop ran a command since the start, by command. */
	'times-run': ({director}, expected) =>
		named(expected, words => director.commands.filter(command => command === words).length),
	/** Whether lvstop has run ipvsadm since the beginning. */
	'ran-ipvsadm': ({director}) => director.commands.some(words => words.startsWith('ipvsadm ')),
	/** Commands in the log, with their exit codes. */
	logged: ({logged}) => logged,
};

/**
 * Observes everything that is expected.
 * @throws {Error} for an unknown name
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
