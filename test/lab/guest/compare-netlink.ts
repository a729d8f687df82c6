/**
 * Runs inside the guest, as root: after each step of a file it reads the director by netlink, always with the same
 * reader, and by what ipvsadm prints, and tells where they differ.
 */
import {readFileSync} from 'node:fs';
import {isDeepStrictEqual} from 'node:util';
import {openKernel} from '../../../source/director/netlink/kernel.ts';
import {systemClock} from '../../../source/director/port/clock.ts';
import {createLocalPort} from '../../../source/director/port/local-port.ts';
import {createNetlinkReader} from '../../../source/director/reading/netlink-reader.ts';
import type {Reading} from '../../../source/director/reading/reading.ts';
import {type ParserFactory, parseText} from '../../../source/ipvs/line-parser.ts';
import type {Listing} from '../../../source/ipvs/listing.ts';
import {listingParser} from '../../../source/ipvs/parse/listing.ts';
import {persistentListingParser} from '../../../source/ipvs/parse/persistent-listing.ts';
import {rateListingParser} from '../../../source/ipvs/parse/rate-listing.ts';
import {liveRulesParser} from '../../../source/ipvs/parse/save-format.ts';
import {statsListingParser} from '../../../source/ipvs/parse/stats-listing.ts';
import {syncDaemonsParser} from '../../../source/ipvs/parse/sync-daemons.ts';
import {thresholdListingParser} from '../../../source/ipvs/parse/threshold-listing.ts';
import {timeoutsParser} from '../../../source/ipvs/parse/timeouts.ts';
import {printedSchedulerFlags} from '../../../source/ipvs/scheduler.ts';
import {type ServerKey, type ServerRule, serverId} from '../../../source/ipvs/server.ts';
import {type ServiceKey, type ServiceRule, serviceId} from '../../../source/ipvs/service.ts';

const [file = ''] = process.argv.slice(2);
const steps: readonly string[] = JSON.parse(readFileSync(file, 'utf8'));
const wanted = {
	...{counters: true, kernelRates: true, persistentConnections: true},
	...{freshRules: false, settings: true},
};
const local = createLocalPort();
const refusing = {
	...local,
	run: async () => {
		throw new Error('a process was started for a reading by netlink');
	},
};
const reader = createNetlinkReader({
	port: refusing,
	kernel: openKernel(null),
	clock: systemClock,
});

/** The data of each row by its name, from one source. */
type Facts = Map<string, Record<string, unknown>>;

function add(facts: Facts, name: string, fact: Record<string, unknown>): void {
	facts.set(name, {...facts.get(name), ...fact});
}

function serviceFact({scheduler, schedulerFlags, ...rule}: ServiceRule) {
	const printed = printedSchedulerFlags(scheduler, schedulerFlags);
	return {...rule, scheduler, schedulerFlags: printed};
}

/** ipvsadm prints connections and packets of servers modulo 2^32. */
function serverCounters(counters: Record<string, bigint> | null) {
	return Object.fromEntries(
		Object.entries(counters ?? {}).map(([name, count]) => [
			name,
			name.endsWith('Bytes') ? count : BigInt.asUintN(32, count),
		]),
	);
}

/** The data from netlink. */
function told({services, settings, ipvs}: Reading): Facts {
	const facts: Facts = new Map();
	const {version, tableSize} = ipvs;
	add(facts, 'the director', {...settings, ipvs: {version, tableSize}});
	for (const {id, rule, counters, kernelRates, servers} of services) {
		add(facts, id, {rule: rule && serviceFact(rule), counters, rates: kernelRates});
		for (const server of servers) {
			const {forwarding, weight, activeConnections, inactiveConnections} = server;
			const {persistentConnections, kernelRates: rates} = server;
			add(facts, `${id} ${server.id}`, {
				...{rule: server.rule, forwarding, weight, activeConnections, inactiveConnections},
				...{persistentConnections, rates, counters: serverCounters(server.counters)},
			});
		}
	}

	return facts;
}

async function ask<T>(parser: ParserFactory<T>, text: string): Promise<T> {
	return parseText(parser, text);
}

/** One process prints everything, because starting one is most of the work. */
const listings = [
	...['-S -n', '-L -n', '-L -n --thresholds', '-L -n --stats --exact', '-L -n --rate --exact'],
	...['-L -n --persistent-conn', '-L -n --timeout', '-L -n --daemon'],
];

/** The data from ipvsadm. */
async function printed(): Promise<Facts> {
	const input = listings.map(line => `${line}\n`).join('');
	const {stdout: whole, stderr, exitCode} = await local.run(['ipvsadm', '-R'], {input});
	if (exitCode !== 0 || stderr !== '') {
		throw new Error(`ipvsadm ended with ${exitCode}: ${stderr}\n${whole}`);
	}

	// For a flag without a name under its scheduler ipvsadm prints an empty `-b` and `()`, which lvstop cannot parse.
	const stdout = whole
		.replaceAll(/ -b $/gm, '')
		.replaceAll(' () ', ' ')
		.replaceAll(/ \(\)$/gm, '');
	const start = stdout.search(/^IP Virtual Server version /m);
	const saved = stdout.slice(0, start);
	const parts = stdout.slice(start).split(/^(?=IP Virtual Server version )/m);
	const [list = '', thresholds = '', stats = '', rates = '', persistentAndRest = ''] = parts;
	const at = persistentAndRest.indexOf('Timeout (tcp');
	const [timeout = '', ...daemons] = persistentAndRest.slice(at).split(/(?<=\n)/);
	const facts: Facts = new Map();
	const rows = async <Service extends {readonly servers: readonly ServerKey[]}>(
		parser: ParserFactory<Listing<Service>>,
		text: string,
		keyOf: (service: Service) => ServiceKey,
		factOf: (server: Service['servers'][number]) => Record<string, unknown>,
	) => {
		const {services, header} = await ask(parser, text);
		add(facts, 'the director', {ipvs: header});
		for (const service of services) {
			for (const server of service.servers) {
				add(facts, `${serviceId(keyOf(service))} ${serverId(server)}`, factOf(server));
			}
		}

		return services;
	};

	add(facts, 'the director', {
		timeouts: await ask(timeoutsParser, timeout),
		daemons: await ask(syncDaemonsParser, daemons.join('')),
	});
	const rules = new Map<string, ServerRule>();
	const live = await ask(liveRulesParser(), saved);
	if (live.unreadable.length > 0) {
		throw new Error(`unreadable: ${JSON.stringify(live.unreadable)}`);
	}

	for (const {service, servers} of live.rules) {
		add(facts, serviceId(service.key), {rule: serviceFact(service)});
		for (const server of servers) {
			rules.set(`${serviceId(service.key)} ${serverId(server)}`, server);
			add(facts, `${serviceId(service.key)} ${serverId(server)}`, {});
		}
	}

	await rows(
		listingParser,
		list,
		({service}) => service.key,
		({address: _, port: __, ...rest}) => rest,
	);
	const limits = await ask(thresholdListingParser, thresholds);
	for (const {service, servers} of limits.services) {
		for (const {upperThreshold, lowerThreshold, ...server} of servers) {
			const name = `${serviceId(service.key)} ${serverId(server)}`;
			const rule = rules.get(name);
			add(facts, name, {rule: rule && {...rule, upperThreshold, lowerThreshold}});
		}
	}

	for (const {key, counters} of await rows(
		statsListingParser,
		stats,
		({key}) => key,
		({counters}) => ({counters}),
	)) {
		add(facts, serviceId(key), {counters});
	}

	for (const {key, rates: found} of await rows(
		rateListingParser,
		rates,
		({key}) => key,
		({rates: found}) => ({rates: found}),
	)) {
		add(facts, serviceId(key), {rates: found});
	}

	await rows(
		persistentListingParser,
		persistentAndRest.slice(0, at),
		({service}) => service.key,
		({persistentConnections}) => ({persistentConnections}),
	);
	return facts;
}

/** The rows for which the two sources differ. */
function differences(one: Facts, other: Facts): readonly string[] {
	const names = new Set([...one.keys(), ...other.keys()]);
	return [...names].flatMap(name =>
		isDeepStrictEqual(one.get(name), other.get(name))
			? []
			: [`${name}: ${shown(one.get(name))} by netlink, ${shown(other.get(name))} by ipvsadm`],
	);
}

function shown(value: unknown): string {
	return JSON.stringify(value, (_, part: unknown) =>
		typeof part === 'bigint' ? `${part}n` : part,
	);
}

/** The kernel refreshes numbers between two readings, so one of several comparisons has to be equal. */
const tries = 5;

for (const [number, input] of steps.entries()) {
	await local.run(['ipvsadm', '-R'], {input});
	let found: readonly string[] = [];
	let rows = 0;
	let connections = 0n;
	for (let left = tries; left > 0; left -= 1) {
		const reading = await reader.read(wanted);
		const facts = told(reading);
		connections = reading.services.reduce(
			(sum, {counters}) => sum + (counters?.connections ?? 0n),
			0n,
		);
		rows = facts.size;
		found = differences(facts, await printed());
		if (found.length === 0) {
			break;
		}
	}

	process.stdout.write(
		`${JSON.stringify({step: number, rows, connections: Number(connections), found})}\n`,
	);
}
