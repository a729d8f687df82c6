/**
 * The argument vectors of ipvsadm that change what is no rule: counters, timeouts, sync daemons.
 */
import type {SyncDaemon, Timeouts} from '../listing.ts';
import type {ServiceKey} from '../service.ts';
import {type Arguments, serviceArguments} from './arguments.ts';

/** `-Z`: sets the counters of a service back, or those of everything. */
export function zeroArguments(service: ServiceKey | null): Arguments {
	return ['-Z', ...(service ? serviceArguments(service) : [])];
}

/** `--set`: seconds; what is the same on both sides is left alone, which ipvsadm spells 0. */
export function timeoutArguments(before: Timeouts, after: Timeouts): Arguments {
	const names = ['tcp', 'tcpFin', 'udp'] as const;
	return [
		'--set',
		...names.map(name => (after[name] === before[name] ? '0' : String(after[name]))),
	];
}

/** What ipvsadm sends if it is not told (1.31); versions before 1.29 do not know the options. */
const daemonDefaults = {group: '224.0.0.81', port: 8848, ttl: 1} as const;

/** `--start-daemon`: what is null is left to the kernel, and what is the default is left out. */
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
