/**
 * A process that runs `lvstop restore` on a simulated director and kills itself at its nth operation: on
 * files, between the calls of the director, and between the lines that one ipvsadm gets. Words: the folder,
 * in which the director's rules lie in `director`, and which operation (0 is none).
 */
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Port} from '../../../../source/director/port/port.ts';
import {rulesText} from '../../../../source/features/snapshots/files/rules-file.ts';
import {directorWith, rulesIn} from '../../../support/director-with.ts';
import {runSnapshot} from '../../../support/run-snapshot-subcommand.ts';
import {killAtOperation} from './kill-at-operation.ts';

const [, , folder = '', killAt = '0'] = process.argv;
const operations = killAtOperation(Number(killAt));
const rulesPath = join(folder, 'director');
const director = directorWith(rulesIn(readFileSync(rulesPath, 'utf8')));

/** The director survives this process: its rules are written to the file before anything else. */
const runAndKeep: Port['run'] = async (command, options) => {
	operations.next();
	const result = await director.port.run(command, options);
	if (!/^-[SL]/.test(command[1] ?? '')) {
		writeFileSync(rulesPath, rulesText(await director.rules()));
	}

	return result;
};

const port: Port = {
	...director.port,
	async run(command, options) {
		if (command[1] !== '-R') {
			return await runAndKeep(command, options);
		}

		let last = {exitCode: 0, stdout: '', stderr: ''};
		for (const input of options?.input?.split(/(?<=\n)/) ?? []) {
			last = await runAndKeep(command, {...options, input});
		}

		return last;
	},
	readFile(path, options) {
		operations.next();
		return director.port.readFile(path, options);
	},
};

const {code, err} = await runSnapshot({port, clock: director.clock, folder}, 'restore', ['-'], {
	yes: true,
	input: readFileSync(join(folder, 'wanted'), 'utf8'),
});
process.stderr.write(err);
process.stdout.write(String(operations.count()));
process.exitCode = code;
