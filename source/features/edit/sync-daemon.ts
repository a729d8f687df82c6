/**
 * Starts and stops the daemons that send connections to another director, or receive them.
 */
import {parseIpAddress} from '../../ipvs/address.ts';
import {parseIpv4} from '../../ipvs/ipv4.ts';
import type {SyncDaemon} from '../../ipvs/listing.ts';
import type {Proposal} from '../../plans/plan.ts';
import {unknownSysctls} from '../../plans/seen.ts';
import {startDaemonStep, stopDaemonStep} from '../../plans/steps.ts';
import {planOf} from '../../plans/traffic-effects.ts';
import {type Fault, faultsOf, firstReason} from '../../plans/validate/fault.ts';

function isWhole(number: number | null, least: number, most: number): boolean {
	return number === null || (Number.isInteger(number) && number >= least && number <= most);
}

function isMulticast(group: string): boolean {
	const ipv4 = parseIpv4(group);
	return ipv4 === null
		? parseIpAddress(group) === group && /^ff..:/.test(group)
		: ipv4 >= 0xe000_0000 && ipv4 < 0xf000_0000;
}

/** The fields of a sync daemon that can be invalid. */
export type DaemonField = Exclude<keyof SyncDaemon, 'role'>;

/**
 * Why this daemon cannot be started, by field; empty if it can. NaN stands for an invalid number; null is left to the
 * kernel.
 */
export function daemonFaults(daemon: SyncDaemon): readonly Fault<DaemonField>[] {
	const {role, syncId, maxLength, group, port, ttl} = daemon;
	// The kernel raises lower values (verified on Linux 6.1: 500 became 1024).
	const shortest = role === 'backup' ? 1024 : 1;
	const has = (isFine: boolean, words: string): string | null => (isFine ? null : words);
	return faultsOf<DaemonField>([
		[
			'interface',
			has(/^[^\s/]{1,15}$/.test(daemon.interface), 'an interface name has 1 to 15 characters'),
		],
		['syncId', has(isWhole(syncId, 0, 255), 'a sync id is a whole number from 0 to 255')],
		[
			'maxLength',
			has(
				isWhole(maxLength, shortest, 65_507),
				`the maximum message of a ${role} is a whole number from ${shortest} to 65507`,
			),
		],
		['group', has(group === null || isMulticast(group), `${group} is not a multicast address`)],
		['port', has(isWhole(port, 1, 65_535), 'a port is a whole number from 1 to 65535')],
		['ttl', has(isWhole(ttl, 1, 255), 'a time to live is a whole number from 1 to 255')],
	]);
}

/** Proposes to start a daemon. `running` are the director's daemons. */
export function proposeStartDaemon(daemon: SyncDaemon, running: readonly SyncDaemon[]): Proposal {
	if (running.some(({role}) => role === daemon.role)) {
		return {refused: `the ${daemon.role} sync daemon is already running`};
	}

	const refused = firstReason(daemonFaults(daemon));
	if (refused !== null) {
		return {refused};
	}

	const title = `start the ${daemon.role} sync daemon on ${daemon.interface}`;
	return {
		plan: planOf(title, [startDaemonStep(daemon)], {services: [], sysctls: unknownSysctls}),
	};
}

/** Proposes to stop the daemon of that role. `running` are the director's daemons. */
export function proposeStopDaemon(
	role: SyncDaemon['role'],
	running: readonly SyncDaemon[],
): Proposal {
	const daemon = running.find(candidate => candidate.role === role);
	if (!daemon) {
		return {refused: `no ${role} sync daemon runs`};
	}

	const title = `stop the ${role} sync daemon on ${daemon.interface}`;
	return {plan: planOf(title, [stopDaemonStep(daemon)], {services: [], sysctls: unknownSysctls})};
}
