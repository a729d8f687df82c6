import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createTableWords} from '../../../../source/features/connections/table/connection-row.ts';
import {createConnectionStream} from '../../../../source/features/connections/table/connection-stream.ts';
import {connectionOf} from '../../../../source/features/connections/table/listed-connection.ts';
import {printableBytes} from '../../../../source/features/connections/table/printable-bytes.ts';
import {formatProcConnections} from '../../../../source/ipvs/format/connections.ts';
import {parseText} from '../../../../source/ipvs/line-parser.ts';
import type {Connection} from '../../../../source/ipvs/listing.ts';
import {procConnectionTitle} from '../../../../source/ipvs/listing-titles.ts';
import {procConnectionsParser} from '../../../../source/ipvs/parse/proc-connections.ts';
import {inPieces, pieceSizes, tableArbitrary} from './connection-arbitraries.ts';

const encoder = new TextEncoder();

function read(file: string | Uint8Array, sizes: readonly number[] = [65_536]) {
	const words = createTableWords();
	const connections: (Connection & {template: boolean})[] = [];
	const stream = createConnectionStream(words, row => {
		connections.push({...connectionOf(row, words), template: row.template});
	});
	const bytes = typeof file === 'string' ? encoder.encode(file) : file;
	for (const piece of inPieces(bytes, sizes)) {
		stream.push(piece);
		// A chunk may be overwritten by the next read.
		piece.fill(0x46);
	}

	stream.end();
	return {connections, rows: stream.rows, unreadable: stream.unreadable};
}

function withoutKind({template: _, ...connection}: Connection & {template: boolean}): Connection {
	return connection;
}

function withEscapedData({engine, ...rest}: Connection): Connection {
	return {
		...rest,
		engine: engine && {...engine, data: printableBytes(encoder.encode(engine.data))},
	};
}

const title = `${procConnectionTitle}\n`;
const row = 'TCP C0A80102 9362 C0A80164 0050 0A0A0202 1F90 TIME_WAIT       119';
const good = `${row}\n`;

describe('a file in pieces', () => {
	test('gives the connections that were printed, however it is cut', () => {
		fc.assert(
			fc.property(tableArbitrary, pieceSizes, (table, sizes) => {
				const {connections, unreadable} = read(formatProcConnections(table), sizes);
				expect(connections.map(withoutKind)).toEqual(table.map(withEscapedData));
				expect(unreadable.count).toBe(0);
			}),
		);
	});

	const fixtures = join(import.meta.dirname, '../../../fixtures/linux-6.1-ipvsadm-1.31');
	const files = readdirSync(fixtures, {recursive: true, encoding: 'utf8'}).filter(name =>
		name.endsWith('proc-net-ip_vs_conn.txt'),
	);

	test.each(files)('of a real kernel is read as its text is: %s', name => {
		const text = readFileSync(join(fixtures, name), 'utf8');
		const {connections, unreadable} = read(text, [4096]);
		expect(connections.map(withoutKind)).toEqual(parseText(procConnectionsParser, text));
		expect(unreadable).toEqual({count: 0, first: null});
	});
});

describe('persistence templates', () => {
	test.each([
		[
			'a client by itself',
			'TCP AC100002 0000 AC10F98A 0000 0A000009 0000 ASSURED         353',
			true,
		],
		[
			'a network of clients',
			'TCP AC100000 0000 AC10F98A 0050 0A00000D 0050 NONE            295',
			true,
		],
		['a firewall mark', 'IP  C0A80100 0000 00000007 0000 0A0A0102 0000 NONE             46', true],
		[
			'one that is no longer used',
			'TCP AC100002 0000 AC10F98A FFFF 0A000009 FFFF NONE              9',
			true,
		],
		[
			'what FTP expects has no client port yet',
			'TCP AC100002 0000 AC10F98A C350 0A000009 C350 LISTEN          118',
			false,
		],
		['UDP from port 0', 'UDP AC100002 0000 AC10F98A 0035 0A000009 0035 UDP             299', false],
		[
			'a connection that has just begun',
			'TCP AC100002 8000 AC10F98A 0050 0A000009 0050 NONE              2',
			false,
		],
	])('%s', (_, line, template) => {
		expect(read(`${title}${line}\n`).connections).toMatchObject([{template}]);
	});
});

describe('lines that cannot be read', () => {
	test.each([
		['an empty line', '', 'not a protocol'],
		['a protocol of strange characters', row.replace('TCP', 'T\u001bP'), 'not a protocol'],
		[
			'a short address',
			row.replace('C0A80102', 'C0A8010'),
			'not an address and a port in hexadecimal',
		],
		[
			'a digit that is none',
			row.replace('C0A80164', 'C0A8016G'),
			'not an address and a port in hexadecimal',
		],
		[
			'a port that is none',
			row.replace('0050', '00-0'),
			'not an address and a port in hexadecimal',
		],
		[
			'a port of five digits',
			row.replace('0050', '00500'),
			'not an address and a port in hexadecimal',
		],
		[
			'a server missing',
			row.replace(' 0A0A0202 1F90', ''),
			'not an address and a port in hexadecimal',
		],
		[
			'an end in the middle of an address',
			row.slice(0, 20),
			'not an address and a port in hexadecimal',
		],
		['an end before the state', row.slice(0, 46), 'not a state'],
		['a state of strange characters', row.replace('TIME_WAIT', 'TIME\tWAIT'), 'not a state'],
		['no seconds', row.slice(0, -3), 'not seconds'],
		['seconds with a sign', row.replace(' 119', '-119'), 'not seconds'],
		['seconds with a letter', `${row}s`, 'not seconds'],
		['seconds beyond 32 bits', row.replace('    119', '4294967296'), 'not seconds'],
		['an engine without data', `${row} sip`, 'an engine without data'],
		['an engine without a name', `${row}  data`, 'an engine without data'],
		[
			'two families',
			row.replace('C0A80102', '2001:0db8:0001:0000:0000:0000:0000:0002'),
			'the client and the virtual address are of different families',
		],
		[
			'an IPv6 address with a colon out of place',
			row.replace('C0A80102', '2001:0db8:00010:000:0000:0000:0000:0002'),
			'not an address and a port in hexadecimal',
		],
		['a line without end', 'x'.repeat(10_000), 'too long'],
		['a line break that became a blank', `${row} ${row}`, 'two connections in one line'],
	])('%s: left out, counted and named', (_, line, reason) => {
		const text = `${title}${good}${line}\n${good}${line}\n${good}`;
		for (const sizes of [[65_536], [7], [1]]) {
			const {rows, unreadable} = read(text, sizes);
			expect(rows).toBe(3);
			expect(unreadable).toMatchObject({count: 2, first: {lineNumber: 3, reason}});
		}
	});

	test('are shown without control characters', () => {
		const {unreadable} = read(`${title}\u001b[2J\u009b\\\n`);
		expect(unreadable.first?.line).toBe(String.raw`\x1b[2J\xc2\x9b\\`);
	});

	test('a line that was cut off at the end of the file', () => {
		const {rows, unreadable} = read(`${title}${good}${row.slice(0, 62)}`);
		expect(rows).toBe(1);
		expect(unreadable).toMatchObject({count: 1, first: {lineNumber: 3, reason: 'cut off'}});
	});

	test('never make a row that was not printed, whatever byte is changed', () => {
		const printed = encoder.encode(`${title}${good}${good}${good}`);
		const [expected] = read(`${title}${good}`).connections;
		const at = fc.integer({
			min: title.length + good.length,
			max: title.length + good.length * 2 - 1,
		});
		fc.assert(
			fc.property(at, fc.nat(255), (place, byte) => {
				const changed = printed.slice();
				changed[place] = byte;
				const {connections, rows, unreadable} = read(changed);
				expect(connections[0]).toEqual(expected);
				expect(connections.at(-1)).toEqual(expected);
				expect(rows + unreadable.count).toBeGreaterThanOrEqual(2);
				expect(rows).toBeLessThanOrEqual(3);
			}),
		);
	});
});

describe('seconds until an entry ends', () => {
	test.each([
		['0', 0],
		['900', 900],
		['4294967295', 4_294_967_295],
		// The output of kernels before 4.x for an entry that is just expiring.
		['73786976294838206', 0],
		['18446744073709551615', 0],
	])('%s', (text, expires) => {
		expect(read(`${title}${row.replace('    119', text)}\n`).connections).toMatchObject([
			{expires},
		]);
	});
});

describe('a file that is not a connection table', () => {
	test('is refused at its first line', () => {
		expect(() => read('IP Virtual Server version 1.2.1 (size=4096)\n')).toThrow(
			'line 1: not the titles of /proc/net/ip_vs_conn',
		);
	});

	test('is refused if it is empty', () => {
		expect(() => read('')).toThrow('the file is empty');
	});
});
