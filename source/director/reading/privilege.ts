/**
 * The user who runs commands on the director, and the capabilities: root in a container often lacks the one that IPVS
 * requires.
 */
import {type CallOptions, type Port, PortError} from '../port/port.ts';

/** The rights of a process. */
export interface Privilege {
	/** Whether its effective user is root. */
	readonly root: boolean;
	/** Whether it has CAP_NET_ADMIN. Root in a user namespace may have it and still be refused by IPVS. */
	readonly netAdmin: boolean;
}

/** The rights of the process that reads it. */
export const privilegePath = '/proc/self/status';

/** `Uid:`, with real, effective, saved and file system user. */
const userLine = /^Uid:\s+\d+\s+(\d+)\s/m;

/** The effective capabilities as a hexadecimal mask. */
const capabilitiesLine = /^CapEff:\s+([0-9a-f]+)$/m;

/** CAP_NET_ADMIN, from the kernel's include/uapi/linux/capability.h. */
const netAdminBit = 12n;

/** Parses `/proc/self/status`; null if it lacks one of the two. */
export function parsePrivilege(status: string): Privilege | null {
	const user = userLine.exec(status)?.[1];
	const mask = capabilitiesLine.exec(status)?.[1];
	return user === undefined || mask === undefined
		? null
		: {root: user === '0', netAdmin: ((BigInt(`0x${mask}`) >> netAdminBit) & 1n) === 1n};
}

/** The rights of commands on the director; null if they could not be read. */
export async function readPrivilege(
	port: Port,
	options: CallOptions = {},
): Promise<Privilege | null> {
	try {
		return parsePrivilege(await port.readFile(privilegePath, options));
	} catch (error) {
		if (error instanceof PortError) {
			return null;
		}

		throw error;
	}
}

/** The usual advice for a user who is not root. */
const usualAdvice = 'start lvstop with sudo, or with --via sudo';

/**
 * Why ipvsadm is refused with these rights, and what to do about it.
 * @param advice what a user who is not root can do at this place
 */
export function refusedInWords(privilege: Privilege | null, advice = usualAdvice): string {
	if (privilege === null) {
		return 'ipvsadm is refused: no counters and no changes (it must run as root with CAP_NET_ADMIN)';
	}

	if (!privilege.root) {
		return `not root: no counters and no changes (${advice})`;
	}

	return privilege.netAdmin
		? 'root of a user namespace only: no counters and no changes (IPVS needs CAP_NET_ADMIN on the host: run lvstop there)'
		: 'root without CAP_NET_ADMIN: no counters and no changes (run lvstop on the host, or give the container NET_ADMIN or --privileged)';
}
