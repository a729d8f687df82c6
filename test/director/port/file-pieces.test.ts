import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {readPieces} from '../../../source/director/port/file-pieces.ts';
import {createLocalPort} from '../../../source/director/port/local-port.ts';
import {type Port, PortError, type StreamEnd} from '../../../source/director/port/port.ts';
import {createPrefixedPort} from '../../../source/director/port/prefixed-port.ts';

async function collect(pieces: AsyncIterable<Uint8Array>): Promise<string> {
	const parts: Uint8Array[] = [];
	for await (const piece of pieces) {
		parts.push(piece);
	}

	return Buffer.concat(parts).toString();
}

let folder = '';
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'lvstop-pieces-'));
});
afterEach(async () => {
	await rm(folder, {recursive: true});
});

describe.each([
	['on this machine', createLocalPort()],
	['behind a command', createPrefixedPort(createLocalPort(), ['env', 'LVSTOP=1'])],
	[
		'behind two commands',
		createPrefixedPort(createPrefixedPort(createLocalPort(), ['env']), ['env']),
	],
])('a file %s', (_, port) => {
	it('comes in pieces', async () => {
		const path = join(folder, 'large');
		await writeFile(path, '0123456789'.repeat(100_000));
		let pieces = 0;
		for await (const piece of readPieces(port, path)) {
			pieces += 1;
			expect(piece.length).toBeLessThan(1_000_000);
		}

		expect(pieces).toBeGreaterThan(1);
		expect(await collect(readPieces(port, path))).toBe('0123456789'.repeat(100_000));
	});

	it('that is missing is reported as such', async () => {
		const path = join(folder, 'none');
		await expect(collect(readPieces(port, path))).rejects.toMatchObject({
			failure: 'missing',
			subject: path,
		});
	});

	it('can be cancelled', async () => {
		const options = {signal: AbortSignal.abort()};
		await expect(collect(readPieces(port, '/proc/self/status', options))).rejects.toMatchObject({
			failure: 'cancelled',
		});
	});
});

it('the way there may be broken', async () => {
	const port = createPrefixedPort(createLocalPort(), ['no-such-way']);
	await expect(collect(readPieces(port, '/proc/self/status'))).rejects.toMatchObject({
		failure: 'lost',
	});
});

function portWith(stream: Port['stream']): Port {
	return {
		place: 'here',
		run: () => Promise.reject(new Error('nothing is run')),
		readFile: async () => 'the whole text',
		...(stream && {stream}),
	};
}

async function* pieces(
	texts: readonly string[],
	end: StreamEnd | PortError,
): AsyncGenerator<Uint8Array, StreamEnd> {
	for (const text of texts) {
		yield new TextEncoder().encode(text);
	}

	if (end instanceof PortError) {
		throw end;
	}

	return end;
}

it.each<[string, Port['stream']]>([
	['has no streams', undefined],
	['has no cat', () => pieces([], new PortError('missing', 'cat', 'cat: no such program'))],
	['has a cat that fails', () => pieces([], {exitCode: 1, stderr: 'cat: no'})],
])('a port that %s returns the file as a whole', async (_, stream) => {
	expect(await collect(readPieces(portWith(stream), '/a'))).toBe('the whole text');
});

it('a file that breaks off is not taken for a whole one', async () => {
	const port = portWith(() =>
		pieces(['half'], {exitCode: 1, stderr: 'cat: /a: Input/output error\n'}),
	);
	await expect(collect(readPieces(port, '/a'))).rejects.toMatchObject({
		failure: 'lost',
		message: '/a: could not be read to its end: cat: /a: Input/output error',
	});
});
