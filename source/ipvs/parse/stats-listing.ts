/**
 * `ipvsadm -L -n --stats`, with or without `--exact`: the counters of each service and server.
 */
import type {Counters} from '../counters.ts';
import type {ParserFactory} from '../line-parser.ts';
import type {CountedService, Listing} from '../listing.ts';
import {statsTitles} from '../listing-titles.ts';
import {listingFrame} from './listing-frame.ts';
import {readServiceKey} from './service-key.ts';
import {readShortenedNumber} from './shortened-number.ts';
import {readEndpoint, splitWords, unreadable} from './words.ts';

function readCounters(words: readonly string[], first: number): Counters {
	return {
		connections: readShortenedNumber(words[first], 'Conns'),
		inPackets: readShortenedNumber(words[first + 1], 'InPkts'),
		outPackets: readShortenedNumber(words[first + 2], 'OutPkts'),
		inBytes: readShortenedNumber(words[first + 3], 'InBytes'),
		outBytes: readShortenedNumber(words[first + 4], 'OutBytes'),
	};
}

/**
 * Parses `ipvsadm -L -n --stats [--exact]`. The numbers are as printed: those of servers except bytes wrap at 2^32
 * (ipvsadm 1.31), and without `--exact` long ones are truncated.
 */
export const statsListingParser: ParserFactory<Listing<CountedService>> = listingFrame({
	titles: statsTitles,
	service(line) {
		const {key, rest} = readServiceKey(splitWords(line));
		return rest.length === 5
			? {key, counters: readCounters(rest, 0)}
			: unreadable(`expected 5 counters, found ${rest.length}`);
	},
	serverColumns: 7,
	server(words) {
		const {address, port} = readEndpoint(words[1]);
		return {address, port, counters: readCounters(words, 2)};
	},
});
