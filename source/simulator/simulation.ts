/**
 * A running director: its kernel, its traffic, and time.
 */

import type {CommandResult} from '../director/port/port.ts';
import type {Connection, PerCpuStats} from '../ipvs/listing.ts';
import {parseServiceId} from '../ipvs/service-id.ts';
import type {Build} from './ipvsadm/build.ts';
import {type Director, runIpvsadm} from './ipvsadm/ipvsadm.ts';
import {Kernel} from './kernel.ts';
import {createRandom} from './random.ts';
import type {History, Scene} from './scenes/scene.ts';
import {samplePeriod} from './table/statistics.ts';
import type {KernelVersion} from './table/sysctls.ts';
import {ticksPerSecond} from './workload/entries.ts';
import {Traffic} from './workload/traffic.ts';

/**
 * A running scene. It begins warmed up at time 0 and does nothing between two calls of `advanceTo`, so it costs nothing
 * while nobody looks.
 */
export class Simulation implements Director {
	readonly kernel: Kernel;
	readonly #traffic: Traffic;
	#tick: number;

	/** @throws {RangeError} if the scene is invalid: a rule is refused, or a row does not exist */
	constructor(scene: Scene, seed: number, version: KernelVersion = '6.1') {
		this.#tick = -scene.warmUp * ticksPerSecond;
		this.kernel = new Kernel(() => this.#tick / ticksPerSecond, scene.interfaces, version);
		this.#traffic = new Traffic(this.kernel, scene.traffic, createRandom(seed));
		this.kernel.entries = () => this.#traffic.entries;
		this.#setUp(scene.rules);
		for (const history of scene.history) {
			this.#remember(history);
		}

		for (const {at, line} of scene.commands) {
			this.advanceTo(at * 1000);
			this.#setUp(line);
		}

		this.advanceTo(0);
	}

	/** Advances time to this many milliseconds after the start. Time never goes back. */
	advanceTo(milliseconds: number): void {
		const {kernel} = this;
		const end = Math.floor((milliseconds / 1000) * ticksPerSecond);
		while (this.#tick < end) {
			this.#tick += 1;
			this.#traffic.advance(this.#tick);
			if (this.#tick % (samplePeriod * ticksPerSecond) === 0) {
				kernel.table.trash.look(kernel.now());
				if (kernel.estimates) {
					kernel.estimator.sample();
				}
			}
		}
	}

	/** Runs ipvsadm now; the latest known version by default. */
	ipvsadm(
		command: readonly [string, ...string[]],
		input: string,
		build: Build = '1.31',
	): CommandResult {
		const director: Director = {
			kernel: this.kernel,
			connections: () => this.connections(),
			build,
		};
		return runIpvsadm(director, command, input);
	}

	/** The connection table. */
	connections(): readonly Connection[] {
		return this.#traffic.connections(this.#tick);
	}

	/** The live counters of the CPUs, and the last sample of the totals. */
	perCpuStats(): PerCpuStats {
		const {totals} = this.kernel.table;
		return {
			cpus: this.#traffic.perCpu.map(({live}, cpu) => ({cpu, counters: live})),
			sampled: totals.counters,
			kernelRates: totals.rates,
		};
	}

	#setUp(lines: string): void {
		const {exitCode, stderr} = this.ipvsadm(['ipvsadm', '-R'], lines);
		if (exitCode !== 0 || stderr !== '') {
			throw new RangeError(`the scene's rules are refused: ${stderr}`);
		}
	}

	#remember({service, server, counted}: History): void {
		const key = parseServiceId(service);
		const row = key && this.kernel.table.find(key)?.server(server);
		if (!row) {
			throw new RangeError(`the scene has no server ${server} in ${service}`);
		}

		this.#traffic.countHistory(row, counted);
	}
}
