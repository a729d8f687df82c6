/**
 * The usage of the connection table, if the kernel reports it: Linux 7.1 has a file for it and tables that size
 * themselves, 7.2 a limit.
 */
import {procStatusParser, type TableStatus} from '../../ipvs/parse/proc-status.ts';
import type {Clock} from '../port/clock.ts';
import {createAged} from './aged.ts';
import {sysctlFolder, unlessForbidden} from './estimation.ts';
import {UnreadableSource} from './failures.ts';
import type {Reading} from './reading.ts';
import type {Sources} from './sources.ts';

/** The number of entries; only root may read it (mode 0440, seen on 7.2). */
export const statusPath = '/proc/net/ip_vs_status';

/** The facts about the table beyond its size. */
export type TableFacts = Omit<Reading['ipvs'], 'version' | 'tableSize'>;

/** Milliseconds after which it is read again; a missing file is looked for again after ten minutes. */
const statusAge = 10_000;
const limitAge = 30_000;
const absentAge = 600_000;

/** Reads the number of entries; null if the kernel has no such file, or this user may not read it. */
export async function readTableStatus(sources: Sources): Promise<TableStatus | null> {
	const found = await sources.fileIfThere(statusPath).catch(unlessForbidden);
	try {
		return found && (await sources.parse(found, procStatusParser));
	} catch (error) {
		// A file in an unknown format that is used for nothing else must not make a reading fail.
		if (error instanceof UnreadableSource) {
			return null;
		}

		throw error;
	}
}

/** Reads the facts, as often as they change. */
export interface TableFactsReader {
	read(sources: Sources): Promise<TableFacts>;
	/** The files that it would read now. */
	files(): readonly string[];
}

/** Creates a reader of the facts. */
export function createTableFactsReader(clock: Clock): TableFactsReader {
	const sizing = createAged<boolean>(clock);
	const status = createAged<TableStatus | null>(clock);
	const limit = createAged<number | null>(clock);
	/** Whether the table was found to size itself; it is not known before the first reading. */
	let mayHaveStatus = true;
	const pathOf = (name: string) => `${sysctlFolder}/${name}`;

	const numberOf = async (sources: Sources, name: string): Promise<number | null> => {
		const found = await sources.fileIfThere(pathOf(name)).catch(unlessForbidden);
		return found !== null && /^-?\d+$/.test(found.text.trim()) ? Number(found.text) : null;
	};

	return {
		files: () => [
			...(sizing.isOlder(absentAge) ? [pathOf('conn_lfactor')] : []),
			...(mayHaveStatus && status.isOlder(statusAge) ? [statusPath] : []),
			...(mayHaveStatus && limit.isOlder(limitAge) ? [pathOf('conn_max')] : []),
		],
		async read(sources) {
			const sizesItself = await sizing.upTo(
				absentAge,
				async () => (await numberOf(sources, 'conn_lfactor')) !== null,
			);
			mayHaveStatus = sizesItself;
			if (!sizesItself) {
				return {sizesItself, connections: null, connectionLimit: null};
			}

			const known = await status.upTo(statusAge, () => readTableStatus(sources));
			return {
				sizesItself,
				connections: known?.connections ?? null,
				connectionLimit: await limit.upTo(limitAge, () => numberOf(sources, 'conn_max')),
			};
		},
	};
}
