/**
 * The director of a scenario: simulated, changed from elsewhere, failing, or replaced by another machine.
 */

import {isIPv6} from 'node:net';
import type {Port} from '../../source/director/port/port.ts';
import {splitWords} from '../../source/director/port/split-words.ts';
import {ipAddress} from '../../source/ipvs/address.ts';
import {isServiceId, parseServiceId} from '../../source/ipvs/service-id.ts';
import type {ManualClock} from '../../source/simulator/manual-clock.ts';
import type {Scene} from '../../source/simulator/scenes/scene.ts';
import {createSimulatedPort} from '../../source/simulator/simulated-port.ts';
import {conversations, type ServiceTraffic} from '../../source/simulator/workload/shape.ts';
import type {Machine, Scenario, Trouble} from './scenario.ts';

export interface ScenarioDirector {
	/** The port for lvstop. */
	readonly port: Port;
	/** Every command that lvstop gave, as a person would type it. */
	readonly commands: readonly string[];
	/** Runs a command as somebody else, independent of any trouble. */
	elsewhere(words: string): Promise<void>;
	setSysctl(name: string, value: string): void;
	/** Becomes another machine with a table of its own. */
	become(machine: Machine): void;
	/** Replaces the previous trouble. */
	trouble(troubles: readonly Partial<Trouble>[]): void;
	/** Every rule and every threshold, one per line, as ipvsadm prints them. */
	rules(): Promise<readonly string[]>;
}

function trafficOf([service, connectionsPerSecond]: readonly [string, number]): ServiceTraffic {
	const key = parseServiceId(service);
	if (key?.kind !== 'address' || !isServiceId(service)) {
		throw new Error(`there can be no traffic to ${service}`);
	}

	return {
		service,
		connectionsPerSecond,
		conversation: conversations.http,
		clients: {first: ipAddress(isIPv6(key.address) ? '2001:db8:400::10' : '172.16.0.2'), count: 50},
	};
}

function sceneOf({rules = '', traffic = {}}: Partial<Scenario>): Scene {
	return {
		host: 'lb1',
		interfaces: ['lo', 'eth0'],
		rules,
		traffic: {services: Object.entries(traffic).map(trafficOf), failures: [], swing: 0},
		warmUp: 60,
		commands: [],
		history: [],
	};
}

/** The lines of `ipvsadm -Ln --thresholds` without the connections, which come and go. */
function thresholdLines(listing: string): readonly string[] {
	let service = '';
	return listing.split('\n').flatMap(line => {
		const server = /^ {2}-> (\S+:\S+) +(\d+) +(\d+) /.exec(line);
		if (!server) {
			service = /^\w+ +\S+(?: IPv6)?/.exec(line)?.[0] ?? '';
			return [];
		}

		const [, name, upper, lower] = server;
		return upper === '0' && lower === '0'
			? []
			: [`${service}: ${name} has thresholds ${upper} and ${lower}`];
	});
}

/** Opens the director of a scenario. */
export function openDirector(scenario: Partial<Scenario>, clock: ManualClock): ScenarioDirector {
	const scene = scenario.scene ?? sceneOf(scenario);
	const commands: string[] = [];
	let machine: Machine = scenario.machine ?? {};
	let simulated = createSimulatedPort({scene, seed: 1, clock, ...machine});
	let troubles: readonly Partial<Trouble>[] = [];
	let endings: readonly (() => void)[] = [];
	let isOurs = true;

	const disturb = () => {
		endings = troubles.map(({with: words = '', delay = 0, failure}) =>
			simulated.disturb({
				hits: subject => isOurs && subject.includes(words),
				delay: delay * 1000,
				...(failure === undefined ? {} : {failure}),
			}),
		);
	};

	/** The affected calls are determined when the call begins. */
	const asSomebodyElse = <T>(call: (port: Port) => Promise<T>): Promise<T> => {
		isOurs = false;
		const answer = call(simulated);
		isOurs = true;
		return answer;
	};
	const ipvsadm = async (words: readonly string[]): Promise<string> => {
		const result = await asSomebodyElse(port => port.run(['ipvsadm', ...words]));
		if (result.exitCode !== 0) {
			throw new Error(`ipvsadm ${words.join(' ')}: ${result.stderr}`);
		}

		return result.stdout;
	};
	return {
		port: {
			place: simulated.place,
			run(command, options) {
				commands.push(command.join(' '));
				return simulated.run(command, options);
			},
			readFile: (path, options) => simulated.readFile(path, options),
		},
		commands,
		async elsewhere(words) {
			await ipvsadm(splitWords(words));
		},
		setSysctl: (name, value) => simulated.setSysctl(name, value),
		become(changes) {
			machine = {...machine, ...changes};
			simulated = createSimulatedPort({scene, seed: 1, clock, ...machine});
			disturb();
		},
		trouble(next) {
			for (const end of endings) {
				end();
			}

			troubles = next;
			disturb();
		},
		async rules() {
			const saved = await ipvsadm(['-Sn']);
			const listed = await ipvsadm(['-Ln', '--thresholds']);
			return [...saved.split('\n').filter(line => line !== ''), ...thresholdLines(listed)];
		},
	};
}
