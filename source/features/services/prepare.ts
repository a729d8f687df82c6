/**
 * Prepares what the screen derives from a reading, in short steps before the reading is stored. Each part is made once
 * for a reading, or for a service that has changed, and cached.
 */
import type {ConsoleState} from '../../console/state/model.ts';
import type {LiveDirector} from '../../director/polling/live.ts';
import {unreadableNote} from '../../director/polling/unreadable-rows.ts';
import {sumsOf} from '../../director/service-sums.ts';
import {longestNameOf} from './columns-context.ts';
import {prepareRows} from './select-rows.ts';
import {serviceNotices} from './service-notices.ts';
import {services} from './slice.ts';

/** Prepares a reading for the console in this state. */
export function* prepareServices(
	director: LiveDirector,
	state: ConsoleState,
): Generator<void, void> {
	for (const service of director.services) {
		sumsOf(service);
		yield;
	}

	yield* prepareRows(director, services.see(state).own.folded);
	for (const prepare of [unreadableNote, serviceNotices, longestNameOf]) {
		prepare(director);
		yield;
	}
}
