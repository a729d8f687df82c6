/**
 * The whole rules of a director, as they are now.
 */
import {seenRules} from '../actions/restore/propose-restore.ts';
import {notKnownInFull} from '../actions/seen.ts';
import type {RuleSet} from '../ipvs/rule-set.ts';
import type {Clock} from '../port/clock.ts';
import type {Port} from '../port/port.ts';
import {readingError} from '../reading/failures.ts';
import {readRules} from '../reading/known-rules.ts';
import type {Reader, Reading} from '../reading/reading.ts';
import {createSources} from '../reading/sources.ts';

/**
 * A fresh reading with whole rules, timeouts and sync daemons.
 * @throws {ReadingError} where no reading could be had
 */
export function readForRestore(reader: Reader, signal?: AbortSignal): Promise<Reading> {
	return reader.read(
		{
			counters: false,
			kernelRates: false,
			persistentConnections: false,
			freshRules: true,
			settings: true,
		},
		signal,
	);
}

/**
 * The rules of a reading.
 * @throws {Error} where they are not all known, with the reason for a person
 */
export function rulesOfReading(reading: Reading): RuleSet {
	const {rules, unknown} = seenRules(reading.services);
	const [first] = unknown;
	if (reading.access.level !== 'full' || first !== undefined) {
		throw new Error(reading.access.missing ?? notKnownInFull(first ?? 'the table'));
	}

	return rules;
}

/**
 * The whole rules as ipvsadm alone tells them: all that is needed to compare them, for half the work of a
 * reading. A server that comes or goes at this moment may be missing.
 * @throws {ReadingError} where they cannot be read
 */
export async function readRulesOnly(
	{port, clock}: {readonly port: Port; readonly clock: Clock},
	signal?: AbortSignal,
): Promise<RuleSet> {
	const known = await readRules(createSources(port, clock, signal)).catch((error: unknown) => {
		throw readingError(error, port.place);
	});
	return [...known.values()].map(({service, servers}) => ({
		service,
		servers: [...servers.values()],
	}));
}
