/**
 * Memory that a console of many hours does not need, given back to the kernel. It concerns the whole process. If node:ffi
 * or a function of the C library is missing, nothing happens: lvstop works without it.
 */
import {readFileSync} from 'node:fs';
import {type Ffi, loadFfi} from './ffi.ts';

/** M_TRIM_THRESHOLD of glibc's malloc.h, and the limit that glibc begins with, bytes. */
const trim = {parameter: -1, threshold: 128 * 1024} as const;

/**
 * Makes glibc give free memory back to the kernel whenever 128 KiB at the end of one of its areas are free. By itself it
 * raises this limit to twice the largest block that was freed (mallopt(3)), and each thread of V8 keeps some MiB.
 * @param ffi Node's own by default
 */
export function returnFreeMemory(ffi?: Ffi): void {
	try {
		const {functions} = (ffi ?? loadFfi()).dlopen(null, {
			mallopt: {arguments: ['int32', 'int32'], return: 'int32'},
		});
		functions.mallopt(trim.parameter, trim.threshold);
	} catch {
		// lvstop works without it.
	}
}

/** MADV_DONTNEED of madvise(2), the same on every processor that Node supports under Linux. */
const notNeeded = 4;

/**
 * Takes the pages of program files out of the process: half of what Node touches of its own file, 27 of 53 MB, is used
 * only at the start. The kernel still has them and maps those that are used again, 16 at a time.
 * @param ffi Node's own by default
 * @param mappings the text of smaps (proc_pid_smaps(5)), of this process by default
 */
export function returnStartPages(ffi?: Ffi, mappings?: string): void {
	try {
		const {functions} = (ffi ?? loadFfi()).dlopen(null, {
			madvise: {arguments: ['uint64', 'uint64', 'int32'], return: 'int32'},
		});
		for (const {from, to} of filePages(mappings ?? readFileSync('/proc/self/smaps', 'latin1'))) {
			functions.madvise(from, to - from, notNeeded);
		}
	} catch {
		// lvstop works without it.
	}
}

/**
 * The mappings of files that are read-only and have no page of their own, in memory or in swap. Such a page was written
 * once, as those with relocations are, and would be lost.
 */
function* filePages(mappings: string): Generator<{readonly from: bigint; readonly to: bigint}> {
	const mapping = /^([\da-f]+)-([\da-f]+) r-[-x]p [^/\n]*\/.*\n((?:[A-Z].*\n)+)/gm;
	for (const [, from, to, sizes = ''] of mappings.matchAll(mapping)) {
		if (/^Anonymous: +0 kB$/m.test(sizes) && /^Swap: +0 kB$/m.test(sizes)) {
			yield {from: BigInt(`0x${from}`), to: BigInt(`0x${to}`)};
		}
	}
}
