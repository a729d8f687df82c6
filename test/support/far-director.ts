/**
 * A director behind a command, for `--via`: a program that passes its words to an `ipvsadm` and a `cat`, which answer
 * with recorded output of a real kernel.
 */
import {chmod, cp, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {temporaryFolder} from './temporary-folder.ts';

const prints = fileURLToPath(
	new URL('../fixtures/linux-6.1-ipvsadm-1.31/lab-nat/first', import.meta.url),
);

export interface FarDirector {
	/** The command for `--via`; its name is `go`. */
	readonly via: string;
	/** Replaces the sh script of a program: `go`, `ipvsadm` or `cat`. */
	becomes(program: string, script: string): Promise<void>;
	/** Puts lines before the sh script of a program. */
	wrap(program: string, script: string): Promise<void>;
}

/** Creates the director; it is removed with the test. */
export async function farDirector(): Promise<FarDirector> {
	const folder = await temporaryFolder();
	const becomes = async (program: string, script: string) => {
		const path = join(folder, program);
		await writeFile(path, `#!/bin/sh\n${script}\n`);
		await chmod(path, 0o755);
	};

	const wrap = async (program: string, script: string) => {
		const whole = await readFile(join(folder, program), 'utf8');
		await writeFile(
			join(folder, program),
			whole.replace('\n', () => `\n${script}\n`),
		);
	};

	await cp(prints, join(folder, 'prints'), {recursive: true});
	await becomes('go', `PATH=${folder}; exec "$@"`);
	// `-Ln --stats --exact` is in ipvsadm-Ln--stats--exact.txt.
	await becomes(
		'ipvsadm',
		`name=; for word; do name="$name$word"; done; exec /bin/cat ${folder}/prints/ipvsadm"$name".txt`,
	);
	// /proc/net/ip_vs is in proc-net-ip_vs.txt.
	await becomes(
		'cat',
		`name=$(echo "$1" | /bin/sed 's|^/||; s|/|-|g')
		[ -e ${folder}/prints/"$name".txt ] && exec /bin/cat ${folder}/prints/"$name".txt
		echo "cat: $1: No such file or directory" >&2
		exit 1`,
	);
	return {via: join(folder, 'go'), becomes, wrap};
}
