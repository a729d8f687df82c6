/**
 * Saved rules without a folder: the test provides them, and requests are recorded.
 */

import type {
	SavedSnapshot,
	SnapshotDeps,
} from '../../source/features/snapshots/console/snapshot-deps.ts';
import {
	proposeRestore,
	type RestoreProposal,
} from '../../source/features/snapshots/restore/propose-restore.ts';
import type {
	RestoreOutcome,
	RulesBefore,
} from '../../source/features/snapshots/restore/restore-outcome.ts';
import type {UnfinishedRestore} from '../../source/features/snapshots/restore/restore-words.ts';
import {rulesOf} from './rules-of.ts';

/** A snapshot with the lines of its file. */
export interface FakeSnapshot extends SavedSnapshot {
	readonly lines: readonly string[];
}

export interface FakeSnapshots extends SnapshotDeps {
	/** Newest first. */
	saved: readonly FakeSnapshot[];
	/** The outcome of a restore; `restore` waits for it. */
	outcome: RestoreOutcome | Promise<RestoreOutcome>;
	cutOff: UnfinishedRestore | null;
	/** The proposal to end an unfinished restore. */
	way: {readonly proposal: RestoreProposal; readonly before: RulesBefore};
}

/** A snapshot that was saved at a minute of 2026-01-02 03:00 UTC. */
export function fakeSnapshot(
	minute: number,
	lines: readonly string[],
	told: Partial<SavedSnapshot> = {},
): FakeSnapshot {
	const name = `2026-01-02T03-${String(minute).padStart(2, '0')}-00Z`;
	return {
		name,
		isNamed: false,
		path: `/snapshots/${told.name ?? name}.ipvs`,
		time: Date.UTC(2026, 0, 2, 3, minute),
		host: 'lb1',
		occasion: 'saved',
		note: '',
		services: lines.filter(line => line.startsWith('-A')).length,
		servers: lines.filter(line => line.startsWith('-a')).length,
		lines,
		...told,
	};
}

/** A folder without any snapshot. A line that cannot be parsed makes a file that cannot be read. */
export function fakeSnapshots(asked: unknown[]): FakeSnapshots {
	const rules = rulesOf('-A -t 10.1.1.1:80 -s rr');
	const snapshots: FakeSnapshots = {
		saved: [],
		outcome: {result: 'done', before: '/snapshots/before.ipvs', warnings: []},
		cutOff: null,
		way: {
			proposal: proposeRestore({name: '/snapshots/before.ipvs', wanted: rules, services: []}),
			before: {path: '/snapshots/before.ipvs', rules},
		},
		list: async () => snapshots.saved,
		async read(word) {
			const found = snapshots.saved.find(({name, path}) => name === word || path === word);
			if (found === undefined) {
				throw new Error(`${word}: no such file`);
			}

			try {
				const {name, path, lines} = found;
				return {
					name,
					path,
					text: lines.map(line => `${line}\n`).join(''),
					rules: rulesOf(...lines),
				};
			} catch {
				throw new Error(`${found.path}:1: this is no rule`);
			}
		},
		async save(request) {
			asked.push({save: request});
			return request.file === '/there.ipvs' && !request.replace
				? {exists: request.file}
				: {path: request.file ?? '/snapshots/new.ipvs', rules};
		},
		async rename({name}, newName) {
			asked.push({rename: [name, newName]});
		},
		async note({name}, note) {
			asked.push({note: [name, note]});
		},
		async remove({name}) {
			asked.push({remove: name});
			snapshots.saved = snapshots.saved.filter(snapshot => snapshot.name !== name);
		},
		async restore({steps}, before) {
			asked.push({
				restore: steps.map(({command}) => command.join(' ')),
				...(before ? {before: before.path} : {}),
			});
			return await snapshots.outcome;
		},
		unfinished: async () => snapshots.cutOff,
		wayOut: async () => snapshots.way,
		async forget() {
			asked.push('forget');
		},
	};
	return snapshots;
}
