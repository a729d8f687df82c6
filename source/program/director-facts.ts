/**
 * Keeps rarely changing facts about a director up to date for the console.
 */

import type {Session} from '../commands/session.ts';
import type {DirectorFacts} from '../console/state/director-state.ts';
import type {Port} from '../director/port/port.ts';
import {createAged} from '../director/reading/aged.ts';
import {totalsPath} from '../director/reading/failures.ts';
import {readIpvsadmVersion, versionCommand} from '../director/reading/ipvsadm-version.ts';
import {readOwners} from '../director/reading/owners-reading.ts';
import type {IpvsadmVersion} from '../ipvs/ipvsadm-version.ts';
import {ownerProbe} from '../ipvs/owner-probe.ts';
import {readSysctls, sysctlFiles} from '../plans/apply/read-sysctls.ts';

/** Follows the facts of one director. */
export interface FactsFollower {
	/** Reads at once, and from then on regularly. */
	readNow(): void;
	stop(): void;
}

/** Milliseconds between two readings. */
const interval = 30_000;

/** Owners rarely change, and probing for them starts a process, so this is often enough; milliseconds. */
const ownersAge = 60_000;

/** An unknown version is read again after this many milliseconds. */
const versionAge = 600_000;

/** Reads everything in one exchange if the port can; if that fails, nothing else is tried. */
async function gather(
	port: Port,
	due: {readonly owners: boolean; readonly version: boolean; readonly signal: AbortSignal},
): Promise<Port> {
	const commands = [...(due.version ? [versionCommand] : []), ...(due.owners ? [ownerProbe] : [])];
	const together = {files: [totalsPath, ...sysctlFiles], commands};
	try {
		return (await port.gather?.(together, {signal: due.signal})) ?? port;
	} catch (error) {
		const fail = () => Promise.reject(error);
		return {place: port.place, run: fail, readFile: fail};
	}
}

/** Reads the facts when requested, and every 30 seconds after that. */
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

	/** Drains that cannot be read now are not over, so the last known ones stay. */
	const readDrains = async () => {
		remembered = await state.drains.read().catch(() => remembered);
		return remembered;
	};

	/** Facts that cannot be read are null; this does not reject. */
	const readFacts = async (signal: AbortSignal): Promise<DirectorFacts> => {
		const near = await gather(port, {
			owners: owners.isOlder(ownersAge),
			version: version.isOlder(versionAge),
			signal,
		});
		const [sysctls, drains, found, ipvsadm] = await Promise.all([
			readSysctls(near, {signal}),
			readDrains(),
			owners.upTo(ownersAge, async () => (await readOwners({port: near, signal})).owners),
			version.upTo(versionAge, () => readIpvsadmVersion(port, {signal}, near)),
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
