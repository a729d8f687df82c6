/**
 * A reading that tells its services one after the other, for those who print them and keep none.
 */
import type {Reading, ServiceReading, WantedParts} from './reading.ts';

/** A reading without its services. */
export type ReadingHead = Omit<Reading, 'services'>;

/** A reading whose services are still to come. */
export interface StreamedReading {
	readonly head: ReadingHead;
	/** How many services there are. */
	readonly count: number;
	/**
	 * Tells the services. May be called again: then the kernel is asked anew, and numbers may have changed. A service that
	 * was deleted meanwhile comes without servers.
	 * @param order their places in the usual order; without it all of them come, in that order
	 * @throws {ReadingError} where the reading could not be gone on with
	 */
	services(order?: readonly number[]): AsyncIterable<ServiceReading>;
}

/** Gives readings whose services come one after the other. */
export interface StreamReader {
	/**
	 * Begins a reading.
	 * @throws {ReadingError} where no reading could be had, also when it was cancelled
	 */
	open(wanted: WantedParts, signal?: AbortSignal): Promise<StreamedReading>;
}

/** A reading that is there as a whole. */
export function streamed({services, ...head}: Reading): StreamedReading {
	return {
		head,
		count: services.length,
		async *services(order) {
			yield* order === undefined ? services : order.flatMap(place => services[place] ?? []);
		},
	};
}
