/**
 * A scenario: a director, a console on it, and a series of steps, in a TOML file. README.md in this folder explains how
 * to write one.
 */
import {parse} from 'smol-toml';
import type {PortFailure} from '../../source/director/port/port.ts';
import {type SceneName, sceneNames} from '../../source/simulator/scenes/scenes.ts';
import type {SimulatedPortOptions} from '../../source/simulator/simulated-port.ts';
import {flag, type Kind, listOf, number, oneOf, shapeOf, tableOf, text} from './shapes.ts';

/** The simulated machine: its user, module, programs and kernel. */
export type Machine = Pick<SimulatedPortOptions, 'user' | 'module' | 'ipvsadm'>;

/** A command or file that answers late, or not at all. */
export interface Trouble {
	/** A part of the command as typed, or of the file's path. */
	readonly with: string;
	/** Seconds until the answer. */
	readonly delay: number;
	/** Fails with this instead of an answer. */
	readonly failure: PortFailure;
}

/** The actions of a step, in this order, and the expected result. */
export interface Step {
	/** An explanation for whoever reads a failure. */
	readonly why: string;
	/** Arguments of ipvsadm that somebody else runs, one command each. */
	readonly elsewhere: readonly string[];
	/** Files of /proc/sys/net/ipv4/vs that somebody else writes. */
	readonly sysctl: Readonly<Record<string, string>>;
	/** The machine becomes another one, with a new table. */
	readonly machine: Machine;
	/** Replaces the previous trouble; an empty list ends it. */
	readonly trouble: readonly Partial<Trouble>[];
	/** The console is ended, and a new one started. */
	readonly restart: boolean;
	/** A script of keys, without waits. */
	readonly keys: string;
	/** The time to pass, seconds. */
	readonly seconds: number;
	/** The expected values by name; `observe.ts` has the names. */
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
