/**
 * Decides from the options whether to use netlink.
 */
import {readFileSync} from 'node:fs';
import {hasNetlink, openKernel, openKernelHere} from '../director/netlink/kernel.ts';
import type {KernelChoice} from '../director/reading/kernel.ts';
import type {DirectorChoice} from './open-port.ts';

/** CAP_NET_ADMIN as a bit of the kernel's capability sets. */
const netAdmin = 1n << 12n;

const capabilities = /^CapEff:\s*([0-9a-f]+)$/m;

/** Names that `ip netns` cannot have, because it keeps them as files of one folder. */
const odd = /^\.{0,2}$/;

function mayAsk(): boolean {
	const found = capabilities.exec(readFileSync('/proc/self/status', 'latin1'))?.[1];
	return found !== undefined && (BigInt(`0x${found}`) & netAdmin) !== 0n;
}

function fileOf(netns: string | null): string | null {
	return netns === null || netns.includes('/') ? netns : `/var/run/netns/${netns}`;
}

/**
 * The kernel of the director that the options select; null if ipvsadm is to be used.
 * @param answersKeys whether keys must be answered while the kernel is asked; a separate thread asks then
 */
export function chooseKernel(
	{source, demo, via, host, container, netns}: DirectorChoice,
	answersKeys: boolean,
): KernelChoice | null {
	const isHere = [demo, via, host, container].every(way => way === null);
	if (source === 'ipvsadm' || !isHere || (netns !== null && odd.test(netns))) {
		return null;
	}

	if (source === 'auto' && !(hasNetlink() && mayAsk())) {
		return null;
	}

	// Only a thread can enter another namespace without moving the whole program.
	const kernel = answersKeys || netns !== null ? openKernel(fileOf(netns)) : openKernelHere();
	return {kernel, fallBack: source === 'auto'};
}
