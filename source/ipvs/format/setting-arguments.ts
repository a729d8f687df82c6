/**
 * The ipvsadm arguments that change settings other than rules: counters, timeouts, sync daemons.
 */
import type {SyncDaemon, Timeouts} from '../listing.ts';
import type {ServiceKey} from '../service.ts';
import {type Arguments, serviceArguments} from './arguments.ts';

/** `-Z`: zeroes the counters of a service, or all counters. */
export function zeroArguments(service: ServiceKey | null): Arguments {
	return ['-Z', ...(service ? serviceArguments(service) : [])];
}

/** `--set`, in seconds. A value that does not change is passed as 0, which leaves it unchanged. */
export function timeoutArguments(before: Timeouts, after: Timeouts): Arguments {
	const names = ['tcp', 'tcpFin', 'udp'] as const;
	return [
		'--set',
		...names.map(name => (after[name] === before[name] ? '0' : String(after[name]))),
	];
}

/** The values that ipvsadm sends by default (1.31); versions before 1.29 do not know the options. */
const daemonDefaults = {group: '224.0.0.81', port: 8848, ttl: 1} as const;

/** `--start-daemon`: null is left to the kernel, and defaults are left out. */
export function startDaemonArguments(daemon: SyncDaemon): Arguments {
	const unlessDefault = (name: keyof typeof daemonDefaults) =>
		daemon[name] === daemonDefaults[name] ? null : daemon[name];
	const options: readonly (readonly [option: string, value: string | number | null])[] = [
		['--mcast-interface', daemon.interface],
		['--syncid', daemon.syncId],
		['--sync-maxlen', daemon.maxLength],
		['--mcast-group', unlessDefault('group')],
		['--mcast-port', unlessDefault('port')],
		['--mcast-ttl', unlessDefault('ttl')],
	];
	return [
		'--start-daemon',
		daemon.role,
		...options.flatMap(([option, value]) => (value === null ? [] : [option, String(value)])),
	];
}

/** `--stop-daemon`. */
export function stopDaemonArguments(role: SyncDaemon['role']): Arguments {
	return ['--stop-daemon', role];
}
