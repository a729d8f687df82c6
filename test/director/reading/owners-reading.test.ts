import {existsSync} from 'node:fs';
import {chmod, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {localOwnerEvidence} from '../../../source/director/port/local-owner-evidence.ts';
import {createLocalPort} from '../../../source/director/port/local-port.ts';
import {type Port, PortError} from '../../../source/director/port/port.ts';
import {createPrefixedPort} from '../../../source/director/port/prefixed-port.ts';
import {readOwners} from '../../../source/director/reading/owners-reading.ts';
import {ownerProbe} from '../../../source/ipvs/owner-probe.ts';
import {createManualClock} from '../../../source/simulator/manual-clock.ts';
import {type SceneName, sceneNamed} from '../../../source/simulator/scenes/scenes.ts';
import {createSimulatedPort} from '../../../source/simulator/simulated-port.ts';
import {namedProcess} from '../../support/named-process.ts';
import {temporaryFolder} from '../../support/temporary-folder.ts';
import {type Answer, textsPort} from './texts-port.ts';

const look = ownerProbe.join(' ');

function answering(answer: Answer): Port {
	return textsPort({[look]: answer});
}

/** A command that passes its words to another shell, as ssh does. */
async function shellPrefix(): Promise<string> {
	const path = join(await temporaryFolder(), 'go');
	await writeFile(path, '#!/bin/sh\nexec sh -c "$*"\n');
	await chmod(path, 0o755);
	return path;
}

describe('looking for owners', () => {
	it('takes one command', async () => {
		const port = textsPort({[look]: 'docker ingress_sbox\nend\n'});
		expect(await readOwners({port})).toMatchObject({owners: [{kind: 'docker'}]});
		expect(port.asked).toEqual([look]);
	});

	it('finds no owner on a machine without one, and says what it could not see', async () => {
		expect(await readOwners({port: answering('end\n')})).toEqual({
			owners: [],
			limits: expect.stringContaining('only the processes of this container'),
		});
	});

	it.each<[string, Answer, RegExp]>([
		[
			'there is no shell',
			new PortError('missing', look, `${look}: no such program`),
			/^missing: sh: no such program$/,
		],
		[
			'the way there refuses it',
			new PortError('forbidden', look, `${look}: no`, 'sudo: a password is required\n'),
			/^sudo: a password is required$/,
		],
		[
			'the shell fails',
			{exitCode: 2, stdout: '', stderr: 'sh: syntax error\n'},
			/^sh: syntax error$/,
		],
		['the shell ends without a word', {exitCode: 9, stdout: '', stderr: ''}, /exit code 9/],
		['the answer is cut off', 'process 81', /cut off/],
		['the answer is none', '', /did not finish/],
	])('has unknown owners if %s, and gives the reason', async (_, answer, why) => {
		expect(await readOwners({port: answering(answer)})).toEqual({
			owners: null,
			why: expect.stringMatching(why),
		});
	});

	it('ends when it is cancelled', async () => {
		const port = createLocalPort();
		expect(await readOwners({port, signal: AbortSignal.abort()})).toEqual({
			owners: null,
			why: 'cancelled: /proc: cancelled',
		});
	});
});

describe('a process called keepalived', () => {
	const isThere = (pid: number) => ({
		owners: expect.arrayContaining([
			expect.objectContaining({
				kind: 'keepalived',
				sign: expect.stringMatching(new RegExp(`[( ]${pid}[),]`)),
			}),
		]),
	});

	it('is found on this machine', async () => {
		const pid = await namedProcess('keepalived');
		expect(await readOwners({port: createLocalPort()})).toMatchObject(isThere(pid));
	});

	it('is found by reading files as by running the probe', async () => {
		const pid = await namedProcess('keepalived');
		const local = createLocalPort();
		const lines = async (text: Promise<string>) =>
			(await text)
				.split('\n')
				.filter(line => !/^(?:process|arguments) /.test(line) || line.split(' ')[1] === String(pid))
				.map(line => line.replace(/^.* (?=pid:)/, ''));
		const probed = local.run(ownerProbe).then(({stdout}) => stdout);
		const read = lines(localOwnerEvidence());
		expect(await read).toEqual(await lines(probed));
		expect(await read).toContainEqual(`process ${pid} here keepalived`);
		expect(await read).toContainEqual(expect.stringContaining(`arguments ${pid} `));
	});

	it('is found through a command', async () => {
		const pid = await namedProcess('keepalived');
		const port = createPrefixedPort(createLocalPort(), ['env', 'LC_ALL=C']);
		expect(await readOwners({port})).toMatchObject(isThere(pid));
	});

	it('is found through a command that hands its words to a shell', async () => {
		const pid = await namedProcess('keepalived');
		const port = createPrefixedPort(createLocalPort(), [await shellPrefix()]);
		expect(await readOwners({port})).toMatchObject(isThere(pid));
	});

	it.each(['/usr/bin/dash', '/usr/bin/bash', '/usr/bin/busybox'].filter(path => existsSync(path)))(
		'is found by the shell %s',
		async shell => {
			const pid = await namedProcess('keepalived');
			const local = createLocalPort();
			const words = shell.endsWith('busybox') ? [shell, 'sh'] : [shell];
			const port: Port = {
				...local,
				ownerEvidence: undefined,
				run: ([, ...rest], options) => local.run(['env', ...words, ...rest], options),
			};
			expect(await readOwners({port})).toMatchObject(isThere(pid));
		},
	);
});

describe('a demonstration', () => {
	const readIn = (scene: SceneName) =>
		readOwners({port: createSimulatedPort({scene, seed: 1, clock: createManualClock()})});

	it('has a keepalived where something goes wrong', async () => {
		expect(await readIn('incident')).toEqual({
			owners: [
				{kind: 'keepalived', sign: 'process keepalived with health checks (813)', doubt: null},
			],
			limits: null,
		});
	});

	it('has no other owner in its other scenes', async () => {
		expect(await readIn('nat')).toEqual({owners: [], limits: null});
	});

	it.each(['keepalived', 'ldirectord', 'kube-proxy', 'docker'] as const)(
		'can have %s',
		async owner => {
			const scene = {...sceneNamed('nat'), owner};
			const port = createSimulatedPort({scene, seed: 1, clock: createManualClock()});
			expect(await readOwners({port})).toMatchObject({owners: [{kind: owner, doubt: null}]});
		},
	);
});
