/**
 * `ipvsadm -L -n --rate`, with or without `--exact`: the kernel's own smoothed rates.
 */
import type {Rates} from '../counters.ts';
import type {ParserFactory} from '../line-parser.ts';
import type {Listing, RatedService} from '../listing.ts';
import {rateTitles} from '../listing-titles.ts';
import {listingFrame} from './listing-frame.ts';
import {readServiceKey} from './service-key.ts';
import {readShortenedRate} from './shortened-number.ts';
import {readEndpoint, splitWords, unreadable} from './words.ts';

function readRates(words: readonly string[], first: number): Rates {
	return {
		connections: readShortenedRate(words[first], 'CPS'),
		inPackets: readShortenedRate(words[first + 1], 'InPPS'),
		outPackets: readShortenedRate(words[first + 2], 'OutPPS'),
		inBytes: readShortenedRate(words[first + 3], 'InBPS'),
		outBytes: readShortenedRate(words[first + 4], 'OutBPS'),
	};
}

/**
 * Parses `ipvsadm -L -n --rate [--exact]`: per second, bytes and not bits. The numbers are as printed: those of servers
 * wrap at 2^32 (ipvsadm 1.31), and without `--exact` long ones are truncated.
 */
export const rateListingParser: ParserFactory<Listing<RatedService>> = listingFrame({
	titles: rateTitles,
	service(line) {
		const {key, rest} = readServiceKey(splitWords(line));
		return rest.length === 5
			? {key, rates: readRates(rest, 0)}
			: unreadable(`expected 5 rates, found ${rest.length}`);
	},
	serverColumns: 7,
	server(words) {
		const {address, port} = readEndpoint(words[1]);
		return {address, port, rates: readRates(words, 2)};
	},
});
