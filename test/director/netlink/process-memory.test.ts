import {readFileSync} from 'node:fs';
import {expect, it} from 'vitest';
import type {Ffi} from '../../../source/director/netlink/ffi.ts';
import {
	returnFreeMemory,
	returnStartPages,
} from '../../../source/director/netlink/process-memory.ts';

it('free memory goes back to the kernel from 128 KiB on', () => {
	const calls: unknown[] = [];
	const functions = {mallopt: (...words: number[]) => calls.push(words)};
	const dlopen = (library: unknown, wanted: object) => {
		expect([library, Object.keys(wanted)]).toEqual([null, ['mallopt']]);
		return {functions};
	};
	returnFreeMemory({dlopen} as unknown as Ffi);
	// M_TRIM_THRESHOLD is -1 in malloc.h.
	expect(calls).toEqual([[-1, 131_072]]);
});

it('a C library without mallopt is no error', () => {
	const dlopen = () => {
		throw new Error('dlsym failed: undefined symbol: mallopt');
	};
	expect(() => returnFreeMemory({dlopen} as unknown as Ffi)).not.toThrow();
});

it.runIf(process.getBuiltinModule('node:ffi'))(
	'the C library of this machine knows mallopt',
	() => {
		const ffi = process.getBuiltinModule('node:ffi') as unknown as Ffi;
		const {functions} = ffi.dlopen(null, {
			mallopt: {arguments: ['int32', 'int32'], return: 'int32'},
		});
		expect(functions.mallopt(-1, 131_072)).toBe(1);
	},
);

/** A mapping as the kernel prints it, with a few of its lines. */
function mapping(line: string, sizes: Readonly<Record<string, number>>): string {
	const lines = Object.entries({Size: 128, Rss: 64, ...sizes, Locked: 0}).map(
		([name, size]) => `${`${name}:`.padEnd(16)}${String(size).padStart(8)} kB\n`,
	);
	return `${line}\n${lines.join('')}VmFlags: rd ex mr mw me\n`;
}

const untouched = {Anonymous: 0, Swap: 0} as const;

it('pages of files that were never written leave the process, and no others', () => {
	const calls: unknown[] = [];
	const functions = {madvise: (...words: unknown[]) => calls.push(words)};
	const dlopen = () => ({functions});
	const node = '/usr/bin/node';
	returnStartPages(
		{dlopen} as unknown as Ffi,
		[
			mapping(`00400000-00500000 r--p 00000000 fe:00 260638     ${node}`, untouched),
			mapping(`00500000-0ff00000 r-xp 00100000 fe:00 260638     ${node}`, untouched),
			mapping(`0ff00000-10000000 r--p 0fb00000 fe:00 260638     ${node}`, {Anonymous: 8, Swap: 0}),
			mapping(`10000000-10100000 r--p 0fc00000 fe:00 260638     ${node}`, {Anonymous: 0, Swap: 4}),
			mapping(`10100000-10200000 rw-p 0fd00000 fe:00 260638     ${node}`, untouched),
			mapping(`10200000-10300000 r--s 00000000 fe:00 5          /usr/share/x`, untouched),
			mapping('10300000-10400000 r--p 00000000 fe:00 6          /an old kernel', {}),
			mapping('7f0000000000-7f0000001000 r-xp 00000000 00:00 0', untouched),
			mapping('7ffd00000000-7ffd00002000 r-xp 00000000 00:00 0  [vdso]', untouched),
			mapping('7fff00000000-7fff00002000 r-xp 0 fe:00 7         /lib/a b.so (deleted)', untouched),
		].join(''),
	);
	// MADV_DONTNEED is 4 in mman.h.
	expect(calls).toEqual([
		[0x40_0000n, 0x10_0000n, 4],
		[0x50_0000n, 0xfa0_0000n, 4],
		[0x7fff_0000_0000n, 0x2000n, 4],
	]);
});

it.runIf(process.getBuiltinModule('node:ffi'))('this process goes on without them', () => {
	const fileKibibytes = () =>
		Number(/^RssFile:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1]);
	const before = fileKibibytes();
	returnStartPages();
	expect(before - fileKibibytes()).toBeGreaterThan(10_000);
	expect(new Intl.NumberFormat('de').format(1234.5)).toBe('1.234,5');
});
