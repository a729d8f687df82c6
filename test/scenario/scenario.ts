/**
 * A scenario: a director, a console on it, and what happens step by step, as a TOML file says it.
 * README.md in this folder tells how to write one.
 */
import {parse} from 'smol-toml';
import type {PortFailure} from '../../source/director/port/port.ts';
import {type SceneName, sceneNames} from '../../source/simulator/scenes/scenes.ts';
import type {SimulatedPortOptions} from '../../source/simulator/simulated-port.ts';
import {flag, type Kind, listOf, number, oneOf, shapeOf, tableOf, text} from './shapes.ts';

/** The simulated machine: who asks, and what it has. */
export type Machine = Pick<SimulatedPortOptions, 'user' | 'module' | 'ipvsadm'>;

/** A command or file that answers late, or not at all. */
export interface Trouble {
	/** What the command, as a person would type it, or the file's path has in it. */
	readonly with: string;
	/** Seconds until the answer. */
	readonly delay: number;
	/** Instead of the answer. */
	readonly failure: PortFailure;
}

/** What happens in a step, in this order, and how things are then. */
export interface Step {
	/** For the person who reads a failure. */
	readonly why: string;
	/** Arguments of ipvsadm that somebody else gives, one command each. */
	readonly elsewhere: readonly string[];
	/** Files of /proc/sys/net/ipv4/vs that somebody else writes. */
	readonly sysctl: Readonly<Record<string, string>>;
	/** The machine becomes another one, with a new table. */
	readonly machine: Machine;
	/** Takes the place of the trouble before; an empty list ends it. */
	readonly trouble: readonly Partial<Trouble>[];
	/** The console is ended, and another one begun. */
	readonly restart: boolean;
	/** A script of keys, without waits. */
	readonly keys: string;
	/** How much time passes. */
	readonly seconds: number;
	/** By the name of what is looked at; `observe.ts` knows the names. */
	readonly expect: Readonly<Record<string, unknown>>;
}

/** One data file. */
export interface Scenario {
	readonly scene: SceneName;
	/** Lines for `ipvsadm -R`, where there is no scene. */
	readonly rules: string;
	/** New connections per second by service id, where there is no scene. */
	readonly traffic: Readonly<Record<string, number>>;
	readonly machine: Machine;
	readonly 'read-only': boolean;
	readonly 'dry-run': boolean;
	/** Seconds between readings. */
	readonly interval: number;
	readonly step: readonly Partial<Step>[];
}

const machine: Kind<Machine> = shapeOf<Required<Machine>>({
	user: oneOf('root', 'ordinary', 'confined'),
	module: oneOf('loaded', 'missing'),
	ipvsadm: oneOf('1.31', 'missing'),
});

const trouble = shapeOf<Trouble>({
	with: text,
	delay: number,
	failure: oneOf('missing', 'forbidden', 'timeout', 'cancelled', 'lost', 'too-large'),
});

const step = shapeOf<Step>({
	why: text,
	elsewhere: listOf(text),
	sysctl: tableOf(text),
	machine,
	trouble: listOf(trouble),
	restart: flag,
	keys: text,
	seconds: number,
	expect: tableOf(value => value),
});

const scenario = shapeOf<Scenario>({
	scene: oneOf(...sceneNames),
	rules: text,
	traffic: tableOf(number),
	machine,
	'read-only': flag,
	'dry-run': flag,
	interval: number,
	step: listOf(step),
});

/**
 * Reads a scenario.
 * @throws {Error} with the place that cannot be understood
 */
export function parseScenario(toml: string): Partial<Scenario> {
	return scenario(parse(toml), 'the scenario');
}
