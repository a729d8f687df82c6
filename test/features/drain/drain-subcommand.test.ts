import {execFileSync} from 'node:child_process';
import {mkdir, readdir, readFile, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {readDrains} from '../../../source/features/drain/drain-memory.ts';
import {conversations} from '../../../source/simulator/workload/shape.ts';
import {quietScene} from '../../plans/apply/changing-director.ts';
import {subcommandDirector} from '../../support/subcommand-director.ts';

const web = 'tcp:172.16.249.138:80';

/** Browsers on one web service with two servers; `options` are those of the service. */
function busyDirector(options: string, lifetime = 12) {
	const scene = quietScene(`-A -t 172.16.249.138:80 ${options}
-a -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 3 -x 9000 -y 8000
-a -t 172.16.249.138:80 -r 10.0.0.9:80 -m -w 3
`);
	return subcommandDirector({
		...scene,
		traffic: {
			...scene.traffic,
			services: [
				{
					service: web,
					connectionsPerSecond: 5,
					conversation: {...conversations.https, lifetime},
					clients: {first: '172.16.0.2', count: 40},
				},
			],
		},
		warmUp: 120,
	});
}

/** Connections of a server, active and inactive. */
async function leftOf(director: Awaited<ReturnType<typeof busyDirector>>, server: string) {
	const line = (await director.ipvsadm('-Ln')).split('\n').find(text => text.includes(server));
	const [active, inactive] = line?.trim().split(/\s+/).slice(4) ?? [];
	return Number(active) + Number(inactive);
}

async function activeOf(director: Awaited<ReturnType<typeof busyDirector>>, server: string) {
	const line = (await director.ipvsadm('-Ln')).split('\n').find(text => text.includes(server));
	return Number(line?.trim().split(/\s+/)[4]);
}

describe('lvstop drain', () => {
	it('sets weight 0, remembers the weight, and says what happens next', async () => {
		const director = await busyDirector('-s wrr');
		expect(await director.run('drain', `${web} 10.0.0.8`, {yes: true})).toEqual({
			code: 0,
			out: `drain of 10.0.0.8:80 in ${web}: 3 → 0
  ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 0 -x 9000 -y 8000
  TCP: new connections go to other servers, open connections continue until they end
done: drain of 10.0.0.8:80 in ${web}: 3 → 0
`,
			err: '',
		});
		expect(await readDrains(director.stateFolder)).toMatchObject([{weight: 3}]);
	});

	it('waits until the server is empty, and shows that it becomes so', async () => {
		const director = await busyDirector('-s wrr');
		const ended = await director.run('drain', `${web} 10.0.0.8`, {yes: true, wait: true});
		expect(ended.code).toBe(0);
		expect(await leftOf(director, '10.0.0.8:80')).toBe(0);
		expect(await activeOf(director, '10.0.0.9:80')).toBeGreaterThan(0);
		const lines = ended.out.split('\n').filter(line => line.startsWith('10.0.0.8:80'));
		expect(lines[0]).toMatch(/: [1-9]\d* active, \d+ closing$/);
		expect(lines.some(line => /about \d.* to go$/.test(line))).toBe(true);
		expect(lines.at(-1)).toMatch(/: empty after \d/);
	});

	it('of a persistent service does not end while its clients come back', async () => {
		const director = await busyDirector('-s wrr -p 300', 1);
		const options = {yes: true, timeout: 120_000};
		const ended = await director.run('drain', `${web} 10.0.0.8`, options);
		expect(ended.code).toBe(1);
		expect(ended.out).toContain('expire_quiescent_template is 0');
		expect(ended.err).toMatch(
			/is not empty after 2 min 0 s: .*persistent clients.*; it stays drained$/m,
		);
		expect(await director.ipvsadm('-Sn')).toContain('-r 10.0.0.8:80 -m -w 0');
	});

	it('of a persistent service ends with expire_quiescent_template', async () => {
		const director = await busyDirector('-s wrr -p 300', 1);
		director.port.setSysctl('expire_quiescent_template', '1');
		// Its last connection may be closing for two minutes.
		const options = {yes: true, timeout: 400_000};
		expect(await director.run('drain', `${web} 10.0.0.8`, options)).toMatchObject({code: 0});
	});

	it('sets the fallback flag of a hashing scheduler first', async () => {
		const director = await busyDirector('-s sh -b sh-port');
		const ended = await director.run('drain', `${web} 10.0.0.8`, {yes: true});
		expect(ended.code).toBe(0);
		expect(await director.ipvsadm('-Sn')).toContain('-s sh -b sh-fallback,sh-port\n');
	});

	it('has to be typed in full if clients are refused', async () => {
		const director = await busyDirector('-s dh');
		const ended = await director.run('drain', `${web} 10.0.0.8`, {answer: 'y'});
		expect(ended.code).toBe(3);
		expect(ended.out).toMatch(/warning: dh does not skip a server of weight 0/);
		expect(ended.out).toMatch(/delete the server instead, or change the scheduler first/);
	});

	it('deletes the server when it is empty, and not before', async () => {
		const director = await busyDirector('-s wrr');
		const ended = await director.run('drain', `${web} 10.0.0.8`, {answer: 'y', delete: true});
		expect(ended.code).toBe(0);
		expect(director.questions).toHaveLength(1);
		expect(ended.out).toContain(
			'then, when it is empty:\n  ipvsadm -d -t 172.16.249.138:80 -r 10.0.0.8:80\n',
		);
		expect(ended.out).toMatch(
			new RegExp(`empty after [^\\n]*\\ndone: delete server 10\\.0\\.0\\.8:80 in ${web}\\n$`),
		);
		expect(await director.ipvsadm('-Sn')).not.toContain('10.0.0.8');
		expect(await readDrains(director.stateFolder)).toEqual([]);
	});

	it('leaves the server when it is not empty in time', async () => {
		const director = await busyDirector('-s wrr', 3600);
		const options = {yes: true, delete: true, timeout: 10_000};
		expect(await director.run('drain', `${web} 10.0.0.8`, options)).toMatchObject({code: 1});
		expect(await director.ipvsadm('-Sn')).toContain('-r 10.0.0.8:80 -m -w 0');
	});

	it('waits for a server that is drained already', async () => {
		const director = await busyDirector('-s wrr');
		await director.run('drain', `${web} 10.0.0.8`, {yes: true});
		const ended = await director.run('drain', `${web} 10.0.0.8`, {wait: true});
		expect(ended.code).toBe(0);
		expect(ended.out).toMatch(/^10\.0\.0\.8:80 in .* already has weight 0\n/);
		expect(await readDrains(director.stateFolder)).toMatchObject([{weight: 3}]);
	});

	it.each([
		[
			'-e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 2',
			/is no longer drained: somebody else set its weight to 2$/,
		],
		['-d -t 172.16.249.138:80 -r 10.0.0.8:80', /is gone: somebody else deleted it$/],
	])('ends if somebody else runs %s', async (words, message) => {
		const director = await busyDirector('-s wrr', 3600);
		director.clock.after(10_000, () => void director.ipvsadm(words));
		const ended = await director.run('drain', `${web} 10.0.0.8`, {yes: true, wait: true});
		expect(ended.code).toBe(1);
		expect(ended.err.trimEnd()).toMatch(message);
	});

	it('ends when the operator interrupts', async () => {
		const director = await busyDirector('-s wrr', 3600);
		const stop = new AbortController();
		director.clock.after(9000, () => stop.abort());
		const options = {yes: true, wait: true, signal: stop.signal};
		const ended = await director.run('drain', `${web} 10.0.0.8`, options);
		expect(ended.code).toBe(1);
		expect(ended.err).toMatch(/^lvstop: not waiting any longer: .*; it stays drained$/m);
	});

	it('continues when the director cannot be read for a while, and gives up after a minute', async () => {
		const director = await busyDirector('-s wrr');
		const cut = (seconds: number) => {
			director.clock.after(seconds * 1000, () => {
				director.port.disturb({hits: path => path === '/proc/net/ip_vs', failure: 'lost'});
			});
		};
		let heal = () => {};
		director.clock.after(4000, () => {
			heal = director.port.disturb({hits: path => path === '/proc/net/ip_vs', failure: 'lost'});
		});
		director.clock.after(20_000, () => heal());
		const recovered = await director.run('drain', `${web} 10.0.0.8`, {yes: true, wait: true});
		expect(recovered.code).toBe(0);
		expect(recovered.err).toMatch(/lost/);
		cut(4);
		const lost = await director.run('drain', `${web} 10.0.0.9`, {yes: true, wait: true});
		expect(lost.code).toBe(4);
		expect(lost.err).toMatch(/could not be read: .*; it stays drained$/m);
	});

	it('only shows the plan in a dry run', async () => {
		const director = await busyDirector('-s sh');
		const before = await director.ipvsadm('-Sn');
		const options = {dryRun: true, delete: true};
		const ended = await director.run('drain', `${web} 10.0.0.8`, options);
		expect(ended.code).toBe(0);
		expect(ended.out.split('\n').filter(line => line.startsWith('  ipvsadm'))).toEqual([
			'  ipvsadm -E -t 172.16.249.138:80 -s sh -b sh-fallback',
			'  ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 0 -x 9000 -y 8000',
			'  ipvsadm -d -t 172.16.249.138:80 -r 10.0.0.8:80',
		]);
		expect(await director.ipvsadm('-Sn')).toBe(before);
		expect(await readDrains(director.stateFolder)).toEqual([]);
	});
});

describe('lvstop undrain', () => {
	it('restores the weight, even if another run drained the server', async () => {
		const director = await busyDirector('-s wrr');
		const before = await director.ipvsadm('-Sn');
		await director.run('drain', `${web} 10.0.0.8`, {yes: true});
		expect(await director.run('undrain', `${web} 10.0.0.8`, {yes: true})).toMatchObject({
			code: 0,
			out: expect.stringMatching(/^undrain of 10\.0\.0\.8:80 .*: 0 → 3$/m),
		});
		expect(await director.ipvsadm('-Sn')).toBe(before);
		expect(await readDrains(director.stateFolder)).toEqual([]);
	});

	it('is refused if nothing was drained, and if nothing is remembered', async () => {
		const director = await busyDirector('-s wrr');
		expect(await director.run('undrain', `${web} 10.0.0.8`, {yes: true})).toMatchObject({
			code: 3,
			err: expect.stringMatching(/is not drained: it has weight 3$/m),
		});
		await director.ipvsadm('-e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 0');
		expect(await director.run('undrain', `${web} 10.0.0.8`, {yes: true})).toMatchObject({
			code: 3,
			err: expect.stringMatching(/before the drain is not known/),
		});
		expect(await director.run('undrain', web, {yes: true})).toMatchObject({code: 2});
	});

	it('is not prevented for one server by invalid entries of others', async () => {
		const director = await busyDirector('-s wrr');
		await director.run('drain', `${web} 10.0.0.8`, {yes: true});
		const drains = join(director.stateFolder, 'drains');
		await mkdir(join(drains, 'folder.json'));
		await writeFile(join(drains, 'cut.json'), '{"service":"tcp:1');
		execFileSync('mkfifo', [join(drains, 'pipe.json')]);
		await symlink('nowhere', join(drains, 'link.json'));
		expect(await director.run('undrain', `${web} 10.0.0.8`, {yes: true})).toMatchObject({
			code: 0,
			out: expect.stringMatching(/: 0 → 3$/m),
		});
	});

	it.each([
		[
			'1e9',
			/the remembered weight of 10\.0\.0\.8:80 .* is 1000000000, but the largest possible is 65535/,
		],
		[
			'2.5',
			/drains\/\S+ does not contain the weight of a server before its drain: weight: .*, not 2\.5$/m,
		],
		['"3"', /does not contain the weight/],
		['-1', /does not contain the weight/],
	])('refuses a remembered weight of %s', async (weight, reason) => {
		const director = await busyDirector('-s wrr');
		await director.run('drain', `${web} 10.0.0.8`, {yes: true});
		const before = await director.ipvsadm('-Sn');
		const [name = ''] = await readdir(join(director.stateFolder, 'drains'));
		const path = join(director.stateFolder, 'drains', name);
		await writeFile(
			path,
			(await readFile(path, 'utf8')).replace('"weight":3', `"weight":${weight}`),
		);
		expect(await director.run('undrain', `${web} 10.0.0.8`, {yes: true})).toMatchObject({
			code: 3,
			err: expect.stringMatching(reason),
		});
		expect(await director.ipvsadm('-Sn')).toBe(before);
	});
});
