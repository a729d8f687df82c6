/**
 * A console's store and the poller that feeds it, on one session.
 */
import {createPoller} from '../polling/poller.ts';
import {emptyConnections} from '../store/connections-list.ts';
import {type ConsoleOptions, initialState} from '../store/console-state.ts';
import {type ConsoleStore, createConsoleStore} from '../store/console-store.ts';
import {changeOpenList} from '../store/open-list.ts';
import {receivePoll} from '../store/poll-reducers.ts';
import {receiveConnections} from '../store/settle-connections.ts';
import {type Sort, sortBy, sortColumns} from '../store/sort-rows.ts';
import {viewIds} from '../store/views.ts';
import type {AskedOptions} from './asked-options.ts';
import {createConnectionsFeed} from './connections-feed.ts';
import {connectionsQuestion} from './connections-question.ts';
import {consoleSnapshots} from './console-snapshots.ts';
import {followFacts} from './director-facts.ts';
import {longestExpiry} from './drain-expiry.ts';
import type {Session} from './session.ts';
import type {SnapshotPlaces} from './snapshot-places.ts';

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
