/**
 * The console's state, and the one way in which it changes.
 */
import {createStore, type StoreApi} from 'zustand/vanilla';
import {
	sameWanted,
	wantedConnections,
} from '../../features/connections/console/settle-connections.ts';
import {attendToDrains} from '../../features/drain/drain-deps.ts';
import {isLogDue, readLog} from '../../features/log/log-actions.ts';
import {followSnapshots} from '../../features/snapshots/console/follow-snapshots.ts';
import {offerUnfinishedAtStart} from '../../features/snapshots/console/unfinished-actions.ts';
import type {ConsoleDeps} from './console-deps.ts';
import {type ConsoleOptions, type ConsoleState, initialState} from './console-state.ts';
import {settle} from './settle.ts';
import {wantedParts} from './wanted-parts.ts';

/** A change of the state, without any effect outside. */
export type Reducer = (state: ConsoleState) => Partial<ConsoleState>;

export interface ConsoleStore
	extends Pick<StoreApi<ConsoleState>, 'getState' | 'getInitialState' | 'subscribe'> {
	readonly deps: ConsoleDeps;
	/** Applies changes one after the other and tells subscribers once. */
	update(...reducers: readonly Reducer[]): void;
}

/** A console that has read nothing yet. */
export function createConsoleStore(deps: ConsoleDeps, options: ConsoleOptions = {}): ConsoleStore {
	const store = createStore<ConsoleState>(() => initialState(options, deps.monotonic()));
	const console: ConsoleStore = {
		deps,
		getState: store.getState,
		getInitialState: store.getInitialState,
		subscribe: store.subscribe,
		update(...reducers) {
			const before = store.getState();
			let after: ConsoleState = {...before, now: deps.monotonic()};
			for (const reducer of reducers) {
				after = {...after, ...reducer(after)};
			}

			const settled = settle(before, after);
			store.setState(settled, true);
			if (isLogDue(before, settled)) {
				void readLog(console);
			}

			attendToDrains(before, settled, console);
			const wanted = wantedParts(settled);
			if (wanted.persistentConnections !== wantedParts(before).persistentConnections) {
				deps.want(wanted);
			}

			const looked = wantedConnections(settled);
			if (!sameWanted(looked, wantedConnections(before))) {
				if (looked === null) {
					deps.connections.close();
				} else {
					deps.connections.ask(looked);
				}
			}
		},
	};
	followSnapshots(console);
	offerUnfinishedAtStart(console);
	return console;
}
