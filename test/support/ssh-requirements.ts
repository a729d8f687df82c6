/**
 * The requirements of the tests of `--host`.
 */
import {existsSync} from 'node:fs';
import process from 'node:process';

/** The programs, each with its Debian package. */
const programs = {
	'/usr/sbin/sshd': 'openssh-server',
	'/usr/bin/ssh': 'openssh-client',
	'/usr/bin/sudo': 'sudo',
} as const;

function whyNone(): string | null {
	const missing = Object.entries(programs).flatMap(([file, name]) =>
		existsSync(file) ? [] : [name],
	);
	return missing.length === 0
		? null
		: `the tests of --host need: apt-get install --no-install-recommends ${missing.join(' ')}`;
}

/** Why there can be no sshd here, in one line; null if there can. With LVSTOP_LAB=require that is an error. */
export const whyNoSsh = whyNone();

if (whyNoSsh !== null) {
	if (process.env['LVSTOP_LAB'] === 'require') {
		throw new Error(whyNoSsh);
	}

	process.stderr.write(`\nTHE TESTS OF --host ARE SKIPPED: ${whyNoSsh}\n\n`);
}
