/**
 * Other namespaces from the command line: the programs that open them are fake, everything else is real.
 */
import {chmod, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it, vi} from 'vitest';
import {run} from '../../source/program/run.ts';
import {fakeProgram} from '../support/fake-program.ts';
import {farDirector} from '../support/far-director.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';

/** Reads once, with programs of this folder before those of the machine. */
async function look(words: readonly string[], programs: Readonly<Record<string, string>>) {
	const {via} = await farDirector();
	const folder = await temporaryFolder();
	for (const [name, script] of Object.entries(programs)) {
		const path = join(folder, name);
		await writeFile(path, `#!/bin/sh\n${script.replaceAll('GO', via)}\n`);
		await chmod(path, 0o755);
	}

	vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`);
	const program = fakeProgram();
	try {
		const code = await run(program, [...words, '--once']);
		return {code, out: program.out(), err: program.err()};
	} finally {
		vi.unstubAllEnvs();
	}
}

/** By netlink, lvstop enters the namespace itself, and these do not exist. */
const byText = ['--source', 'ipvsadm'];

const table = /^ +10\.0\.0\.8:80 +NAT +1 /m;

describe('--netns', () => {
	it('takes a name of ip netns', async () => {
		const {code, out} = await look(['--netns', 'lb', ...byText], {
			ip: '[ "$1 $2 $3" = "netns exec lb" ] || exit 1; shift 3; exec GO "$@"',
		});
		expect(code).toBe(0);
		expect(out).toMatch(table);
	});

	it('takes a path, as those of docker swarm', async () => {
		const {code, out} = await look(['--netns', '/run/docker/netns/ingress_sbox', ...byText], {
			nsenter: '[ "$1" = "--net=/run/docker/netns/ingress_sbox" ] || exit 1; shift; exec GO "$@"',
		});
		expect(code).toBe(0);
		expect(out).toContain("nsenter '--net=/run/docker/netns/ingress_sbox'  IPVS 1.2.1");
		expect(out).toMatch(table);
	});

	it.each([
		['--netns', '-all'],
		['--netns', ''],
		['--container', '--latest'],
	])(
		'%s %j is refused: it would be an option of the program that opens it',
		async (option, name) => {
			const {code, err} = await look([`${option}=${name}`], {});
			expect(code).toBe(2);
			expect(err).toContain(`lvstop: ${option} needs a name`);
		},
	);
});

describe('--container', () => {
	it('enters the namespace of the first process of the container', async () => {
		const {code, out} = await look(['--container', 'lb'], {
			docker: '[ "$1" = inspect ] && echo 4711',
			nsenter: '[ "$1" = --net=/proc/4711/ns/net ] || exit 1; shift; exec GO "$@"',
		});
		expect(code).toBe(0);
		expect(out).toContain('container lb  IPVS 1.2.1');
		expect(out).toMatch(table);
	});

	it('includes the engine’s message', async () => {
		const {code, err} = await look(['--container', 'lb'], {
			docker: 'echo "Error: No such container: lb" >&2; exit 1',
			podman: 'echo "Error: no container with name or ID \\"lb\\" found" >&2; exit 125',
		});
		expect(code).toBe(4);
		expect(err).toContain('container lb: docker: Error: No such container: lb; podman: Error: no');
	});
});
