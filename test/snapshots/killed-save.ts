/**
 * A process that saves rules and kills itself at its nth operation on files. Words: the file, which
 * operation (0 is none), `keep` or `replace`, and the address of the one server that is saved.
 *
 * It kills itself right before the operation; a write it does by half first.
 */
import promises from 'node:fs/promises';
import {syncBuiltinESMExports} from 'node:module';
import {rulesOf} from '../support/rules-of.ts';

const [, , path = '', killAt = '0', existing = 'keep', server = ''] = process.argv;
let operations = 0;

function orDie(): void {
	operations += 1;
	if (operations === Number(killAt)) {
		process.kill(process.pid, 'SIGKILL');
	}
}

const {open, link, rename, rm, lstat} = promises;
promises.open = async (...words) => {
	orDie();
	const handle = await open(...words);
	const {writeFile, sync, close} = handle;
	handle.writeFile = async text => {
		await writeFile.call(handle, String(text).slice(0, String(text).length / 2));
		orDie();
		await writeFile.call(handle, String(text).slice(String(text).length / 2));
	};
	handle.sync = () => {
		orDie();
		return sync.call(handle);
	};
	handle.close = () => {
		orDie();
		return close.call(handle);
	};
	return handle;
};
promises.link = (...words) => {
	orDie();
	return link(...words);
};
promises.rename = (...words) => {
	orDie();
	return rename(...words);
};
promises.rm = (...words) => {
	orDie();
	return rm(...words);
};
promises.lstat = ((file: string) => {
	orDie();
	return lstat(file);
}) as typeof lstat;
syncBuiltinESMExports();

const {saveRulesFile} = await import('../../source/snapshots/rules-file.ts');
await saveRulesFile(
	path,
	{
		rules: rulesOf('-A -t 10.1.1.1:80 -s rr', `-a -t 10.1.1.1:80 -r ${server}:80 -m -w 1`),
		time: 0,
		host: 'lb1',
		occasion: 'saved',
		note: server,
		settings: null,
	},
	existing === 'replace' ? 'replace' : 'keep',
);
process.stdout.write(String(operations));
