import {readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import type {Reader} from '../../../../source/director/reading/reading.ts';
import {fewSteps} from '../../../../source/features/snapshots/commands/snapshot-first.ts';
import {listSnapshots} from '../../../../source/features/snapshots/files/snapshot-folder.ts';
import {snapshotFolder} from '../../../../source/files/locations.ts';
import {proposeWeights} from '../../../../source/plans/set-weight.ts';
import {createSession, openSession} from '../../../../source/program/open-session.ts';
import {createPassingMemory} from '../../../../source/program/state-folder.ts';
import {createManualClock} from '../../../../source/simulator/manual-clock.ts';
import {planOf} from '../../../plans/apply/weight-plans.ts';
import {directorWith, rulesIn} from '../../../support/director-with.ts';
import {temporaryFolder} from '../../../support/temporary-folder.ts';

/** All servers of a director. */
async function allServers(reader: Reader) {
	const {services} = await reader.read({
		counters: false,
		kernelRates: false,
		persistentConnections: false,
		freshRules: true,
		settings: false,
	});
	return services.flatMap(service => service.servers.map(server => ({service, server})));
}

/** A service with this many servers of weight 1, and a session that saves to the folder. */
async function openWith(servers: number, snapshotFolder: string | null) {
	const lines = Array.from(
		{length: servers},
		(_, index) => `-a -t 10.1.1.1:80 -r 10.0.0.${index + 1}:80 -m -w 1\n`,
	);
	const text = `-A -t 10.1.1.1:80 -s rr\n${lines.join('')}`;
	const {port, clock, reader} = directorWith(rulesIn(text));
	const session = createSession({
		port,
		clock,
		isNear: true,
		state: createPassingMemory(),
		snapshotFolder,
		user: 'ann',
	});
	const targets = await allServers(reader);
	return {text, session, plan: planOf(proposeWeights(targets, {to: 7})), port};
}

it('a plan that changes many rows saves the rules first, as they were', async () => {
	const folder = join(await temporaryFolder(), 'snapshots');
	const {session, plan, text} = await openWith(fewSteps + 1, folder);
	expect(await session.apply(plan)).toMatchObject({result: 'done'});

	const files = (await readdir(folder)).sort();
	expect(files).toHaveLength(2);
	const [rules = '', about = ''] = files;
	const saved = await readFile(join(folder, rules), 'utf8');
	expect(saved.trim().split('\n').sort()).toEqual(text.trim().split('\n').sort());
	expect(JSON.parse(await readFile(join(folder, about), 'utf8'))).toMatchObject({
		host: 'lb1',
		occasion: 'before-change',
	});
});

it('a plan of few steps saves nothing', async () => {
	const folder = join(await temporaryFolder(), 'snapshots');
	const {session, plan} = await openWith(fewSteps, folder);
	expect(await session.apply(plan)).toMatchObject({result: 'done'});
	await expect(readdir(folder)).rejects.toThrow('ENOENT');
});

it('nothing is changed if the rules cannot be saved', async () => {
	const file = join(await temporaryFolder(), 'file');
	await writeFile(file, '');
	const {session, plan, port} = await openWith(fewSteps + 1, join(file, 'snapshots'));
	expect(await session.apply(plan)).toEqual({
		result: 'refused',
		reason: expect.stringMatching(
			/^a snapshot has to be saved before 11 commands: .*: a part of the path is not a folder$/,
		),
	});
	expect((await port.run(['ipvsadm', '-Sn'])).stdout).not.toContain('-w 7');
});

it('nothing is changed if the rules cannot be read, and there is advice', async () => {
	const folder = join(await temporaryFolder(), 'snapshots');
	const {session, plan, port} = await openWith(fewSteps + 1, folder);
	port.disturb({hits: subject => subject === 'ipvsadm -Sn', failure: 'lost'});
	expect(await session.apply(plan)).toEqual({
		result: 'refused',
		reason: expect.stringMatching(
			/^a snapshot has to be saved before 11 commands: .*; try the same command by hand$/,
		),
	});
});

it('a session without a folder changes the director without a file', async () => {
	const {session, plan} = await openWith(fewSteps + 1, null);
	expect(await session.apply(plan)).toMatchObject({result: 'done'});
});

it('a demonstration saves one in its own state folder, as a real director does', async () => {
	const folder = await temporaryFolder();
	const environment = {XDG_STATE_HOME: folder};
	const session = openSession(
		{...{demo: 'incident', via: null, host: null, netns: null, container: null}, source: 'auto'},
		{environment, clock: createManualClock(), answersKeys: false, asks: false},
	);
	const targets = await allServers(session.reader);
	const plan = planOf(proposeWeights(targets, {times: 2}));
	expect(plan.steps.length).toBeGreaterThan(fewSteps);
	expect(await session.apply(plan)).toMatchObject({result: 'done'});
	const [saved] = await listSnapshots(snapshotFolder(environment, session.port.place));
	expect(saved?.about).toMatchObject({host: 'lb1', occasion: 'before-change', servers: 22});
});
