/**
 * A simulated director that records commands, and that others can change meanwhile.
 */

import type {Port} from '../../../source/director/port/port.ts';
import {createIpvsadmReader} from '../../../source/director/reading/ipvsadm-reader.ts';
import type {Reading} from '../../../source/director/reading/reading.ts';
import type {RuleSet} from '../../../source/ipvs/rule-set.ts';
import type {ApplyContext, CarriedOut} from '../../../source/plans/apply/look.ts';
import type {KnownService, Target} from '../../../source/plans/known-row.ts';
import {createManualClock, type ManualClock} from '../../../source/simulator/manual-clock.ts';
import type {Scene} from '../../../source/simulator/scenes/scene.ts';
import {createSimulatedPort, type SimulatedPort} from '../../../source/simulator/simulated-port.ts';

export interface ChangingDirector {
	readonly simulated: SimulatedPort;
	readonly clock: ManualClock;
	/** The port that notes what is run. */
	readonly port: Port;
	/** The commands that changed something or tried to, as typed. */
	readonly commands: readonly string[];
	/** The logged entries. */
	readonly logged: readonly CarriedOut[];
	readonly context: ApplyContext;
	/** Runs a command of somebody else: `-e -t … -m -w 3`. */
	elsewhere(words: string): Promise<void>;
	/** Calls back before each changing command. */
	beforeCommand: (command: string) => void | Promise<void>;
	look(): Promise<Reading>;
	rules(): Promise<RuleSet>;
	/** A server as it is now. */
	target(service: string, server: string): Promise<Target>;
	service(id: string): Promise<KnownService>;
}

/** A scene without clients. */
export function quietScene(rules: string): Scene {
	return {
		host: 'lb1',
		interfaces: ['lo', 'eth0', 'br0'],
		rules,
		traffic: {services: [], failures: [], swing: 0},
		warmUp: 0,
		commands: [],
		history: [],
	};
}

function changes(command: readonly string[]): boolean {
	return command[0] === 'ipvsadm' && !/^-(?:L|l|S)/.test(command[1] ?? '');
}

function found<Row>(row: Row | undefined, name: string): Row {
	if (row === undefined) {
		throw new Error(`no ${name} in the simulated director`);
	}

	return row;
}

/** Opens a director with these rules, in the lines of `ipvsadm -R`. */
export function changingDirector(rules: string): ChangingDirector {
	const clock = createManualClock();
	const simulated = createSimulatedPort({scene: quietScene(rules), seed: 1, clock});
	const commands: string[] = [];
	const logged: CarriedOut[] = [];
	const port: Port = {
		...simulated,
		async run(command, options) {
			if (changes(command)) {
				await director.beforeCommand(command.join(' '));
				commands.push(command.join(' '));
			}

			return simulated.run(command, options);
		},
	};
	const look = () =>
		createIpvsadmReader({port: simulated, clock}).read({
			counters: false,
			kernelRates: false,
			persistentConnections: true,
			freshRules: true,
			settings: true,
		});
	const service = async (id: string) =>
		found(
			(await look()).services.find(candidate => candidate.id === id),
			id,
		);
	const director: ChangingDirector = {
		simulated,
		clock,
		port,
		commands,
		logged,
		context: {
			port,
			clock,
			reader: createIpvsadmReader({port, clock}),
			log: async carriedOut => {
				logged.push(carriedOut);
			},
		},
		async elsewhere(words) {
			const {exitCode, stderr} = await simulated.run(['ipvsadm', ...words.split(' ')]);
			if (exitCode !== 0) {
				throw new Error(stderr);
			}
		},
		beforeCommand: () => {},
		look,
		async rules() {
			return (await look()).services.map(({id, rule, servers}) => ({
				service: found(rule ?? undefined, id),
				servers: servers.map(server => found(server.rule ?? undefined, server.id)),
			}));
		},
		service,
		async target(serviceId, serverId) {
			const seen = await service(serviceId);
			return {
				service: seen,
				server: found(
					seen.servers.find(({id}) => id === serverId),
					serverId,
				),
			};
		},
	};
	return director;
}
