/**
 * A director as one JSON object on one line, for `--json`.
 */

import type {
	LiveDirector,
	LiveServer,
	LiveService,
	WithRates,
} from '../../../director/polling/live.ts';
import {unreadableRows} from '../../../director/polling/unreadable-rows.ts';
import {serverState} from '../../../director/row-state.ts';
import {type Counters, counterNames, type Rates} from '../../../ipvs/counters.ts';
import {jsonText} from '../../../text/escape.ts';
import {isoTime} from '../../../text/time.ts';

declare global {
	interface JSON {
		/** A number that `stringify` writes exactly as in the text (in V8 since Node 21). */
		rawJSON(text: string): unknown;
	}
}

/** Integers in full: JSON.stringify refuses bigint, and a double would be inexact beyond 2^53. */
function integers(counters: Counters | null) {
	return (
		counters &&
		Object.fromEntries(counterNames.map(name => [name, JSON.rawJSON(String(counters[name]))]))
	);
}

/** Rates with three decimals; more digits would only be noise. */
function rounded(rates: Rates | null) {
	return (
		rates &&
		Object.fromEntries(counterNames.map(name => [name, Math.round(rates[name] * 1000) / 1000]))
	);
}

function withRates({rates, ratesFrom}: WithRates) {
	return {rates: rounded(rates), ratesFrom};
}

function serverObject(server: LiveServer) {
	return {
		id: server.id,
		address: server.address,
		port: server.port,
		forwarding: server.forwarding,
		tunnel: server.tunnel,
		weight: server.weight,
		upperThreshold: server.upperThreshold,
		lowerThreshold: server.lowerThreshold,
		activeConnections: server.activeConnections,
		inactiveConnections: server.inactiveConnections,
		persistentConnections: server.persistentConnections,
		counters: integers(server.counters),
		...withRates(server),
		state: serverState(server),
		unreadable: server.unreadable ?? null,
	};
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}

function serviceObject({key, ...service}: LiveService) {
	const byAddress = key.kind === 'address' ? key : null;
	return {
		id: service.id,
		family: service.familyKnown ? key.family : null,
		protocol: byAddress?.protocol ?? 'fwm',
		address: byAddress?.address ?? null,
		port: byAddress?.port ?? null,
		fwmark: key.kind === 'fwmark' ? key.fwmark : null,
		scheduler: service.scheduler,
		schedulerFlags: service.schedulerFlags,
		persistence: service.persistence,
		engine: service.engine,
		onePacket: service.onePacket,
		activeConnections: sum(service.servers.map(server => server.activeConnections)),
		inactiveConnections: sum(service.servers.map(server => server.inactiveConnections)),
		counters: integers(service.counters),
		...withRates(service),
		unreadable: service.unreadable ?? null,
		servers: service.servers.map(serverObject),
	};
}

/** One reading as a JSON object, without a line break. Scripts rely on its names and shapes. */
export function jsonReading(director: LiveDirector): string {
	return jsonText({
		time: isoTime(director.time),
		host: director.host,
		ipvs: director.ipvs,
		access: director.access,
		source: director.source,
		estimation: director.estimation,
		totals: {
			counters: integers(director.totals?.counters ?? null),
			...withRates(director.totalRates),
		},
		services: director.services.map(serviceObject),
		unreadable: unreadableRows(director),
	});
}
