import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {type AddressInfo, createServer, type Socket} from 'node:net';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import fc from 'fast-check';
import {expect, onTestFinished, test} from 'vitest';
import {wholeLines} from '../../../source/director/port/feed.ts';
import {createLocalPort} from '../../../source/director/port/local-port.ts';
import {linesFor} from './feed-lines.ts';

test('pieces are the text, cut after lines only, and no longer than a pipe accepts at once', () => {
	const line = fc.string({maxLength: 3000}).map(words => words.replaceAll('\n', ' '));
	fc.assert(
		fc.property(fc.array(line, {maxLength: 30}), fc.boolean(), (lines, terminated) => {
			const whole = lines.join('\n') + (terminated ? '\n' : '');
			const pieces = [...wholeLines(whole)].map(String);
			expect(pieces.join('')).toBe(whole);
			for (const piece of pieces.slice(0, -1)) {
				expect(piece.endsWith('\n')).toBe(true);
			}

			for (const piece of pieces) {
				expect(Buffer.byteLength(piece) <= 4096 || !/\n./.test(piece)).toBe(true);
			}
		}),
	);
});

test('a program gets all of a long text, and one that does not read it is no error', async () => {
	const port = createLocalPort();
	const input = linesFor(20_000);
	expect((await port.run(['cat'], {input})).stdout).toBe(input);
	expect(await port.run(['false'], {input})).toMatchObject({exitCode: 1});
});

test('a program whose feeder is killed with signal 9 has read whole lines only', async () => {
	const server = createServer().listen(0, '127.0.0.1');
	onTestFinished(() => void server.close());
	await once(server, 'listening');
	const count = 20_000;
	const {port} = server.address() as AddressInfo;
	const told = once(server, 'connection');
	const script = join(import.meta.dirname, 'feed-and-die.ts');
	const feeder = spawn(process.execPath, [script, String(count), String(port)]);
	expect(await once(feeder, 'exit')).toEqual([null, 'SIGKILL']);
	const [socket] = (await told) as [Socket];
	const read = await text(socket);
	const whole = linesFor(count);
	expect(read.length).toBeLessThan(whole.length);
	expect(whole.startsWith(read)).toBe(true);
	expect(read.at(-1)).toBe('\n');
}, 30_000);
