/**
 * Chooses the reader of a director: by netlink if possible, otherwise by ipvsadm.
 */
import type {Clock} from '../port/clock.ts';
import type {Port} from '../port/port.ts';
import {createFallbackReader} from './fallback-reader.ts';
import {createIpvsadmReader} from './ipvsadm-reader.ts';
import type {KernelChoice} from './kernel.ts';
import {createNetlinkReader} from './netlink-reader.ts';
import type {Reader} from './reading.ts';

/** The place where a director is read. */
export interface ReaderPlace {
	readonly port: Port;
	readonly clock: Clock;
	readonly kernel?: KernelChoice | null | undefined;
}

/** @param remembers whether readings follow each other, so that caching the last one pays */
export function openReader(
	{port, clock, kernel}: ReaderPlace,
	{remembers}: {readonly remembers: boolean},
): Reader {
	const ipvsadm = createIpvsadmReader({port, clock});
	if (!kernel) {
		return ipvsadm;
	}

	const netlink = createNetlinkReader({port, kernel: kernel.kernel, clock, remembers});
	return kernel.fallBack ? createFallbackReader(netlink, ipvsadm) : netlink;
}
