/**
 * Keeps the Snapshots view up to date while it is open: the list, the contents, and each one's distance from the
 * director. Files are read one after the other, so that keys are handled in between, and again only if the director's
 * rules have changed.
 */

import {say} from '../../../console/state/message.ts';
import type {ConsoleStore, Frame} from '../../../console/state/model.ts';
import {areIdentical, diffRules} from '../../../ipvs/diff.ts';
import {serverCount} from '../../../ipvs/plain-servers.ts';
import type {RuleSet} from '../../../ipvs/rule-set.ts';
import {knownRules} from '../../../plans/known-rules.ts';
import {reasonOf} from '../../../text/reason.ts';
import {changeCounts, changedRows} from '../restore/change-counts.ts';
import type {SnapshotContent} from './snapshot-columns.ts';
import type {SavedSnapshot} from './snapshot-deps.ts';
import {forgetContents, snapshots, takeContent, takeSnapshots} from './snapshots-list.ts';

/** The rules of the director; null if they are incomplete. */
export function liveRules({director: {live}}: Pick<Frame, 'director'>): RuleSet | null {
	if (live === null || live.access.level !== 'full') {
		return null;
	}

	const {rules, unknown} = knownRules(live.services);
	return unknown.length === 0 ? rules : null;
}

/** Whether both consist of the same row objects, as two readings do if nothing has changed between them. */
function haveSameRows(one: RuleSet, other: RuleSet): boolean {
	return (
		one.length === other.length &&
		one.every(({service, servers}, index) => {
			const entry = other[index];
			return entry?.service === service && areIdentical(servers, entry.servers);
		})
	);
}

/** Whether rules are the same. Most readings return the same row objects again, so that nothing has to be compared. */
function areSame(one: RuleSet | null, other: RuleSet | null): boolean {
	return one === null || other === null
		? one === other
		: haveSameRows(one, other) || changedRows(changeCounts(diffRules(one, other))) === 0;
}

/** Reads the list of snapshots. */
export async function loadSnapshots(store: ConsoleStore): Promise<void> {
	try {
		store.update(takeSnapshots(await store.deps.snapshots.list()));
	} catch (error) {
		store.update(say('error', reasonOf(error), 'snapshots'));
	}
}

async function contentOf(
	{path}: SavedSnapshot,
	live: RuleSet | null,
	{deps}: ConsoleStore,
): Promise<SnapshotContent> {
	try {
		const {rules} = await deps.snapshots.read(path);
		return {
			services: rules.length,
			servers: rules.reduce((sum, entry) => sum + serverCount(entry), 0),
			distance: live && changeCounts(diffRules(live, rules)),
			problem: null,
		};
	} catch (error) {
		return {problem: reasonOf(error)};
	}
}

/** Begins to follow; contents are read only while the view is open. */
export function followSnapshots(store: ConsoleStore): void {
	/** The rules that the known contents were compared with. */
	let live: RuleSet | null = null;
	let isOpen = false;
	let isReading = false;

	/** Reads the snapshots whose content is not known, until all are read or the view is left. */
	const readContents = async (): Promise<void> => {
		if (isReading) {
			return;
		}

		isReading = true;
		for (;;) {
			const {view, own} = snapshots.see(store.getState());
			const next = own.saved?.find(({path}) => !own.contents.has(path));
			if (view !== 'snapshots' || next === undefined) {
				break;
			}

			const comparedWith = live;
			const content = await contentOf(next, comparedWith, store);
			if (comparedWith === live) {
				store.update(takeContent(next.path, content));
			}
		}

		isReading = false;
	};

	store.subscribe((state, before) => {
		const isOpened = state.view === 'snapshots' && !isOpen;
		isOpen = state.view === 'snapshots';
		if (!isOpen) {
			return;
		}

		if (isOpened || state.director.live !== before.director.live) {
			const now = liveRules(state);
			if (!areSame(live, now)) {
				live = now;
				store.update(forgetContents);
			}
		}

		if (isOpened) {
			void loadSnapshots(store);
		}

		void readContents();
	});
}
