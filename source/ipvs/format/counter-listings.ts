/**
 * The ipvsadm listings with counters and rates, byte for byte as ipvsadm 1.31 prints them with `-n`.
 */
import {counterNames} from '../counters.ts';
import type {CountedService, Listing, RatedService} from '../listing.ts';
import {rateTitles, statsTitles} from '../listing-titles.ts';
import {formatFrame, serverColumn, serviceName} from './listing-frame.ts';

/** Whether numbers are printed in full (`--exact`) or shortened from nine digits on. */
export interface NumberOptions {
	readonly exact: boolean;
}

type Large = bigint | number;

/**
 * The limits from which ipvsadm divides a number, with the divisors, largest first. It truncates; it does not round.
 */
const shortenings: readonly (readonly [from: bigint, divisor: bigint, unit: string])[] = [
	[100_000_000_000_000n, 1_000_000_000_000n, 'T'],
	[100_000_000_000n, 1_000_000_000n, 'G'],
	[1_000_000_000n, 1_000_000n, 'M'],
	[100_000_000n, 1000n, 'K'],
];

/** A blank and the whole number, at least eight columns wide. */
function exactNumber(number: Large): string {
	return ` ${String(number).padStart(8)}`;
}

/** Nine columns: a blank and eight digits, or eight digits and a unit. */
function shortenedNumber(number: Large): string {
	if (number < 100_000_000) {
		return exactNumber(number);
	}

	const whole = BigInt(number);
	const [, divisor, unit] = shortenings.find(([from]) => whole >= from) ?? [0n, 1n, ''];
	return `${String(whole / divisor).padStart(8)}${unit}`;
}

/**
 * `ipvsadm -L -n --stats [--exact]`. The real program prints connections and packets of servers modulo 2^32; an
 * imitation has to pass such numbers.
 */
export function formatStatsListing(
	listing: Listing<CountedService>,
	{exact}: NumberOptions,
): string {
	const number = exact ? exactNumber : shortenedNumber;
	return formatFrame(listing, {
		titles: statsTitles,
		service: ({key, counters}) =>
			serviceName(key).padEnd(33) + counterNames.map(name => number(counters[name])).join(''),
		server: server =>
			serverColumn(server) + counterNames.map(name => number(server.counters[name])).join(''),
	});
}

/**
 * `ipvsadm -L -n --rate [--exact]`. Even without `--exact` a server's connections and packets are printed in full, and
 * only its bytes are shortened (verified with 1.31).
 */
export function formatRateListing(listing: Listing<RatedService>, {exact}: NumberOptions): string {
	const number = exact ? exactNumber : shortenedNumber;
	return formatFrame(listing, {
		titles: rateTitles,
		service: ({key, rates}) =>
			serviceName(key).padEnd(33) + counterNames.map(name => number(rates[name])).join(''),
		server(server) {
			const {connections, inPackets, outPackets, inBytes, outBytes} = server.rates;
			const whole = [connections, inPackets, outPackets].map(exactNumber);
			return serverColumn(server) + whole.join('') + number(inBytes) + number(outBytes);
		},
	});
}
