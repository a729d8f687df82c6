/**
 * The optional ipvsadm views of a reading. Each takes a separate call, because ipvsadm shows one view at a time.
 */

import type {LineParser} from '../../ipvs/line-parser.ts';
import type {Listing} from '../../ipvs/listing.ts';
import {persistentListingParser} from '../../ipvs/parse/persistent-listing.ts';
import {rateListingParser} from '../../ipvs/parse/rate-listing.ts';
import {statsListingParser} from '../../ipvs/parse/stats-listing.ts';
import type {ServerKey} from '../../ipvs/server.ts';
import type {ServiceKey} from '../../ipvs/service.ts';
import type {TimeSpan} from '../port/clock.ts';
import {indexRows} from './indexed-rows.ts';
import type {Details} from './join-rows.ts';
import type {WantedParts} from './reading.ts';
import type {Sources} from './sources.ts';

/** The views, and when the counters were read. */
export interface ReadDetails extends Omit<Details, 'rules'> {
	readonly countersSpan: TimeSpan | null;
}

/** The options of the listings. */
export const detailViews = {
	counters: ['-Ln', '--stats', '--exact'],
	kernelRates: ['-Ln', '--rate', '--exact'],
	persistentConnections: ['-Ln', '--persistent-conn'],
} as const;

/** The details for a user who may only read /proc. */
export const noDetails: ReadDetails = {
	counters: null,
	kernelRates: null,
	persistent: null,
	countersSpan: null,
};

/**
 * Reads what is wanted, the counters first: the sooner after the table, the better they match it. One process at a
 * time, because the director has other work.
 */
export async function readDetails(sources: Sources, wanted: WantedParts): Promise<ReadDetails> {
	const read = async <
		Server extends ServerKey,
		Service extends {readonly servers: readonly Server[]},
	>(
		view: readonly string[],
		parser: () => LineParser<Listing<Service>>,
		keyOf: (service: Service) => ServiceKey,
	) => {
		const {services} = await sources.ipvsadm(view, parser);
		return await sources.slices(indexRows(services, keyOf));
	};

	let countersSpan: TimeSpan | null = null;
	let counters: Details['counters'] = null;
	if (wanted.counters) {
		const text = await sources.ipvsadmText(detailViews.counters);
		countersSpan = text.span;
		const {services} = await sources.parse(text, statsListingParser);
		counters = await sources.slices(indexRows(services, ({key}) => key));
	}

	return {
		counters,
		countersSpan,
		kernelRates: wanted.kernelRates
			? await read(detailViews.kernelRates, rateListingParser, ({key}) => key)
			: null,
		persistent: wanted.persistentConnections
			? await read(
					detailViews.persistentConnections,
					persistentListingParser,
					({service}) => service.key,
				)
			: null,
	};
}
