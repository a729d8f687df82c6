/**
 * What is rarely read of a director, kept up to date for the console.
 */
import {readSysctls} from '../apply/read-sysctls.ts';
import type {DirectorFacts} from '../store/console-state.ts';
import type {Session} from './session.ts';

/** Following the facts of one director. */
export interface FactsFollower {
	/** Reads at once, and from then on now and then. */
	readNow(): void;
	stop(): void;
}

/** Milliseconds between two looks. */
const interval = 30_000;

/** Reads all of it. What cannot be read is not known; this does not reject. */
async function readFacts(
	{port, state}: Pick<Session, 'port' | 'state'>,
	signal: AbortSignal,
): Promise<DirectorFacts> {
	const [sysctls, drains] = await Promise.all([
		readSysctls(port, {signal}),
		state.drains.read().catch(() => []),
	]);
	return {sysctls, drains};
}

/** Reads the facts when it is told to, and every half a minute after that. */
export function followFacts(
	session: Pick<Session, 'port' | 'state' | 'clock'>,
	onFacts: (facts: DirectorFacts) => void,
): FactsFollower {
	let reading = new AbortController();
	let cancelTimer = () => {};

	const stop = () => {
		reading.abort();
		cancelTimer();
	};
	const readNow = () => {
		stop();
		const mine = new AbortController();
		reading = mine;
		cancelTimer = session.clock.after(interval, readNow);
		void readFacts(session, mine.signal).then(facts => {
			if (!mine.signal.aborted) {
				onFacts(facts);
			}
		});
	};
	return {readNow, stop};
}
