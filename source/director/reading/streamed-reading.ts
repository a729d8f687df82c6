/**
 * A reading that yields its services one after the other, for callers that print them and keep none.
 */
import type {Reading, ServiceReading, WantedParts} from './reading.ts';

/** A reading without its services. */
export type ReadingHead = Omit<Reading, 'services'>;

/** A reading whose services are still to come. */
export interface StreamedReading {
	readonly head: ReadingHead;
	/** The number of services. */
	readonly count: number;
	/**
	 * Yields the services. May be called again: the kernel is then asked again, and numbers may have changed. A service
	 * that was deleted meanwhile comes without servers.
	 * @param order indexes in the usual order; by default all services, in that order
	 * @throws {ReadingError} if the reading could not be continued
	 */
	services(order?: readonly number[]): AsyncIterable<ServiceReading>;
}

/** Makes readings whose services come one after the other. */
export interface StreamReader {
	/**
	 * Begins a reading.
	 * @throws {ReadingError} if there is no reading, also if it was cancelled
	 */
	open(wanted: WantedParts, signal?: AbortSignal): Promise<StreamedReading>;
}

/** A streamed reading made from a complete one. */
export function streamed({services, ...head}: Reading): StreamedReading {
	return {
		head,
		count: services.length,
		async *services(order) {
			yield* order === undefined ? services : order.flatMap(place => services[place] ?? []);
		},
	};
}
