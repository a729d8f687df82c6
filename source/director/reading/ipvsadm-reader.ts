/**
 * Reads a director through a port: the table from /proc, everything else by ipvsadm, joined by the keys of the rows.
 */
import type {Listing, ListingHeader, ProcService, UnreadableService} from '../../ipvs/listing.ts';
import {createKnownLines} from '../../ipvs/parse/known-lines.ts';
import {listingParser} from '../../ipvs/parse/listing.ts';
import {procIpVsParser} from '../../ipvs/parse/proc-ip-vs.ts';
import type {Clock} from '../port/clock.ts';
import type {Port} from '../port/port.ts';
import {createAged} from './aged.ts';
import {createTableFactsReader} from './connection-table.ts';
import {noDetails, type ReadDetails, readDetails} from './details.ts';
import {createEstimationReader, type Estimation} from './estimation.ts';
import {isFailedCommand, NoAccess, readingError, tablePath} from './failures.ts';
import {
	type ResolvedTable,
	replaceMarks,
	resolveTable,
	type TableService,
} from './firewall-marks.ts';
import {type JoinedRows, joinRows, type RowIds} from './join-rows.ts';
import {type KnownRules, readKnownRules} from './known-rules.ts';
import {
	type Access,
	type Reader,
	type Reading,
	ReadingError,
	type UnreadableText,
	type WantedParts,
} from './reading.ts';
import {rulesViews} from './rules-listings.ts';
import {readRefresh, readSettings, refreshPath} from './settings.ts';
import {gatherSources, type Sources, type SourceText} from './sources.ts';
import {perCpuPath, readTotals} from './totals.ts';
import {ipvsadmCommands, plainView, wantedTexts} from './wanted-texts.ts';

/** Milliseconds after which rarely changing data is read again. */
const rulesAge = 30_000;
const settingsAge = 30_000;
const refreshAge = 600_000;

/** After a refusal ipvsadm is tried again after this many milliseconds. */
const refusalAge = 60_000;

/** The most times the table is read again because rows changed during the reading. */
const repeats = 2;

/** The first texts of a reading, with the live numbers, and when they were read. */
interface Start {
	readonly sources: Sources;
	readonly table: SourceText;
	readonly perCpu: SourceText | null;
	readonly estimation: Estimation;
	readonly monotonic: number;
	readonly time: number;
	readonly signal: AbortSignal | undefined;
}

/** The data that ipvsadm returned. */
interface Asked extends ReadDetails {
	readonly rules: KnownRules;
	readonly settings: Reading['settings'];
}

/**
 * Creates a reader for a place. It runs ipvsadm only if /proc/net/ip_vs exists, because running ipvsadm loads IPVS into
 * the kernel. A user who may not use ipvsadm gets what /proc shows, and `access` says so.
 */
export function createIpvsadmReader({port, clock}: {port: Port; clock: Clock}): Reader {
	const rules = createAged<KnownRules>(clock);
	const lines = createKnownLines();
	const settings = createAged<Reading['settings']>(clock);
	let estimationReader = createEstimationReader(clock);
	let estimation: Estimation | null = null;
	const refresh = createAged<Reading['refresh']>(clock);
	const tableFacts = createTableFactsReader(clock);
	let refused: {readonly access: Access; readonly at: number} | null = null;
	/**
	 * Whether ipvsadm has ever answered. If it fails after that, the reading fails; the reader does not switch to
	 * /proc.
	 */
	let hasAnswered = false;
	let before: RowIds = new Map();
	let unfitting = '';

	/** Whether the last reading could not tell marks apart without ipvsadm. */
	let hadMarks = false;
	let lacksPerCpu = false;

	const textsOf = (wanted: WantedParts, usesIpvsadm: boolean) =>
		wantedTexts(wanted, {
			usesIpvsadm,
			rules: rules.isOlder(rulesAge),
			settings: settings.isOlder(settingsAge),
			marks: hadMarks,
			privilege: !hasAnswered && usesIpvsadm,
			lacksPerCpu,
			files: [
				...(estimation === null || wanted.counters ? estimationReader.files() : []),
				...tableFacts.files(),
				...(refresh.isOlder(refreshAge) ? [refreshPath] : []),
			],
		});

	const begin = async (
		sources: Sources,
		wanted: WantedParts,
		signal: AbortSignal | undefined,
	): Promise<Start> => {
		const [table, perCpu, read] = await Promise.all([
			sources.file(tablePath),
			sources.fileIfThere(perCpuPath),
			estimation === null || wanted.counters ? estimationReader.read(sources) : estimation,
		]);
		estimation = read;
		lacksPerCpu = perCpu === null;
		const monotonic = Math.max(table.span.to, perCpu?.span.to ?? 0);
		const time = clock.now() - (clock.monotonic() - monotonic);
		return {sources, table, perCpu, estimation, monotonic, time, signal};
	};

	const ask = async (sources: Sources, wanted: WantedParts): Promise<Asked> => {
		const details = await readDetails(sources, wanted);
		const getRules = () => readKnownRules(sources, lines);
		const getSettings = () => readSettings(sources);
		return wanted.freshRules
			? {
					...details,
					rules: await rules.renew(getRules, sources.spent),
					settings: wanted.settings ? await settings.renew(getSettings, sources.spent) : null,
				}
			: {
					...details,
					rules: await rules.upTo(rulesAge, getRules, sources.spent),
					settings: wanted.settings
						? await settings.upTo(settingsAge, getSettings, sources.spent)
						: null,
				};
	};

	/** Joins the table and the rules, and reads both again while rows change. */
	const join = async (
		{sources, signal}: Start,
		first: Listing<ProcService>,
		asked: Asked | null,
	): Promise<JoinedRows> => {
		let table = first;
		let known = asked?.rules ?? null;
		for (let left = repeats; ; left -= 1) {
			const resolved = resolveTable(table.services, known);
			hadMarks = resolved.ambiguous.length > 0;
			const services = await deriveMarks(sources, resolved);
			const details = {...(asked ?? noDetails), rules: known};
			const rows = services && (await sources.slices(joinRows(services, details, before)));
			const doubts = [...resolved.unfitting, ...(rows?.unfitting ?? [])].join('\n');
			const outdated = rows === null || (doubts !== '' && doubts !== unfitting);
			const missed = rows?.vanished === true && left === repeats;
			if (rows && (left === 0 || !(outdated || missed))) {
				// Rows that do not match again at the next reading are no reason to read all the rules again.
				unfitting = doubts;
				before = rows.ids;
				return rows;
			}

			if (left === 0) {
				throw new ReadingError(
					'changing',
					'services are added and deleted faster than they can be read',
					'wait until the changes have finished',
				);
			}

			const needsRules = outdated && known !== null;
			const views = needsRules ? ipvsadmCommands(rulesViews.saved, rulesViews.listed) : [];
			const together = {files: [tablePath], commands: views};
			const again = await gatherSources(port, clock, {together, signal});
			table = await again.parse(await again.file(tablePath), procIpVsParser);
			if (needsRules) {
				known = await rules.renew(() => readKnownRules(again, lines), again.spent);
			}
		}
	};

	const complete = async (start: Start, asked: Asked | null): Promise<Reading> => {
		const {sources, monotonic, time} = start;
		const table = await sources.parse(start.table, procIpVsParser);
		const totals = await readTotals(sources, start.perCpu);
		const {services} = await join(start, table, asked);
		return {
			time,
			monotonic,
			host: port.place,
			ipvs: {...headerOf(table), ...(await tableFacts.read(sources))},
			access: asked
				? {level: 'full', missing: null}
				: (refused?.access ?? {level: 'proc', missing: null}),
			source: {from: 'ipvsadm', note: null},
			...totals,
			...start.estimation,
			refresh: await refresh.upTo(refreshAge, () => readRefresh(sources)),
			hasCounters: asked?.counters != null,
			countersSpan: asked?.countersSpan ?? null,
			settings: asked?.settings ?? null,
			services,
			...(table.unreadable ? {unreadable: table.unreadable.map(unreadableService)} : {}),
		};
	};

	const read = async (wanted: WantedParts, signal?: AbortSignal): Promise<Reading> => {
		const usesIpvsadm = refused === null || clock.monotonic() - refused.at >= refusalAge;
		const together = textsOf(wanted, usesIpvsadm);
		const sources = await gatherSources(port, clock, {together, signal});
		// The table comes first: if it is missing, ipvsadm must not be run.
		const start = await begin(sources, wanted, signal);
		if (usesIpvsadm) {
			try {
				const reading = await complete(start, await ask(sources, wanted));
				refused = null;
				hasAnswered = true;
				return reading;
			} catch (error) {
				if (error instanceof NoAccess) {
					refused = {access: error.access, at: start.monotonic};
				} else if (!hasAnswered && isFailedCommand(error)) {
					refused = {access: withoutIpvsadm(error), at: Number.NEGATIVE_INFINITY};
				} else {
					throw error;
				}
			}
		}

		return await complete(start, null);
	};

	return {
		read: (wanted, signal) =>
			read(wanted, signal).catch((error: unknown) => {
				// A missing file may appear with the module.
				estimationReader = createEstimationReader(clock);
				estimation = null;
				throw readingError(error, port.place);
			}),
	};
}

/** The file always begins with a version line; its parser ensures that. */
function headerOf({header}: Listing<ProcService>): ListingHeader {
	if (header === null) {
		throw new Error(`${tablePath} has no version line`);
	}

	return header;
}

/** The access if ipvsadm fails from the start: /proc shows what it can. */
function withoutIpvsadm({message, advice}: ReadingError): Access {
	return {level: 'proc', missing: `${message}: no counters and no changes (${advice})`};
}

/** A service of the table that could not be parsed. */
function unreadableService({text, reason, servers}: UnreadableService<unknown>): UnreadableText {
	const count =
		servers.length === 0
			? ''
			: ` (with ${servers.length} ${servers.length === 1 ? 'server' : 'servers'})`;
	return {text, reason: `${reason}${count}`};
}

/**
 * If a mark exists in both families and the table does not tell them apart, ipvsadm does; null if it does not list
 * both.
 */
async function deriveMarks(
	sources: Sources,
	resolved: ResolvedTable,
): Promise<readonly TableService[] | null> {
	if (resolved.ambiguous.length === 0) {
		return resolved.services;
	}

	const {services} = await sources.ipvsadm(plainView, listingParser);
	return replaceMarks(resolved, services);
}
