/**
 * A process with a chosen name, which /proc/PID/comm shows.
 */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {chmod, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';
import {temporaryFolder} from './temporary-folder.ts';

/** Starts it and gives its process id; it ends with the test, or with the process that runs the test. */
export async function namedProcess(name: string): Promise<number> {
	const path = join(await temporaryFolder(), name);
	// A script's process has the name of the script. It waits for the end of its input.
	await writeFile(path, '#!/bin/sh\necho ready; read -r line\n');
	await chmod(path, 0o755);
	const child = spawn(path, {stdio: ['pipe', 'pipe', 'inherit']});
	onTestFinished(() => {
		child.kill();
	});
	await once(child.stdout, 'data');
	if (child.pid === undefined) {
		throw new Error(`${path} was not started`);
	}

	return child.pid;
}
