/**
 * A console's store and the poller that feeds it, on one session.
 */

import {type ConsoleOptions, initialState} from '../console/state/console-state.ts';
import {type ConsoleStore, createConsoleStore} from '../console/state/console-store.ts';
import {receivePoll} from '../console/state/poll-reducers.ts';
import {viewIds} from '../console/state/views.ts';
import {changeOpenList} from '../console/table/open-list.ts';
import {followFacts} from '../director/director-facts.ts';
import {createPoller} from '../director/polling/poller.ts';
import type {Session} from '../director/session.ts';
import {createConnectionsFeed} from '../features/connections/console/connections-feed.ts';
import {emptyConnections} from '../features/connections/console/connections-list.ts';
import {receiveConnections} from '../features/connections/console/settle-connections.ts';
import {connectionsQuestion} from '../features/connections/output/connections-question.ts';
import {longestExpiry} from '../features/drain/drain-expiry.ts';
import {type Sort, sortBy, sortColumns} from '../features/services/sort-rows.ts';
import type {SnapshotPlaces} from '../features/snapshots/commands/snapshot-places.ts';
import {consoleSnapshots} from '../features/snapshots/console/console-snapshots.ts';
import type {AskedOptions} from './asked-options.ts';

/** The sort order of `--sort`: a column in its usual direction, or in the other one after a minus. */
export function sortFrom(text: string): Sort {
	const isReversed = text.startsWith('-');
	const column = sortColumns.find(name => name === text.replace(/^-/, ''));
	const sort = sortBy(column ?? 'service');
	return isReversed ? {...sort, descending: !sort.descending} : sort;
}

/**
 * What the command line decides of a console: the filter is that of the view which is opened.
 * @throws {UsageError} where connections cannot be sorted as they should be
 */
export function consoleOptions(options: AskedOptions): ConsoleOptions {
	const {interval, readOnly, readOnlyBy = null, dryRun, units, filter, sort, budget} = options;
	const view = viewIds.find(id => id === options.view) ?? 'services';
	const common = {interval, readOnly, readOnlyBy, dryRun, units, view};
	const connections = {...emptyConnections, budget};
	if (view === 'connections') {
		return {
			...common,
			connections: {...connections, filter, sort: connectionsQuestion(options).sort},
		};
	}

	const start = initialState({...common, connections}, 0);
	return {
		...common,
		connections,
		...changeOpenList(start, {filter}),
		...(sort === null ? {} : {sort: sortFrom(sort)}),
	};
}

/** A console that is ready to be shown. */
export interface ConsoleSession {
	readonly store: ConsoleStore;
	/** Begins to read the director. */
	start(): void;
	/** Ends reading. */
	stop(): void;
}

/** Makes the store and what feeds it; nothing is read before it is started. */
export function openConsole(
	session: Session,
	places: SnapshotPlaces,
	options: ConsoleOptions,
): ConsoleSession {
	const {clock, reader, probe} = session;
	const connections = createConnectionsFeed({
		port: session.port,
		clock,
		services: () => store.getState().poll.director?.services ?? null,
		onChange: state => store.update(receiveConnections(state)),
	});
	const store: ConsoleStore = createConsoleStore(
		{
			apply: plan => session.apply(plan),
			refresh() {
				// After a plan, and above all after a refused one, the next plan must be made from the rules as they are.
				facts.readNow();
				return poller.refreshNow({freshRules: true});
			},
			setInterval: milliseconds => poller.setInterval(milliseconds),
			pause: paused => (paused ? poller.pause() : poller.resume()),
			want: parts => poller.want(parts),
			connections,
			drains: {
				lookAgain: () => facts.readNow(),
				forget(drain) {
					// What cannot be forgotten now is told again by the next console.
					void session.state.drains.forget(drain).catch(() => {});
				},
				longestExpiry: (question, services) => longestExpiry(question, services, session),
			},
			log: {read: least => session.state.log.read(least)},
			snapshots: consoleSnapshots(session, places),
			monotonic: () => clock.monotonic(),
			now: () => clock.now(),
		},
		options,
	);
	const poller = createPoller({
		reader,
		clock,
		probe,
		interval: store.getState().interval,
		onState: state => store.update(receivePoll(state)),
	});
	poller.want({settings: true});
	const facts = followFacts(session, found => store.update(() => ({facts: found})));
	return {
		store,
		start() {
			poller.start();
			facts.readNow();
		},
		stop() {
			poller.stop();
			facts.stop();
			connections.close();
		},
	};
}
