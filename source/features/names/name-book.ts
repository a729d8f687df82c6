/**
 * Finds names of addresses: those of the configuration, of /etc/hosts and of DNS, in this order. Nothing waits for it:
 * a name is shown when it is known.
 */

import {type Names, type NamesShown, noNames} from '../../director/names.ts';
import type {Clock} from '../../director/port/clock.ts';
import {formatEndpoint, type IpAddress} from '../../ipvs/address.ts';
import {cleanName} from './clean-name.ts';
import {parseHosts} from './hosts-file.ts';

/** The ways to find names. */
export interface NameSources {
	readonly shown: NamesShown;
	/** Names of the configuration by address, or by address and port as in {@link formatEndpoint}. */
	readonly configured: ReadonlyMap<string, string>;
	/** Null if only the configured names are wanted. */
	readonly lookUp: {
		/** The text of /etc/hosts. */
		hosts(): Promise<string>;
		/** The names that DNS has for an address; rejects if it has none, or does not answer. */
		reverse(address: IpAddress): Promise<readonly string[]>;
		/** Cancels everything. */
		cancel(): void;
	} | null;
	readonly clock: Clock;
	/** Called when names became known, at most a few times a second. */
	onChange?(names: Names): void;
}

export interface NameBook {
	/** The names known now. */
	names(): Names;
	/** Looks up these addresses in the background, unless they are known. */
	want(addresses: Iterable<IpAddress>): void;
	/** The same, and settles when all of them are known, or the time is over; the time counts from the first call. */
	learn(addresses: Iterable<IpAddress>): Promise<void>;
	stop(): void;
}

/** A book without names. */
export const noBook: NameBook = {
	names: () => noNames,
	want() {},
	learn: async () => {},
	stop() {},
};

/** The time limit of one look-up, milliseconds. */
const lookUpLimit = 2000;

/** The time that printed output waits for names in all, milliseconds. */
const learnLimit = 2000;

/** Look-ups at the same time. */
const atOnce = 8;

/** How long a name counts, and how long it counts that there is none, milliseconds. */
const nameLifetime = 600_000;
const absenceLifetime = 120_000;

/** After this many look-ups in a row without an answer, DNS is left alone for a while. */
const patience = 8;
const pauseLength = 60_000;

/** The most addresses to remember. */
const mostKnown = 20_000;

/** The shortest time between two calls of `onChange`, milliseconds. */
const changeInterval = 250;

interface Known {
	/** Null if the address has no name. */
	readonly name: string | null;
	/** The monotonic time until which this counts, milliseconds. */
	readonly until: number;
}

/** Keeps the names of addresses. */
export function createNameBook({
	shown,
	configured,
	lookUp,
	clock,
	onChange,
}: NameSources): NameBook {
	const known = new Map<IpAddress, Known>();
	const waiting = new Set<IpAddress>();
	const running = new Set<IpAddress>();
	const learners = new Set<() => void>();
	let hosts: ReadonlyMap<IpAddress, string> = new Map();
	let hostsRead: 'no' | 'reading' | 'yes' = 'no';
	let unanswered = 0;
	let pausedUntil = 0;
	let isStopped = false;
	let learnEnd: number | null = null;
	let cancelTold: (() => void) | null = null;

	const ofAddress = (address: IpAddress) =>
		configured.get(address) ?? hosts.get(address) ?? known.get(address)?.name ?? null;
	const makeNames = (): Names => ({
		shown,
		ofAddress,
		ofEndpoint: (address, port) => configured.get(formatEndpoint({address, port})) ?? null,
		addressesNamed(text) {
			const all = new Set([...hosts.keys(), ...known.keys()]);
			const found = [...all].filter(address =>
				(ofAddress(address) ?? '').toLowerCase().includes(text),
			);
			const own = [...configured]
				.filter(([, name]) => name.toLowerCase().includes(text))
				.map(([place]) => place.replace(/^\[(.*)\]:\d+$|^([\d.]+):\d+$/, '$1$2') as IpAddress);
			return [...new Set([...own, ...found])];
		},
	});
	let present = makeNames();

	function tell(): void {
		cancelTold ??= clock.after(changeInterval, () => {
			cancelTold = null;
			present = makeNames();
			onChange?.(present);
		});
	}

	/** Whether nothing more can be found out about an address now. */
	function isSettled(address: IpAddress): boolean {
		if (lookUp === null || configured.has(address) || hosts.has(address)) {
			return true;
		}

		const now = clock.monotonic();
		const entry = known.get(address);
		return (entry !== undefined && entry.until > now) || pausedUntil > now;
	}

	function remember(address: IpAddress, name: string | null): void {
		const before = known.get(address)?.name ?? null;
		known.delete(address);
		known.set(address, {
			// A name that could not be looked up again is better than none.
			name: name ?? before,
			until: clock.monotonic() + (name === null ? absenceLifetime : nameLifetime),
		});
		for (const oldest of known.keys()) {
			if (known.size <= mostKnown) {
				break;
			}

			known.delete(oldest);
		}

		if (name !== before && name !== null) {
			present = makeNames();
			tell();
		}
	}

	async function find(address: IpAddress): Promise<void> {
		if (lookUp === null) {
			return;
		}

		const late = Promise.withResolvers<null>();
		const cancel = clock.after(lookUpLimit, () => late.resolve(null));
		const answered = lookUp.reverse(address).catch((error: unknown) => {
			const code = error instanceof Error && 'code' in error ? error.code : null;
			return ['ENOTFOUND', 'ENODATA'].includes(String(code)) ? [] : null;
		});
		const names = await Promise.race([answered, late.promise]);
		cancel();
		if (isStopped) {
			return;
		}

		unanswered = names === null ? unanswered + 1 : 0;
		if (unanswered >= patience) {
			unanswered = 0;
			pausedUntil = clock.monotonic() + pauseLength;
			waiting.clear();
		}

		const clean = (names ?? []).map(cleanName).find(name => name !== null);
		remember(address, clean ?? null);
	}

	function proceed(): void {
		for (const address of waiting) {
			if (running.size >= atOnce || hostsRead !== 'yes' || isStopped) {
				break;
			}

			waiting.delete(address);
			if (!isSettled(address)) {
				running.add(address);
				void find(address).finally(() => {
					running.delete(address);
					proceed();
				});
			}
		}

		if (waiting.size === 0 && running.size === 0 && hostsRead === 'yes') {
			for (const learner of learners) {
				learner();
			}
		}
	}

	async function readHosts(): Promise<void> {
		hostsRead = 'reading';
		const text = await (lookUp?.hosts() ?? Promise.resolve('')).catch(() => '');
		hosts = parseHosts(text);
		hostsRead = 'yes';
		if (hosts.size > 0 && !isStopped) {
			present = makeNames();
			tell();
		}

		proceed();
	}

	function want(addresses: Iterable<IpAddress>): void {
		if (lookUp === null || isStopped) {
			return;
		}

		for (const address of addresses) {
			if (!running.has(address) && !isSettled(address) && waiting.size < mostKnown) {
				waiting.add(address);
			}
		}

		if (hostsRead === 'no') {
			void readHosts();
		} else {
			proceed();
		}
	}

	return {
		names: () => present,
		want,
		async learn(addresses) {
			want(addresses);
			learnEnd ??= clock.monotonic() + learnLimit;
			const left = learnEnd - clock.monotonic();
			const isIdle = waiting.size === 0 && running.size === 0 && hostsRead !== 'reading';
			if (lookUp === null || left <= 0 || isIdle) {
				return;
			}

			const done = Promise.withResolvers<void>();
			const cancel = clock.after(left, done.resolve);
			learners.add(done.resolve);
			await done.promise;
			learners.delete(done.resolve);
			cancel();
		},
		stop() {
			isStopped = true;
			cancelTold?.();
			lookUp?.cancel();
		},
	};
}
