/**
 * Whether the kernel itself is asked, from the options.
 */
import {readFileSync} from 'node:fs';
import type {Options} from '../program/options.ts';
import {hasNetlink, openKernel} from './netlink/kernel.ts';
import type {KernelChoice} from './reading/kernel.ts';

/** CAP_NET_ADMIN in the kernel's set of capabilities. */
const netAdmin = 1n << 12n;

const capabilities = /^CapEff:\s*([0-9a-f]+)$/m;

/** Names that `ip netns` takes; it keeps them as files of one folder. */
const netnsName = /^(?!\.{1,2}$)[^/\0]+$/;

function mayAsk(): boolean {
	const found = capabilities.exec(readFileSync('/proc/self/status', 'latin1'))?.[1];
	return found !== undefined && (BigInt(`0x${found}`) & netAdmin) !== 0n;
}

function fileOf(netns: string | null): string | null {
	return netns === null ? null : `/var/run/netns/${netns}`;
}

/** The kernel of the director that the options name; null where ipvsadm is asked. */
export function chooseKernel({source, demo, via, host, netns}: Options): KernelChoice | null {
	const isHere = [demo, via, host].every(way => way === null);
	if (source === 'ipvsadm' || !isHere || (netns !== null && !netnsName.test(netns))) {
		return null;
	}

	if (source === 'auto' && !(hasNetlink() && mayAsk())) {
		return null;
	}

	return {kernel: openKernel(fileOf(netns)), fallBack: source === 'auto'};
}
