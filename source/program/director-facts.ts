/**
 * What is rarely read of a director, kept up to date for the console.
 */

import type {Session} from '../commands/session.ts';
import type {DirectorFacts} from '../console/state/director-state.ts';
import {createAged} from '../director/reading/aged.ts';
import {readIpvsadmVersion} from '../director/reading/ipvsadm-version.ts';
import {readOwners} from '../director/reading/owners-reading.ts';
import type {IpvsadmVersion} from '../ipvs/ipvsadm-version.ts';
import {readSysctls} from '../plans/apply/read-sysctls.ts';

/** Following the facts of one director. */
export interface FactsFollower {
	/** Reads at once, and from then on now and then. */
	readNow(): void;
	stop(): void;
}

/** Milliseconds between two looks. */
const interval = 30_000;

/** Owners come and go rarely, and looking for them starts a process: so often is enough, milliseconds. */
const ownersAge = 60_000;

/** A version that could not be learned is asked for again after so many milliseconds. */
const versionAge = 600_000;

/** Reads the facts when it is told to, and every half a minute after that. */
export function followFacts(
	session: Pick<Session, 'port' | 'state' | 'clock'>,
	onFacts: (facts: DirectorFacts) => void,
): FactsFollower {
	const {port, state, clock} = session;
	const owners = createAged<DirectorFacts['owners']>(clock);
	const version = createAged<IpvsadmVersion | null>(clock);
	let remembered: DirectorFacts['drains'] = [];
	let reading = new AbortController();
	let cancelTimer = () => {};

	/** Drains that cannot be read just now are not over: it stays with those of the last time. */
	const readDrains = async () => {
		remembered = await state.drains.read().catch(() => remembered);
		return remembered;
	};

	/** What cannot be read is not known; this does not reject. */
	const readFacts = async (signal: AbortSignal): Promise<DirectorFacts> => {
		const [sysctls, drains, found, ipvsadm] = await Promise.all([
			readSysctls(port, {signal}),
			readDrains(),
			owners.upTo(ownersAge, async () => (await readOwners({port, signal})).owners),
			version.upTo(versionAge, () => readIpvsadmVersion(port, {signal})),
		]);
		return {sysctls, drains, owners: found, ipvsadm};
	};

	const stop = () => {
		reading.abort();
		cancelTimer();
	};
	const readNow = () => {
		stop();
		const mine = new AbortController();
		reading = mine;
		cancelTimer = clock.after(interval, readNow);
		void readFacts(mine.signal).then(facts => {
			if (!mine.signal.aborted) {
				onFacts(facts);
			}
		});
	};
	return {readNow, stop};
}
