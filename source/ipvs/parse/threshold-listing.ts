/**
 * `ipvsadm -L -n --thresholds`: the only ipvsadm listing with the connection thresholds.
 */
import type {ParserFactory} from '../line-parser.ts';
import type {Listing, ThresholdService} from '../listing.ts';
import {thresholdTitles} from '../listing-titles.ts';
import {listingFrame} from './listing-frame.ts';
import {readServiceRule} from './service-rule.ts';
import {readEndpoint, readUnsigned32} from './words.ts';

/** Parses `ipvsadm -L -n --thresholds`. */
export const thresholdListingParser: ParserFactory<Listing<ThresholdService>> = listingFrame({
	titles: thresholdTitles,
	service: line => ({service: readServiceRule(line)}),
	serverColumns: 6,
	server(words) {
		const {address, port} = readEndpoint(words[1]);
		return {
			address,
			port,
			upperThreshold: readUnsigned32(words[2], 'Uthreshold'),
			lowerThreshold: readUnsigned32(words[3], 'Lthreshold'),
			activeConnections: readUnsigned32(words[4], 'ActiveConn'),
			inactiveConnections: readUnsigned32(words[5], 'InActConn'),
		};
	},
});
