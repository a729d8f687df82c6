/**
 * A director as one JSON object on one line, for `--json`.
 */

import {factsOfNoAnswers} from '../../../console/state/row-facts.ts';
import type {Units} from '../../../console/text/figures.ts';
import type {DirectorHead, FirstLook} from '../../../director/first-look.ts';
import {type Names, nameOf, noNames} from '../../../director/names.ts';
import type {
	LiveDirector,
	LiveServer,
	LiveService,
	WithRates,
} from '../../../director/polling/live.ts';
import {type UnreadableRow, unreadableRows} from '../../../director/polling/unreadable-rows.ts';
import {serverState, serviceState, weightedServers} from '../../../director/row-state.ts';
import {type Counters, counterNames, type Rates} from '../../../ipvs/counters.ts';
import type {ServiceId} from '../../../ipvs/service.ts';
import {jsonText} from '../../../text/escape.ts';
import {isoTime} from '../../../text/time.ts';
import type {NoAnswer} from '../../connections/index.ts';
import {addressesOf, type NameBook, noBook} from '../../names/index.ts';
import {filterServices} from '../select-rows.ts';
import {silentServers} from '../state-column.ts';
import {type LookForNoAnswers, withNoAnswers} from './no-answers.ts';

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

function serverObject(server: LiveServer, names: Names) {
	return {
		id: server.id,
		name: nameOf(names, server.address, server.port),
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

/** The servers of a service that do not answer; null if that is not known. */
function silentOf(service: LiveService, noAnswers: readonly NoAnswer[] | null) {
	const found = noAnswers?.find(each => each.service === service.id) ?? {servers: []};
	return noAnswers && silentServers(service, found).map(({id}) => id);
}

function serviceObject(
	{key, ...service}: LiveService,
	shown: readonly LiveServer[],
	names: Names,
	noAnswers: readonly NoAnswer[] | null,
) {
	const byAddress = key.kind === 'address' ? key : null;
	return {
		id: service.id,
		name: byAddress && nameOf(names, byAddress.address, byAddress.port),
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
		state: serviceState(service),
		weightedServers: weightedServers(service),
		noAnswer: silentOf({key, ...service}, noAnswers),
		unreadable: service.unreadable ?? null,
		servers: shown.map(server => serverObject(server, names)),
	};
}

/** Everything before the services, up to the bracket that opens their list. */
function jsonHead(director: DirectorHead): string {
	const head = jsonText({
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
	});
	return `${head.slice(0, -1)},"services":[`;
}

function jsonEnd(unreadable: readonly UnreadableRow[]): string {
	return `],"unreadable":${jsonText(unreadable)}}`;
}

/** The parts of a reading that are printed. */
export interface JsonFilter {
	/** Services and servers that do not match are left out. The figures of a service count all its servers. */
	readonly filter: string;
	/** The units in which the filter compares traffic. */
	readonly units: Units;
}

const everything: JsonFilter = {filter: '', units: 'bits'};

const noFolds: ReadonlySet<ServiceId> = new Set();

/** The service as a JSON object; null if the filter hides it. */
function jsonService(
	service: LiveService,
	names: Names,
	{filter, units}: JsonFilter,
	noAnswers: readonly NoAnswer[] | null,
): string | null {
	const facts = factsOfNoAnswers(noAnswers);
	const [rows] = filterServices([service], filter, noFolds, {units, names, facts});
	return rows === undefined
		? null
		: jsonText(
				serviceObject(
					service,
					rows.servers.map(({server}) => server),
					names,
					noAnswers,
				),
			);
}

/** The object of one reading, without a line break. Names and shapes are a promise to scripts. */
export function jsonReading(
	director: LiveDirector,
	names: Names = noNames,
	wanted = everything,
	noAnswers: readonly NoAnswer[] | null = null,
): string {
	const services = director.services.flatMap(
		service => jsonService(service, names, wanted, noAnswers) ?? [],
	);
	return `${jsonHead(director)}${services.join(',')}${jsonEnd(unreadableRows(director))}`;
}

/** The same text, a service at a time, ending with a line break. It waits for names, but not for long. */
export async function* jsonParts(
	{head, services}: FirstLook,
	book: NameBook = noBook,
	wanted = everything,
	look: LookForNoAnswers | null = null,
): AsyncGenerator<string, void> {
	const unreadable: UnreadableRow[] = [];
	yield jsonHead(head);
	let comma = '';
	for await (const {service, noAnswers} of withNoAnswers(services(), look)) {
		unreadable.push(...unreadableRows({services: [service]}));
		await book.learn(addressesOf({services: [service]}));
		const json = jsonService(service, book.names(), wanted, noAnswers);
		if (json !== null) {
			yield `${comma}${json}`;
			comma = ',';
		}
	}

	unreadable.push(...unreadableRows({...head, services: []}));
	yield `${jsonEnd(unreadable)}\n`;
}
