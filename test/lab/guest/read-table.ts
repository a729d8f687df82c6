/**
 * Runs inside the guest: reads the connection table by itself or through `cat`, and prints the seconds of CPU
 * time that this took its event loop.
 */
import {spawn} from 'node:child_process';
import {createReadStream} from 'node:fs';

const path = '/proc/net/ip_vs_conn';
const pieces =
	process.argv[2] === 'cat'
		? spawn('cat', [path]).stdout
		: createReadStream(path, {highWaterMark: 2 ** 20});
const before = process.threadCpuUsage();
for await (const _ of pieces) {
	// Only the reading counts.
}

const {user, system} = process.threadCpuUsage(before);
process.stdout.write(String((user + system) / 1e6));
