/**
 * `ipvsadm -L -n --persistent-conn`: the number of persistence templates of each server.
 */
import type {ParserFactory} from '../line-parser.ts';
import type {Listing, PersistentService} from '../listing.ts';
import {persistentTitles} from '../listing-titles.ts';
import {listingFrame} from './listing-frame.ts';
import {readServiceRule} from './service-rule.ts';
import {readEndpoint, readSigned31, readUnsigned32} from './words.ts';

/** Parses `ipvsadm -L -n --persistent-conn`. */
export const persistentListingParser: ParserFactory<Listing<PersistentService>> = listingFrame({
	titles: persistentTitles,
	service: line => ({service: readServiceRule(line)}),
	serverColumns: 6,
	server(words) {
		const {address, port} = readEndpoint(words[1]);
		return {
			address,
			port,
			weight: readSigned31(words[2], 'Weight'),
			persistentConnections: readUnsigned32(words[3], 'PersistConn'),
			activeConnections: readUnsigned32(words[4], 'ActiveConn'),
			inactiveConnections: readUnsigned32(words[5], 'InActConn'),
		};
	},
});
