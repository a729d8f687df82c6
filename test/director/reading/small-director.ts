/**
 * Readings of texts, and helpers to check them.
 */

import {createIpvsadmReader} from '../../../source/director/reading/ipvsadm-reader.ts';
import type {
	Reading,
	ServerReading,
	WantedParts,
} from '../../../source/director/reading/reading.ts';
import {type ServerKey, serverId} from '../../../source/ipvs/server.ts';
import {type ServiceKey, serviceId} from '../../../source/ipvs/service.ts';
import {createManualClock} from '../../../source/simulator/manual-clock.ts';
import {type Answers, fixtureTexts, type TextsPort, textsPort} from './texts-port.ts';

/** The table alone. */
export const nothingMore: WantedParts = {
	counters: false,
	kernelRates: false,
	persistentConnections: false,
	freshRules: false,
	settings: false,
};

export const everything: WantedParts = {
	counters: true,
	kernelRates: true,
	persistentConnections: true,
	freshRules: false,
	settings: true,
};

/** The sources by the names that a port knows them by. */
export const table = '/proc/net/ip_vs';
export const perCpu = '/proc/net/ip_vs_stats_percpu';
export const stats = '/proc/net/ip_vs_stats';
export const saved = 'ipvsadm -Sn';
export const thresholds = 'ipvsadm -Ln --thresholds';
export const counters = 'ipvsadm -Ln --stats --exact';

/** A reader with a clock that does not move. */
export function readerOf(port: TextsPort) {
	const clock = createManualClock();
	const reader = createIpvsadmReader({port, clock});
	return {
		clock,
		read: (wanted = nothingMore, signal?: AbortSignal) => reader.read(wanted, signal),
	};
}

/** A value of every server, by `service server`. */
export function serversBy<Server extends ServerKey, Value>(
	services: readonly {readonly key: ServiceKey; readonly servers: readonly Server[]}[],
	pick: (server: Server) => Value,
): Record<string, Value> {
	return Object.fromEntries(
		services.flatMap(({key, servers}) =>
			servers.map(server => [`${serviceId(key)} ${serverId(server)}`, pick(server)]),
		),
	);
}

/** The same for a reading. */
export function readServers<Value>(
	{services}: Reading,
	pick: (server: ServerReading) => Value,
): Record<string, Value> {
	return serversBy(services, pick);
}

/** The first lines of /proc/net/ip_vs. */
export const head = `IP Virtual Server version 1.2.1 (size=4096)
Prot LocalAddress:Port Scheduler Flags
  -> RemoteAddress:Port Forward Weight ActiveConn InActConn
`;
/** The first lines of the thresholds. */
export const thresholdHead = `IP Virtual Server version 1.2.1 (size=4096)
Prot LocalAddress:Port            Uthreshold Lthreshold ActiveConn InActConn 
  -> RemoteAddress:Port
`;

/** The service TCP 10.1.1.1:80 with servers 10.0.0.1 to 10.0.0.9, in each source. */
export const serviceRow = 'TCP  0A010101:0050 rr  \n';
export const serverRow = (last: number, weight = 1) =>
	`  -> 0A00000${last}:0050      Masq    ${weight}      2          3         \n`;
export const serviceRule = '-A -t 10.1.1.1:80 -s rr\n';
export const serverRule = (last: number) => `-a -t 10.1.1.1:80 -r 10.0.0.${last}:80 -m -w 1\n`;
export const thresholdRow = 'TCP  10.1.1.1:80 rr\n';
export const thresholdServer = (last: number) =>
	`  -> 10.0.0.${last}:80                  9          4          2          3         \n`;

/** A director with that one service, unless the sources are changed. */
export function small(changes: Answers = {}, servers: readonly number[] = [1]) {
	return textsPort({
		...fixtureTexts('empty'),
		[table]: head + serviceRow + servers.map(last => serverRow(last)).join(''),
		[saved]: serviceRule + servers.map(serverRule).join(''),
		[thresholds]: thresholdHead + thresholdRow + servers.map(thresholdServer).join(''),
		...changes,
	});
}
