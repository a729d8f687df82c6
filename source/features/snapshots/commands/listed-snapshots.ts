/**
 * The list of snapshots that `lvstop snapshots` prints.
 */
import {diffRules} from '../../../ipvs/diff.ts';
import {serverCount} from '../../../ipvs/plain-servers.ts';
import type {RuleSet} from '../../../ipvs/rule-set.ts';
import {unknown} from '../../../text/figures.ts';
import {isoTime, utcTime} from '../../../text/time.ts';
import {RulesFileError, readRulesFile} from '../files/rules-file.ts';
import type {Snapshot} from '../files/snapshot-folder.ts';
import {changeCounts, changedRows} from '../restore/change-counts.ts';
import {type SaveReason, saveReasonWords} from '../restore/save-reason.ts';
import type {SnapshotSubcommandContext} from './snapshot-context.ts';

/** A snapshot in the list. Unknown values are null. */
export interface ListedSnapshot {
	readonly name: string;
	readonly path: string;
	readonly time: string;
	readonly host: string | null;
	readonly services: number | null;
	readonly servers: number | null;
	/** The number of rows that differ from the director's. */
	readonly distance: number | null;
	readonly occasion: SaveReason | null;
	readonly note: string;
	/** Why it cannot be read; null if it can. */
	readonly problem: string | null;
}

/** A snapshot as listed, compared with the live rules; null if those are not known. */
export async function listedSnapshot(
	{name, path, time, about}: Snapshot,
	live: RuleSet | null,
	{session: {clock}}: SnapshotSubcommandContext,
): Promise<ListedSnapshot> {
	const told = {
		name,
		path,
		time: isoTime(time),
		host: about?.host ?? null,
		occasion: about?.occasion ?? null,
		note: about?.note ?? '',
	};
	try {
		const {rules} = await readRulesFile(path, {clock});
		return {
			...told,
			services: rules.length,
			servers: rules.reduce((sum, entry) => sum + serverCount(entry), 0),
			distance: live && changedRows(changeCounts(diffRules(live, rules))),
			problem: null,
		};
	} catch (error) {
		if (error instanceof RulesFileError) {
			return {...told, services: null, servers: null, distance: null, problem: error.message};
		}

		throw error;
	}
}

function cell(value: number | string | null): string {
	return value === null ? unknown : String(value);
}

/** A table with columns as wide as their widest cell; numbers are right-aligned. */
export function snapshotsText(snapshots: readonly ListedSnapshot[]): string {
	const rows = [
		['NAME', 'TIME', 'HOST', 'SERVICES', 'SERVERS', 'DISTANCE', 'NOTE'],
		...snapshots.map(({name, time, host, services, servers, distance, occasion, note, problem}) => [
			name,
			utcTime(Date.parse(time)),
			cell(host),
			cell(services),
			cell(servers),
			distance === 0 ? 'same' : cell(distance),
			problem ?? (note || (occasion && occasion !== 'saved' ? saveReasonWords[occasion] : '')),
		]),
	];
	const widths = [0, 1, 2, 3, 4, 5].map(column =>
		Math.max(...rows.map(row => row[column]?.length ?? 0)),
	);
	return rows
		.map(row =>
			row
				.map((text, column) => {
					const width = widths[column] ?? 0;
					return [3, 4, 5].includes(column) ? text.padStart(width) : text.padEnd(width);
				})
				.join('  ')
				.trimEnd(),
		)
		.map(line => `${line}\n`)
		.join('');
}
