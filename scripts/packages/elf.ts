/**
 * Reads Linux executables as far as packaging needs it (the processor, the requirements of the loader), removes parts
 * that the loader does not need, and adds a note. Everything is read from the program headers, which the kernel and the
 * loader use as well.
 * Source: elf(5) and the System V ABI; 64 bit, little-endian.
 */

/** The requirements of an executable on the machine that runs it. */
export interface Elf {
	readonly machine: 'x64' | 'arm64' | null;
	/** The path of the dynamic loader. */
	readonly interpreter: string | null;
	/** The libraries by their file names, in the order in which they are loaded. */
	readonly needed: readonly string[];
	/** The symbol versions that are needed, such as `GLIBC_2.28`, by library. */
	readonly versions: ReadonlyMap<string, readonly string[]>;
}

/** A part of the file and its place in memory. */
export interface Segment {
	readonly type: number;
	readonly flags: number;
	readonly offset: number;
	readonly address: number;
	/** Bytes in the file. */
	readonly size: number;
	/** Bytes in memory; those that the file does not have are zero. */
	readonly room: number;
	readonly alignment: number;
}

const machines: ReadonlyMap<number, Elf['machine']> = new Map([
	[62, 'x64'],
	[183, 'arm64'],
]);
/** The types of segments. */
export const segmentType = {load: 1, dynamic: 2, interpreter: 3, note: 4, headers: 6} as const;

const readable = 4;
const headerSize = 56;

const dynamicTag = {end: 0, needed: 1, strings: 5, versions: 0x6ffffffe, versionCount: 0x6fffffff};

function wide(bytes: Buffer, at: number): number {
	return Number(bytes.readBigUInt64LE(at));
}

function text(bytes: Buffer, at: number): string {
	return bytes.toString('latin1', at, bytes.indexOf(0, at));
}

/**
 * Reads the program headers.
 * @throws {Error} if this is not an executable of the supported kind
 */
export function segments(bytes: Buffer): readonly Segment[] {
	if (bytes.toString('latin1', 0, 6) !== '\u{7F}ELF\u{2}\u{1}') {
		throw new Error('not a 64-bit little-endian ELF file');
	}

	const start = wide(bytes, 32);
	return Array.from({length: bytes.readUInt16LE(56)}, (_, index) => {
		const at = start + index * headerSize;
		return {
			type: bytes.readUInt32LE(at),
			flags: bytes.readUInt32LE(at + 4),
			offset: wide(bytes, at + 8),
			address: wide(bytes, at + 16),
			size: wide(bytes, at + 32),
			room: wide(bytes, at + 40),
			alignment: wide(bytes, at + 48),
		};
	});
}

function headersOf(all: readonly Segment[]): Buffer {
	const bytes = Buffer.alloc(all.length * headerSize);
	for (const [index, segment] of all.entries()) {
		const at = index * headerSize;
		const {type, flags, offset, address, size, room, alignment} = segment;
		bytes.writeUInt32LE(type, at);
		bytes.writeUInt32LE(flags, at + 4);
		// Linux does not use the physical address; it is the same as the virtual one.
		for (const [place, value] of [offset, address, address, size, room, alignment].entries()) {
			bytes.writeBigUInt64LE(BigInt(value), at + 8 + 8 * place);
		}
	}

	return bytes;
}

/** The offset in the file of an address in memory. */
function placeOf(address: number, all: readonly Segment[]): number {
	const found = all.find(
		({type, address: start, size}) =>
			type === segmentType.load && address >= start && address < start + size,
	);
	if (found === undefined) {
		throw new Error(`no segment holds the address ${address.toString(16)}`);
	}

	return found.offset + address - found.address;
}

/** The entries of the dynamic section: tag and value. */
function dynamicEntries(bytes: Buffer, all: readonly Segment[]): readonly [number, number][] {
	const dynamic = all.find(({type}) => type === segmentType.dynamic);
	const entries: [number, number][] = [];
	for (let at = dynamic?.offset ?? 0; dynamic && at < dynamic.offset + dynamic.size; at += 16) {
		const tag = wide(bytes, at);
		if (tag === dynamicTag.end) {
			break;
		}

		entries.push([tag, wide(bytes, at + 8)]);
	}

	return entries;
}

/**
 * Reads an executable.
 * @throws {Error} if it is not an executable, or is damaged
 */
export function readElf(bytes: Buffer): Elf {
	const all = segments(bytes);
	const entries = dynamicEntries(bytes, all);
	const entryOf = (tag: number) => entries.find(([found]) => found === tag)?.[1];
	const stringsAt = entryOf(dynamicTag.strings);
	const strings = stringsAt === undefined ? 0 : placeOf(stringsAt, all);
	const versions = new Map<string, readonly string[]>();
	const versionsAt = entryOf(dynamicTag.versions);
	let at = versionsAt === undefined ? 0 : placeOf(versionsAt, all);
	for (let left = entryOf(dynamicTag.versionCount) ?? 0; left > 0; left -= 1) {
		const names: string[] = [];
		let nameAt = at + bytes.readUInt32LE(at + 8);
		for (let count = bytes.readUInt16LE(at + 2); count > 0; count -= 1) {
			names.push(text(bytes, strings + bytes.readUInt32LE(nameAt + 8)));
			nameAt += bytes.readUInt32LE(nameAt + 12);
		}

		versions.set(text(bytes, strings + bytes.readUInt32LE(at + 4)), names);
		at += bytes.readUInt32LE(at + 12);
	}

	const interpreter = all.find(({type}) => type === segmentType.interpreter);
	return {
		machine: machines.get(bytes.readUInt16LE(18)) ?? null,
		interpreter: interpreter === undefined ? null : text(bytes, interpreter.offset),
		needed: entries
			.filter(([tag]) => tag === dynamicTag.needed)
			.map(([, name]) => text(bytes, strings + name)),
		versions,
	};
}

/**
 * Removes the sections from an executable: symbols and names that only debuggers read, a fifth of Node. This is like
 * `strip`, but works for every processor and gives the same bytes on every machine.
 */
export function stripped(bytes: Buffer): Buffer {
	const end = Math.max(...segments(bytes).map(({offset, size}) => offset + size));
	const copy = Buffer.from(bytes.subarray(0, end));
	// The offset of the section headers, their number, and the index of the one with their names.
	copy.writeBigUInt64LE(0n, 40);
	copy.writeUInt16LE(0, 60);
	copy.writeUInt16LE(0, 62);
	return copy;
}

function roundedUp(value: number, step: number): number {
	return Math.ceil(value / step) * step;
}

function noteOf(name: string, content: Buffer): Buffer {
	const nameRoom = roundedUp(name.length + 1, 4);
	const note = Buffer.alloc(12 + nameRoom + roundedUp(content.length, 4));
	note.writeUInt32LE(name.length + 1, 0);
	note.writeUInt32LE(content.length, 4);
	note.write(name, 12, 'latin1');
	content.copy(note, 12 + nameRoom);
	return note;
}

/** The largest page size of Linux on these processors: an arm64 kernel may use 4, 16 or 64 KiB; bytes. */
export const largestPage = 0x1_0000;

/**
 * Adds a note to an executable, which its program finds in memory. The note and the program headers, two more than
 * before, become one segment after all others, on its own pages whatever their size. Its distance from the first
 * segment is the same in the file and in memory, because Linux before 5.18 derives from it the address of the headers
 * that it gives to the program.
 * @param bytes the executable, without sections
 */
export function withNote(bytes: Buffer, name: string, content: Buffer): Buffer {
	const all = segments(bytes);
	const loaded = all.filter(({type}) => type === segmentType.load);
	const [first] = loaded;
	if (first === undefined || first.offset !== 0) {
		throw new Error('the first segment does not begin with the file');
	}

	const end = Math.max(...loaded.map(({address, room}) => address + room));
	const address = first.address + roundedUp(end - first.address, largestPage);
	const offset = address - first.address;
	const note = noteOf(name, content);
	const headersSize = (all.length + 2) * headerSize;
	const place = {flags: readable, offset, address};
	const headers = headersOf([
		...all.map(segment =>
			segment.type === segmentType.headers
				? {...segment, ...place, size: headersSize, room: headersSize}
				: segment,
		),
		{
			...place,
			type: segmentType.load,
			size: headersSize + note.length,
			room: headersSize + note.length,
			alignment: largestPage,
		},
		{
			type: segmentType.note,
			flags: readable,
			offset: offset + headersSize,
			address: address + headersSize,
			size: note.length,
			room: note.length,
			alignment: 4,
		},
	]);
	const result = Buffer.concat([bytes, Buffer.alloc(offset - bytes.length), headers, note]);
	result.writeBigUInt64LE(BigInt(offset), 32);
	result.writeUInt16LE(all.length + 2, 56);
	return result;
}
