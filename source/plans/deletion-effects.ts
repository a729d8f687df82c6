/**
 * The effects on existing connections when their server or service is deleted (verified on Linux 6.1 and 7.2 with TCP
 * and NAT).
 */
import {countOf} from '../text/figures.ts';
import {carryingConnections} from './connections-left.ts';
import {type KnownServer, type KnownService, type Sysctls, targetName} from './seen.ts';

/** One effect of a plan on traffic, with its danger if clients are refused or cut off. */
export interface Effect {
	readonly danger: boolean;
	readonly warning: string;
}

/** The fate of the connections of a removed server. */
function ending({expireNodestConn}: Sysctls, lastOfFamily: boolean): string {
	if (lastOfFamily || expireNodestConn === true) {
		return 'their clients are reset';
	}

	return expireNodestConn === false
		? 'their packets are dropped silently, so their clients hang (expire_nodest_conn is 0)'
		: 'their clients hang, or are reset if expire_nodest_conn is 1';
}

/**
 * The effect of deleting one server. UDP clients are only moved to another server if the kernel removes their entries
 * with it (`expire_nodest_conn`).
 */
export function deletedServerEffect(
	service: KnownService,
	server: KnownServer,
	sysctls: Sysctls,
): Effect[] {
	const name = targetName({service, server});
	const moved = server.persistentConnections ?? 0;
	const persistent: Effect[] =
		moved > 0
			? [
					{
						danger: false,
						warning: `${countOf(moved, 'persistent client')} of ${name} will be sent to another server`,
					},
				]
			: [];
	const cut = carryingConnections(service, server);
	if (cut === 0) {
		return persistent;
	}

	const isUdp = service.key.kind === 'address' && service.key.protocol === 'udp';
	if (isUdp && sysctls.expireNodestConn === true) {
		const warning = `${countOf(cut, 'UDP flow')} of ${name} move to another server immediately`;
		return [{danger: false, warning}, ...persistent];
	}

	const warning = `${countOf(cut, 'connection')} of ${name} will be cut off: ${ending(sysctls, false)}`;
	return [{danger: true, warning}, ...persistent];
}

/**
 * The effect of deleting a service. After the last service of an address family the kernel no longer handles its
 * packets; the director's own stack then answers them with a reset.
 */
export function deletedServiceEffect(
	service: KnownService,
	sysctls: Sysctls,
	lastOfFamily: boolean,
): Effect[] {
	const {id, servers} = service;
	const cut = servers.reduce((sum, server) => sum + carryingConnections(service, server), 0);
	const effects: Effect[] = [];
	if (cut > 0) {
		const end = ending(sysctls, lastOfFamily);
		effects.push({
			danger: true,
			warning: `${countOf(cut, 'connection')} of ${id} will be cut off: ${end}`,
		});
	}

	if (servers.some(({weight}) => weight > 0)) {
		effects.push({danger: true, warning: `new clients of ${id} are refused`});
	}

	return effects;
}
