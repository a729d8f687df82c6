/**
 * A console's store and its poller, using one session.
 */

import type {Session} from '../commands/session.ts';
import type {ConsoleOptions} from '../console/state/console-state.ts';
import {createConsoleStore} from '../console/state/console-store.ts';
import {receiveFacts, receivePoll} from '../console/state/director-reducers.ts';
import {directorIdOf} from '../console/state/director-state.ts';
import {say} from '../console/state/message.ts';
import type {Assembly, ConsoleStore} from '../console/state/model.ts';
import {sortNamed} from '../console/table/sort-rows.ts';
import type {LiveDirector} from '../director/polling/live.ts';
import {createPoller} from '../director/polling/poller.ts';
import {noteLogged, noteOutside} from '../features/changes/note-changes.ts';
import {beginChecks, receiveChecks} from '../features/checks/console/checks-actions.ts';
import {openChecks} from '../features/checks/console/open-checks.ts';
import {createConnectionsFeed} from '../features/connections/console/connections-feed.ts';
import {receiveConnections} from '../features/connections/console/derive-connections.ts';
import {sortableGroupColumns} from '../features/connections/console/group-columns.ts';
import {receiveNoAnswers} from '../features/connections/console/receive-no-answers.ts';
import {createNoAnswerWatch} from '../features/connections/no-answer-watch.ts';
import {connectionSortFrom} from '../features/connections/output/connections-question.ts';
import {longestExpiry} from '../features/drain/drain-expiry.ts';
import {readFormFacts} from '../features/edit/forms/form-facts.ts';
import {receiveNames} from '../features/names/slice.ts';
import {createOutsideWatch} from '../features/outside/outside-watch.ts';
import {receiveDifferences} from '../features/outside/recent-changes.ts';
import {outsideOrigin, receiveOutside} from '../features/outside/slice.ts';
import {realServerSortFrom} from '../features/servers/sort-real-servers.ts';
import {prepareServices} from '../features/services/prepare.ts';
import {sortFrom} from '../features/services/sort-rows.ts';
import type {SnapshotPlaces} from '../features/snapshots/commands/snapshot-places.ts';
import {consoleSnapshots} from '../features/snapshots/console/console-snapshots.ts';
import {tourBegins} from '../features/tour/feature.ts';
import type {ConsoleRequest, NamesChoice} from './console-options.ts';
import {followFacts} from './director-facts.ts';
import {assembly as usualAssembly} from './features.ts';
import type {General} from './general-options.ts';
import {noChoice, openNameBook} from './open-names.ts';

/**
 * The initial options of a console from the command line and the configuration.
 * @throws {UsageError} if connections cannot be sorted by the given column
 */
export function initialOptions(
	options: ConsoleRequest & Pick<General, 'readOnlyBy' | 'director'>,
): ConsoleOptions {
	const {interval, readOnlyBy, dryRun, units, filter, sort, budget} = options;
	const {columns, sidePanel, strip, histories} = options;
	const readOnly = readOnlyBy !== null;
	const view = options.view ?? 'services';
	const sorts = {...options.sorts, ...(sort === null ? {} : {[view]: sort})};
	const groupSort = sortNamed(sortableGroupColumns, sorts['groups'] ?? '');
	const orders = {
		services: {
			folded: new Set(options.folded),
			...(sorts['services'] === undefined ? {} : {sort: sortFrom(sorts['services'])}),
		},
		...(options.director.demo === 'tour' ? {tour: tourBegins} : {}),
		servers: sorts['servers'] === undefined ? {} : {sort: realServerSortFrom(sorts['servers'])},
		connections: {
			budget,
			sort: connectionSortFrom(sorts['connections'] ?? null),
			...(groupSort === null ? {} : {groupSort}),
		},
	};
	return {
		...{interval, readOnly, readOnlyBy, dryRun, units, view},
		...{columns, sidePanel, strip, histories},
		filters: {...options.filters, [view]: filter},
		slices: orders,
	};
}

/** A console that is ready to be shown. */
export interface ConsoleSession {
	readonly store: ConsoleStore;
	/** Begins to read the director. */
	start(): void;
	/** Stops reading. */
	stop(): void;
}

/** Creates the store and what feeds it; nothing is read before `start`. */
export function openConsole(
	session: Session,
	places: SnapshotPlaces,
	{
		assembly = usualAssembly,
		names = noChoice,
		...options
	}: ConsoleOptions & {readonly assembly?: Assembly; readonly names?: NamesChoice},
): ConsoleSession {
	const {clock, reader, probe} = session;
	const connections = createConnectionsFeed({
		port: session.port,
		clock,
		services: () => store.getState().director.live?.services ?? null,
		timeouts: () => store.getState().director.live?.settings?.timeouts ?? null,
		onChange: state => store.update(receiveConnections(state)),
	});
	const book = openNameBook(names, clock, known => store.update(receiveNames(known)));
	const store: ConsoleStore = createConsoleStore(
		assembly,
		{
			apply: (plan, _director, control) => session.apply(plan, control),
			refresh() {
				// After a plan, and above all after a refused one, the next plan must be made from the current rules.
				facts.readNow();
				return poller.refreshNow({freshRules: true});
			},
			setInterval: milliseconds => poller.setInterval(milliseconds),
			pause: paused => (paused ? poller.pause() : poller.resume()),
			want: parts => poller.want(parts),
			checks: {
				runNow: () => checking.watch.runNow(),
				readFiles: () => checking.readFiles(),
			},
			connections,
			drains: {
				lookAgain: () => facts.readNow(),
				forget(drain) {
					// A drain that could not be forgotten now is reported again by the next console.
					void session.state.drains.forget(drain).catch(() => {});
				},
				longestExpiry: (question, services) => longestExpiry(question, services, session),
			},
			forms: {facts: () => readFormFacts({port: session.port})},
			names: {known: book.names, want: book.want},
			log: {read: least => session.state.log.read(least)},
			snapshots: consoleSnapshots(session, places),
			monotonic: () => clock.monotonic(),
			now: () => clock.now(),
		},
		{...options, directorId: directorIdOf(session.port.place)},
	);
	let seen: LiveDirector | null = null;
	const checking = openChecks(session, {
		director: () => store.getState().director.live,
		isOpen: () => store.getState().view === 'checks' && !store.getState().paused,
		onBegin: () => store.update(beginChecks),
		onResult: result => store.update(receiveChecks(result, clock.now())),
	});
	const outside = createOutsideWatch({
		clock,
		log: session.state.log,
		isBusy: () => store.getState().applying !== null,
		onChanges: changes => store.update(receiveOutside(changes), noteOutside(changes)),
		onLogged: (changes, since) => store.update(noteLogged(changes, since)),
		onDifferences: (changes, monotonic) => store.update(receiveDifferences(changes, monotonic)),
		onProblem: reason => store.update(say('warning', reason, outsideOrigin)),
	});
	const poller = createPoller({
		reader,
		clock,
		probe,
		interval: store.getState().interval,
		prepare: director => prepareServices(director, store.getState()),
		onState(state) {
			store.update(receivePoll(state));
			if (state.director !== null && state.director !== seen) {
				seen = state.director;
				outside.see(state.director);
				checking.watch.see(state.director);
			}
		},
	});
	poller.want({settings: true});
	const noAnswers = createNoAnswerWatch({
		port: session.port,
		clock,
		director: () => (store.getState().paused ? null : store.getState().director.live),
		onFound: found => store.update(receiveNoAnswers(found ?? [])),
	});
	const facts = followFacts(session, found => store.update(receiveFacts(found)));
	return {
		store,
		start() {
			poller.start();
			facts.readNow();
			noAnswers.start();
		},
		stop() {
			poller.stop();
			outside.stop();
			checking.watch.stop();
			facts.stop();
			noAnswers.stop();
			book.stop();
			connections.close();
		},
	};
}
