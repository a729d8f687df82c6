/**
 * Lets the console run for a long time on a kernel whose table and traffic change all the time, and whose module
 * comes and goes, and looks at what it holds and whether it ever stops telling the truth.
 */
import type {Guest} from '../guest.ts';
import {ipvsModules} from '../kernel.ts';
import {buildNetwork} from '../network.ts';
import {ruleSet, topologies, webPort} from '../topology.ts';
import {startTraffic} from '../traffic.ts';
import {type Churn, startChurn} from './churn.ts';
import {type GuestConsole, startConsole} from './guest-console.ts';
import {
	type Courses,
	coursesOf,
	type ProcessFigures,
	processFigures,
	whatGrew,
} from './process-figures.ts';

export interface SoakOptions {
	readonly minutes: number;
	/** Told about each round as it ends. */
	readonly onRound?: (line: string) => void;
}

export interface SoakReport {
	readonly seconds: number;
	readonly courses: Courses;
	/** Changes that others made to the table. */
	readonly changes: Readonly<Record<string, number>>;
	/** How often the screen was held against the kernel after a disturbance, by its kind. */
	readonly recoveries: Readonly<Record<Disturbance, number>>;
	/** The longest time from a change to the screen that shows it, milliseconds. */
	readonly slowest: number;
	/** Everything that must not be; empty if all is well. */
	readonly faults: readonly string[];
}

const disturbances = ['nothing', 'replaced', 'suspended', 'unloaded'] as const;
type Disturbance = (typeof disturbances)[number];

const topology = topologies.nat;
const [server] = topology.servers;
const rules = ruleSet(topology, 'tcp', webPort);

/** Milliseconds in which a change has to be on the screen. */
const patience = 30_000;

/** A round of samples: milliseconds between them, and how many. */
const sampling = {each: 5000, count: 4} as const;

/** Keys that open every view and several overlays, and change nothing. */
const walks = [
	'2',
	'3',
	'4',
	'5',
	'6',
	'1',
	'?',
	'j\r',
	'2\r',
	'1>',
	'3\t',
	'jjj',
	'm',
	'GG',
	'][',
	'jw',
	'jd',
	'e',
	'A',
];

/** The filter shows the service that is looked at, whatever else there is. */
const toService = `\u001b\u001b\u001b1]\u001b/${topology.vip}\r`;

/** @param guest a kernel without a topology */
export async function soak(guest: Guest, {minutes, onRound}: SoakOptions): Promise<SoakReport> {
	await buildNetwork(guest, topology);
	await startTraffic(guest, topology, {kind: 'http', rate: 10});
	const churn = await startChurn(guest, rules);
	const console = await startConsole(guest, ['--source', 'netlink', '-d', '1']);
	const samples: ProcessFigures[] = [];
	const recoveries = {nothing: 0, replaced: 0, suspended: 0, unloaded: 0};
	const faults: string[] = [];
	let slowest = 0;
	const from = performance.now();
	const seconds = () => Math.round((performance.now() - from) / 1000);

	try {
		for (let round = 0; seconds() < minutes * 60; round += 1) {
			samples.push(...(await sampleRound(guest, console, round)));
			const disturbance = disturbances[round % disturbances.length] ?? 'nothing';
			const weight = 11 + (round % 80);
			const time = await recover(guest, churn, console, disturbance, weight);
			if (time === null) {
				faults.push(`${seconds()} s: ${disturbance}, and no weight ${weight}\n${console.screen()}`);
			} else {
				recoveries[disturbance] += 1;
				slowest = Math.max(slowest, time);
			}

			onRound?.(`${seconds()} s ${disturbance} ${time} ms ${JSON.stringify(samples.at(-1))}`);
		}

		const grown = whatGrew(coursesOf(samples));
		if (grown.length > 0) {
			faults.push(...grown, await guest.runScript(`ls -l /proc/${console.pid}/fd`));
		}

		faults.push(...(await leave(guest, console)));
	} catch (error) {
		faults.push(`${seconds()} s: ${error}\n${console.screen()}`);
	}

	return {
		...{seconds: seconds(), courses: coursesOf(samples), recoveries, slowest, faults},
		changes: await churn.stop(),
	};
}

/** Goes through the views meanwhile. */
async function sampleRound(guest: Guest, console: GuestConsole, round: number) {
	const samples: ProcessFigures[] = [];
	for (let count = 0; count < sampling.count; count += 1) {
		// Escape leaves what the keys before have opened, a form with three.
		console.type(`\u001b\u001b\u001b${walks[(round * sampling.count + count) % walks.length]}`);
		await new Promise(resolve => setTimeout(resolve, sampling.each));
		samples.push(await processFigures(guest, console.pid));
	}

	return samples;
}

/**
 * Disturbs, gives a server a weight of its own, and waits for it on the screen.
 * @returns milliseconds from the weight to the screen; null if it did not come
 */
async function recover(
	guest: Guest,
	churn: Churn,
	console: GuestConsole,
	disturbance: Disturbance,
	weight: number,
): Promise<number | null> {
	console.type(toService);
	await churn.hold();
	await disturb(guest, console, disturbance);
	const change = `-e -t ${topology.vip}:${webPort} -r ${server.address}:${webPort} -m -w ${weight}`;
	await guest.run(['ipvsadm', ...change.split(' ')]);
	const shown = await console.shows(
		new RegExp(`● live[^]*${server.address}:${webPort} +NAT +≠?${weight} `),
		patience,
	);
	await churn.goOn();
	return shown;
}

async function disturb(
	guest: Guest,
	{pid, shows}: GuestConsole,
	disturbance: Disturbance,
): Promise<void> {
	switch (disturbance) {
		case 'replaced':
			await guest.run(['ipvsadm', '-C']);
			await shows(new RegExp(`^(?![^]*${server.address})`), 10_000);
			await guest.run(['ipvsadm', '-R'], {input: rules});
			break;
		case 'suspended':
			await guest.runScript(`kill -STOP ${pid}; sleep 6; kill -CONT ${pid}`);
			break;
		case 'unloaded':
			await guest.runScript(`
				ipvsadm -Sn >/run/soak.rules; ipvsadm -C
				modprobe -d /run/modprobe -r ${ipvsModules.filter(name => name.startsWith('ip_vs_')).join(' ')}
				[ ! -e /proc/net/ip_vs ]`);
			await shows(/modprobe ip_vs/, 10_000);
			await guest.runScript(`
				modprobe -d /run/modprobe -a ${ipvsModules.join(' ')}
				ipvsadm -R </run/soak.rules`);
			break;
		default:
	}
}

/** Ends the console as a person does, and says what is not as it was. */
async function leave(guest: Guest, console: GuestConsole): Promise<readonly string[]> {
	console.type('\u001b\u001b\u001bq');
	const error = await Promise.race([
		console.ended.then(
			() => null,
			(reason: unknown) => String(reason),
		),
		new Promise<string>(resolve =>
			setTimeout(() => resolve(`q did not end it:\n${console.screen()}`), patience),
		),
	]);
	const left = await guest.runScript(`pgrep -f 'lvstop[.]mjs' || true`);
	return [
		...(error === null ? [] : [error]),
		...(left.trim() === '' ? [] : [`processes are left: ${left}`]),
		...(console.isGivenBack() ? [] : ['the terminal was not given back']),
	];
}
