/**
 * A server as it is shown: its row as it was read, with its rates.
 */
import type {Counters, Rates} from '../../ipvs/counters.ts';
import type {ServerReading} from '../reading/reading.ts';
import type {LiveServer, RatesFrom, WithRates} from './live.ts';

/** The counters of a row and what they grow by. */
type Figures = WithRates & Pick<LiveServer, 'counters'>;

/** It refers to the row instead of copying it: a large table has tens of thousands of them. */
class ShownServer implements LiveServer {
	readonly #row: ServerReading;
	readonly counters: Counters | null;
	readonly rates: Rates | null;
	readonly ratesFrom: RatesFrom | null;
	readonly overload: LiveServer['overload'];

	constructor(row: ServerReading, figures: Figures | null, overload: LiveServer['overload']) {
		this.#row = row;
		this.counters = figures?.counters ?? null;
		this.rates = figures?.rates ?? null;
		this.ratesFrom = figures?.ratesFrom ?? null;
		this.overload = overload;
	}

	get id() {
		return this.#row.id;
	}

	get address() {
		return this.#row.address;
	}

	get port() {
		return this.#row.port;
	}

	get forwarding() {
		return this.#row.forwarding;
	}

	get tunnel() {
		return this.#row.tunnel;
	}

	get weight() {
		return this.#row.weight;
	}

	get upperThreshold() {
		return this.#row.upperThreshold;
	}

	get lowerThreshold() {
		return this.#row.lowerThreshold;
	}

	get activeConnections() {
		return this.#row.activeConnections;
	}

	get inactiveConnections() {
		return this.#row.inactiveConnections;
	}

	get persistentConnections() {
		return this.#row.persistentConnections;
	}

	get kernelRates() {
		return this.#row.kernelRates;
	}

	get rule() {
		return this.#row.rule;
	}
}

/**
 * The server with its rates.
 * @param figures null without counters
 */
export function liveServer(
	row: ServerReading,
	figures: Figures | null,
	overload: LiveServer['overload'],
): LiveServer {
	const live = new ShownServer(row, figures, overload);
	if (row.unreadable === undefined) {
		return live;
	}

	const {counters, rates, ratesFrom} = live;
	return {...row, counters, rates, ratesFrom, overload};
}
