/**
 * The whole rules of a director, as they are now.
 */
import {seenRules} from '../actions/restore/propose-restore.ts';
import {notKnownInFull} from '../actions/seen.ts';
import type {RuleSet} from '../ipvs/rule-set.ts';
import type {Reader, Reading} from '../reading/reading.ts';

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
