/**
 * The state of a console with the parts of its features opened, only for tests that look at several at once.
 */
import type {ConsoleState, ConsoleStore} from '../../source/console/state/model.ts';
import {connections} from '../../source/features/connections/console/connections-list.ts';
import {drains} from '../../source/features/drain/drains.ts';
import {edit} from '../../source/features/edit/forms/form.ts';
import {log} from '../../source/features/log/log-list.ts';
import {servers} from '../../source/features/servers/servers-list.ts';
import {services} from '../../source/features/services/slice.ts';
import {snapshots} from '../../source/features/snapshots/console/snapshots-list.ts';
import {traffic} from '../../source/features/traffic/traffic-state.ts';

/** The parts of a console's features. */
export function partsOfState(state: ConsoleState) {
	const {own, kept} = traffic.see(state);
	return {
		services: services.see(state).own,
		servers: servers.see(state).own,
		connections: connections.see(state).own,
		snapshots: snapshots.see(state).own,
		log: log.see(state).own,
		form: edit.see(state).own.form,
		traffic: {...own, ...kept},
		drains: drains.see(state).kept,
	};
}

/** The parts of a console's features, as they are now. */
export function partsOf(store: Pick<ConsoleStore, 'getState'>) {
	return partsOfState(store.getState());
}

/** The text of the overlay, its title first; empty if there is none. */
export function overlayText(state: ConsoleState): string {
	const shown = state.overlay?.text?.(state) ?? null;
	return shown === null
		? ''
		: [shown.title, ...shown.lines.map(line => line.map(({text}) => text).join(''))].join('\n');
}
