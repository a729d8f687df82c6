/**
 * The listings of settings that belong to no service: timeouts and sync daemons.
 */
import type {SyncDaemon, Timeouts} from '../listing.ts';

/** `ipvsadm -L --timeout` */
export function formatTimeouts({tcp, tcpFin, udp}: Timeouts): string {
	return `Timeout (tcp tcpfin udp): ${tcp} ${tcpFin} ${udp}\n`;
}

function formatDaemon(daemon: SyncDaemon): string {
	const parts: readonly (readonly [name: string, value: string | number | null])[] = [
		['mcast', daemon.interface],
		['syncid', daemon.syncId],
		['maxlen', daemon.maxLength],
		['group', daemon.group],
		['port', daemon.port],
		['ttl', daemon.ttl],
	];
	const known = parts.filter(([, value]) => value !== null);
	return `${daemon.role} sync daemon (${known.map(part => part.join('=')).join(', ')})\n`;
}

/** `ipvsadm -L -n --daemon`; empty if none runs. */
export function formatSyncDaemons(daemons: readonly SyncDaemon[]): string {
	return daemons.map(formatDaemon).join('');
}
