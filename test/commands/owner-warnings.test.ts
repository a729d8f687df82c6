/**
 * Subcommands on a table that somebody else also manages.
 */
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {showCommand} from '../../source/director/port/show-command.ts';
import {ownerProbe} from '../../source/ipvs/owner-probe.ts';
import {createManualClock} from '../../source/simulator/manual-clock.ts';
import {createSimulatedPort} from '../../source/simulator/simulated-port.ts';
import {quietScene} from '../plans/apply/changing-director.ts';
import {runSnapshot} from '../support/run-snapshot-subcommand.ts';
import {subcommandDirector} from '../support/subcommand-director.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';

const web = 'tcp:172.16.249.138:80';
const rules = `-A -t 172.16.249.138:80 -s wrr
-a -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 3
-a -t 172.16.249.138:80 -r 10.0.0.9:80 -m -w 3
`;
const scene = {...quietScene(rules), owner: 'keepalived'} as const;
const ofWeight = /^ {2}warning: keepalived does not notice the edit: /m;
const ofDeletion = /^ {2}warning: keepalived adds a server of keepalived\.conf again/m;

describe('beside keepalived', () => {
	it('setting a weight warns about its reaction, even without a question', async () => {
		const director = await subcommandDirector(scene);
		const ended = await director.run('weight', `${web} 10.0.0.8 5`, {yes: true});
		expect(ended).toMatchObject({code: 0, err: ''});
		expect(ended.out).toMatch(ofWeight);
		expect(await director.ipvsadm('-Sn')).toContain('-r 10.0.0.8:80 -m -w 5');
	});

	it('a dry run and an undrain warn as well', async () => {
		const director = await subcommandDirector(scene);
		const dry = await director.run('weight', `${web} 10.0.0.8 5`, {dryRun: true});
		expect(dry.out).toMatch(ofWeight);
		await director.run('drain', `${web} 10.0.0.8`, {yes: true});
		expect((await director.run('undrain', `${web} 10.0.0.8`, {yes: true})).out).toMatch(ofWeight);
	});

	it('a drain warns about the weight, and about a deletion that follows', async () => {
		const director = await subcommandDirector(scene);
		const drain = await director.run('drain', `${web} 10.0.0.8`, {dryRun: true});
		expect(drain.out).toMatch(ofWeight);
		expect(drain.out).not.toMatch(ofDeletion);
		const deletion = await director.run('drain', `${web} 10.0.0.8`, {dryRun: true, delete: true});
		expect(deletion.out).toMatch(ofWeight);
		expect(deletion.out.slice(deletion.out.indexOf('then, when it is empty'))).toMatch(ofDeletion);
	});

	it('a restore warns of each kind of change once', async () => {
		const clock = createManualClock();
		const port = createSimulatedPort({scene, seed: 1, clock});
		const folder = await temporaryFolder();
		const file = join(folder, 'wanted.ipvs');
		await writeFile(file, rules.replace('-s wrr', '-s wlc').replaceAll('-w 3', '-w 4'));
		const {out, code} = await runSnapshot({port, clock, folder}, 'restore', [file], {yes: true});
		expect(code).toBe(0);
		expect(out.match(/warning: keepalived .*/g)).toEqual([
			expect.stringContaining('does not notice the edit'),
			expect.stringContaining('sets the service back'),
		]);
	});

	it('a change is made even if owners cannot be detected', async () => {
		const director = await subcommandDirector(scene);
		const look = showCommand(ownerProbe);
		director.port.disturb({hits: subject => subject === look, failure: 'missing'});
		const ended = await director.run('weight', `${web} 10.0.0.8 5`, {yes: true});
		expect(ended).toMatchObject({code: 0, err: ''});
		expect(ended.out).not.toContain('warning');
	});
});

describe('without other owners', () => {
	it('there is no word about it', async () => {
		const director = await subcommandDirector(quietScene(rules));
		const ended = await director.run('weight', `${web} 10.0.0.8 5`, {yes: true});
		expect(ended.out).not.toContain('warning');
	});
});
