import {readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {rulesText} from '../../../../source/features/snapshots/files/rules-file.ts';
import {writeJournal} from '../../../../source/features/snapshots/restore/restore-journal.ts';
import {readLog} from '../../../../source/plans/log/read-log.ts';
import {directorWith} from '../../../support/director-with.ts';
import {rulesOf} from '../../../support/rules-of.ts';
import {runSnapshot, type SnapshotRunOptions} from '../../../support/run-snapshot-subcommand.ts';
import {temporaryFolder} from '../../../support/temporary-folder.ts';

const present = `-A -t 10.1.1.1:80 -s rr
-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 1 -x 100 -y 80
-a -t 10.1.1.1:80 -r 10.0.0.9:80 -m -w 1
-A -u 10.1.1.1:53 -s rr
`;
const wanted = `-A -t 10.1.1.1:80 -s wlc
-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 5 -x 100 -y 80
-a -t 10.1.1.1:80 -r 10.0.0.10:80 -m -w 1
`;

async function place(rules = present) {
	const director = directorWith(rulesOf(...rules.trim().split('\n')));
	const folder = await temporaryFolder();
	const file = async (name: string, text: string) => {
		const path = join(folder, name);
		await writeFile(path, text);
		return path;
	};
	return {
		...director,
		folder,
		file,
		snapshotFolder: join(folder, 'snapshots', 'lb1'),
		run: (name: string, words: readonly string[], options?: SnapshotRunOptions) =>
			runSnapshot({...director, folder}, name, words, options),
		text: async () => rulesText(await director.rules()),
	};
}

describe('lvstop save', () => {
	test('prints the rules for -, thresholds included', async () => {
		const {run} = await place();
		expect(await run('save', ['-'])).toEqual({code: 0, out: present, err: ''});
	});

	test('saves to the snapshot folder under the time', async () => {
		const {run, snapshotFolder} = await place();
		const path = join(snapshotFolder, '2026-01-01T00-00-00Z.ipvs');
		expect(await run('save', [], {note: 'good'})).toEqual({
			code: 0,
			out: `saved 2 services and 2 servers: ${path}\n`,
			err: '',
		});
		expect(await readFile(path, 'utf8')).toBe(present);
		expect(JSON.parse(await readFile(`${path}.json`, 'utf8'))).toMatchObject({
			time: '2026-01-01T00:00:00.000Z',
			host: 'lb1',
			note: 'good',
			settings: {timeouts: {tcp: 900, tcpFin: 120, udp: 300}, daemons: []},
		});
	});

	test('does not overwrite a file unless told to', async () => {
		const {run, file} = await place();
		const path = await file('rules', 'precious');
		expect(await run('save', [path])).toEqual({
			code: 3,
			out: '',
			err: `lvstop: ${path} exists; use --force to replace it\n`,
		});
		expect(await readFile(path, 'utf8')).toBe('precious');
		expect(await run('save', [path], {force: true})).toMatchObject({code: 0});
		expect(await readFile(path, 'utf8')).toBe(present);
	});

	test('keeps as many snapshots as configured', async () => {
		const {run, clock, snapshotFolder} = await place();
		for (let count = 0; count < 3; count += 1) {
			clock.advance(1000);
			await run('save', [], {keepSnapshots: 2});
		}

		expect((await readdir(snapshotFolder)).filter(name => name.endsWith('.ipvs'))).toEqual([
			'2026-01-01T00-00-02Z.ipvs',
			'2026-01-01T00-00-03Z.ipvs',
		]);
	});

	test('reports an unreachable director, and wrong usage', async () => {
		const {run, port} = await place();
		port.disturb({hits: subject => subject.startsWith('/proc/net/ip_vs'), failure: 'lost'});
		expect(await run('save', ['-'])).toMatchObject({code: 4, out: ''});
		expect(await run('save', ['a', 'b'])).toMatchObject({code: 2, err: /usage: lvstop save/});
	});
});

describe('lvstop diff', () => {
	const difference = `~ tcp:10.1.1.1:80  scheduler rr → wlc
+   10.0.0.10:80  -m -w 1
~   10.0.0.8:80  weight 1 → 5
-   10.0.0.9:80  -m -w 1
- udp:10.1.1.1:53  -s rr
1 server added, 1 service and 1 server changed, 1 service and 1 server removed
`;

	test('shows what a restore of the file would change on the director', async () => {
		const {run, file} = await place();
		const words = [await file('rules', wanted)];
		expect(await run('diff', words)).toEqual({code: 1, out: difference, err: ''});
	});

	test('compares two files, and standard input', async () => {
		const {run, file} = await place(wanted);
		const one = await file('one', present);
		expect(await run('diff', [one, await file('two', wanted)])).toMatchObject({out: difference});
		expect(await run('diff', [one, '-'], {input: wanted})).toMatchObject({out: difference});
	});

	test('ends with 0 if the rules are the same in another order', async () => {
		const {run, file} = await place();
		const lines = present.trim().split('\n');
		const reordered = [lines[3], lines[0], lines[2], lines[1]].join('\n');
		expect(await run('diff', [await file('rules', reordered)])).toEqual({
			code: 0,
			out: 'no differences\n',
			err: '',
		});
	});

	test('is in colours if they are enabled', async () => {
		const {run, file} = await place();
		const {out} = await run('diff', [await file('rules', wanted)], {color: true});
		expect(out).toContain('\u001B[32m+   10.0.0.10:80  -m -w 1\u001B[m\n');
		expect(out).toContain('\u001B[31m-   10.0.0.9:80  -m -w 1\u001B[m\n');
	});

	test('is an object with --json', async () => {
		const {run, file} = await place();
		const {out, code} = await run('diff', [await file('rules', wanted)], {json: true});
		expect(code).toBe(1);
		expect(JSON.parse(out)).toMatchObject({
			same: false,
			counts: {services: {added: 0, changed: 1, removed: 1}},
			services: {
				changed: [
					{
						id: 'tcp:10.1.1.1:80',
						changes: [{field: 'scheduler', before: 'rr', after: 'wlc'}],
					},
				],
				removed: [{id: 'udp:10.1.1.1:53', scheduler: 'rr', servers: []}],
			},
			servers: {
				added: [{service: 'tcp:10.1.1.1:80', id: '10.0.0.10:80', weight: 1}],
				changed: [{id: '10.0.0.8:80', changes: [{field: 'weight', before: 1, after: 5}]}],
				removed: [{id: '10.0.0.9:80'}],
			},
		});
	});

	test('can leave weights and other services out', async () => {
		const {run, file} = await place();
		const path = await file('rules', wanted);
		const {out} = await run('diff', [path], {keepWeights: true, service: ['tcp:10.1.1.1:80']});
		expect(out).toBe(`~ tcp:10.1.1.1:80  scheduler rr → wlc
+   10.0.0.10:80  -m -w 1
-   10.0.0.9:80  -m -w 1
1 server added, 1 service changed, 1 server removed
`);
		expect(await run('diff', [path], {service: ['www']})).toMatchObject({code: 2});
		const misspelt = {service: ['tcp:10.1.1.1:80', 'tcp:10.1.1.1:8080']};
		for (const name of ['diff', 'restore'] as const) {
			expect(await run(name, [path], misspelt)).toMatchObject({
				code: 2,
				out: '',
				err: expect.stringContaining('neither side has tcp:10.1.1.1:8080'),
			});
		}
	});

	test('mentions timeouts and daemons that differ from the saved ones, without counting them as a difference', async () => {
		const {run, ipvsadm, folder} = await place();
		await ipvsadm('--set 300 60 90');
		await ipvsadm('--start-daemon master --mcast-interface eth0 --syncid 5');
		const path = join(folder, 'rules');
		await run('save', [path]);
		await ipvsadm('--set 900 60 90');
		await ipvsadm('--stop-daemon master');
		const {code, err} = await run('diff', [path]);
		expect(code).toBe(0);
		expect(err).toContain('  ipvsadm --set 300 0 0\n');
		expect(err).toContain('  ipvsadm --start-daemon master --mcast-interface eth0 --syncid 5');
	});

	test.each([
		['-A -t 10.1.1.1:80 -s rr\n-C\n', /rules:2: not a rule: .*: "-C"\n$/],
		['\u0000\u0001', /rules:1: /],
	])('names file, line and reason if the file is invalid (%j)', async (text, message) => {
		const {run, file} = await place();
		const {code, err} = await run('diff', [await file('rules', text)]);
		expect(code).toBe(2);
		expect(err).toMatch(message);
	});
});

describe('lvstop restore', () => {
	test('changes the rules to those of the file, after showing the plan', async () => {
		const {run, file, text, snapshotFolder, folder} = await place();
		const path = await file('rules', wanted);
		const title = `restore of ${path}: 1 server added, 1 service and 1 server changed, 1 service and 1 server removed`;
		const before = join(snapshotFolder, '2026-01-01T00-00-00Z.ipvs');
		const {code, out, err} = await run('restore', [path], {yes: true});
		expect({code, err}).toEqual({code: 0, err: ''});
		expect(out).toContain(`${title}\n`);
		expect(out).toContain('  ipvsadm -a -t 10.1.1.1:80 -r 10.0.0.10:80 -m -w 1\n');
		expect(out).toContain(`done: ${title}\nthe previous rules are saved in ${before}\n`);
		expect(await text()).toBe(wanted);
		expect(await readFile(before, 'utf8')).toBe(present);
		expect((await readLog(join(folder, 'lb1'))).entries).toHaveLength(5);
	});

	test('goes back by the name of the snapshot that it made', async () => {
		const {run, file, text, clock} = await place();
		await run('restore', [await file('rules', wanted)], {yes: true});
		clock.advance(60_000);
		expect(await run('restore', ['2026-01-01T00-00-00Z'], {yes: true})).toMatchObject({code: 0});
		expect(await text()).toBe(present);
	});

	test('takes standard input', async () => {
		const {run, text} = await place();
		expect(await run('restore', ['-'], {yes: true, input: wanted})).toMatchObject({code: 0});
		expect(await text()).toBe(wanted);
	});

	test('with --dry-run changes nothing and shows every command', async () => {
		const {run, text, folder} = await place();
		const many = Array.from({length: 100}, (_, index) => `-A -f ${index + 1} -s rr\n`).join('');
		const {code, out} = await run('restore', ['-'], {dryRun: true, input: many});
		expect(code).toBe(0);
		expect(out.match(/^ {2}ipvsadm -A/gm)).toHaveLength(100);
		expect(await text()).toBe(present);
		expect(await readdir(folder)).toEqual([]);
	});

	test('shows the first commands of many', async () => {
		const {run} = await place();
		const many = Array.from({length: 100}, (_, index) => `-A -f ${index + 1} -s rr\n`).join('');
		const {out} = await run('restore', ['-'], {yes: true, input: many});
		expect(out).toContain('  and 62 more commands (--dry-run shows all)\n');
	});

	test.each([
		['without a terminal', {}],
		['without the answer that dropping traffic takes', {answer: 'y'}],
		['on a director that is read-only', {yes: true, readOnly: true}],
	])('is refused %s', async (_, options) => {
		const {run, file, text, ipvsadm, folder} = await place();
		await ipvsadm('-d -t 10.1.1.1:80 -r 10.0.0.9:80');
		await ipvsadm('-a -t 10.1.1.1:80 -r 10.0.0.9:80 -m -w 1');
		const words = [await file('rules', '-A -u 10.1.1.1:53 -s rr\n')];
		expect(await run('restore', words, options)).toMatchObject({code: 3});
		expect(await text()).toBe(present);
		expect(await readdir(folder)).toEqual(['rules']);
	});

	test('runs when it is confirmed on the terminal', async () => {
		const {run, text} = await place();
		expect(await run('restore', ['-'], {answer: 'yes', input: wanted})).toMatchObject({code: 0});
		expect(await text()).toBe(wanted);
	});

	test('applies nothing of a file with one bad line', async () => {
		const {run, text, folder} = await place();
		const input = `${wanted}-a -t 10.1.1.1:80 -r 10.0.0.11:80 -m -w many\n`;
		const {code, err} = await run('restore', ['-'], {yes: true, input});
		expect({code, err}).toEqual({
			code: 2,
			err: 'lvstop: standard input:4: the weight is not a number from 0 to 2147483647: many: "-a -t 10.1.1.1:80 -r 10.0.0.11:80 -m -w many"\n',
		});
		expect(await text()).toBe(present);
		expect(await readdir(folder)).toEqual([]);
	});

	test('is refused as a whole for rules that ipvsadm cannot create', async () => {
		const {run, text} = await place();
		const input = `${wanted}-A -t 10.3.3.3:0 -s rr\n`;
		const {code, err} = await run('restore', ['-'], {yes: true, input});
		expect(code).toBe(3);
		expect(err).toContain('tcp:10.3.3.3:0: a service for every port (port 0) must be persistent');
		expect(await text()).toBe(present);
	});

	test('that fails gives the reason, what is left, and how to continue; and rolls back if requested', async () => {
		const {run, text, folder} = await place();
		const input = `${present}-A -f 7 -s nosuch\n-A -f 8 -s rr\n`;
		const {code, err} = await run('restore', ['-'], {yes: true, input});
		expect(code).toBe(1);
		expect(err).toContain('ipvsadm -A -f 7 -s nosuch: Scheduler or persistence engine not found');
		expect(err).toContain('still to do: 2 services added\n+ fwm:7  -s nosuch\n+ fwm:8  -s rr\n');
		expect(err).toContain('lvstop restore --roll-back');

		const second = `-A -f 8 -s rr\n-A -f 7 -s nosuch\n${present}`;
		const again = await run('restore', ['-'], {yes: true, rollbackOnError: true, input: second});
		expect(again.code).toBe(1);
		expect(again.err).toContain('was not finished:\n');
		expect(again.err).toContain('rolled back to the previous rules');
		expect(await text()).toBe(present);
		expect(await readdir(join(folder, 'lb1'))).not.toContain('restore.json');
	});

	test.each([
		['restore --finish with a file', 'restore', ['a'], {unfinished: 'finish'}],
		['restore --finish of one service', 'restore', [], {unfinished: 'finish', service: ['fwm:1']}],
		[
			'restore --roll-back with the weights',
			'restore',
			[],
			{unfinished: 'roll-back', keepWeights: true},
		],
		['save - with a note', 'save', ['-'], {note: 'good'}],
		['a list of snapshots with --yes', 'snapshots', [], {yes: true}],
		['a dry run of a renaming', 'snapshots', ['rename', 'a', 'b'], {dryRun: true}],
		['JSON of one snapshot', 'snapshots', ['show', 'a'], {json: true}],
	] as const)('%s is wrong usage and does nothing', async (_, name, words, options) => {
		const {run, folder} = await place();
		expect(await run(name, words, options)).toMatchObject({code: 2, out: ''});
		expect(await readdir(folder)).toEqual([]);
	});

	test.each(['restore', 'restore a b'])('%j is wrong usage', async words => {
		const {run} = await place();
		expect(await run('restore', words.split(' ').slice(1))).toMatchObject({code: 2});
	});
});

describe('a restore that was cut off', () => {
	/** The journal of an ended process, with half of its work done. */
	async function cutOff() {
		const scene = await place();
		await scene.run('save', []);
		await scene.ipvsadm('-a -t 10.1.1.1:80 -r 10.0.0.10:80 -m -w 1');
		await writeJournal(
			join(scene.folder, 'lb1'),
			{
				startedAt: 0,
				user: 'bob',
				pid: 2 ** 22 + 1,
				name: 'wanted.ipvs',
				wanted,
				keepWeights: false,
				only: null,
				before: join(scene.snapshotFolder, '2026-01-01T00-00-00Z.ipvs'),
			},
			'keep',
		);
		return scene;
	}

	test('is reported by the next start', async () => {
		const {run} = await cutOff();
		expect(
			(await run('snapshots', [])).err,
		).toBe(`lvstop: a restore of wanted.ipvs, started by bob at 1970-01-01T00:00:00.000Z, was not finished:
  lvstop restore --finish     runs the rest
  lvstop restore --roll-back  goes back to the previous rules
  lvstop restore --forget     leaves everything as it is
`);
	});

	test.each([
		['finish', wanted],
		['roll-back', present],
	] as const)('is brought to its end by --%s', async (unfinished, expected) => {
		const {run, text} = await cutOff();
		expect(await run('restore', [], {yes: true, unfinished})).toMatchObject({code: 0});
		expect(await text()).toBe(expected);
		expect(await run('restore', [], {yes: true, unfinished})).toEqual({
			code: 0,
			out: 'nothing to do: no restore was interrupted\n',
			err: '',
		});
	});

	test('can be forgotten, and then nothing was changed', async () => {
		const {run, text} = await cutOff();
		const before = await text();
		const dry = await run('restore', [], {unfinished: 'forget', dryRun: true});
		expect(dry).toMatchObject({code: 0, out: expect.stringMatching(/^forget /)});
		expect((await run('snapshots', [])).err).toContain('lvstop restore --forget');
		expect(await run('restore', [], {unfinished: 'forget'})).toMatchObject({code: 0});
		expect(await text()).toBe(before);
		expect((await run('snapshots', [])).err).toBe('');
	});

	test('keeps the rules before it from being deleted', async () => {
		const {run} = await cutOff();
		const words = ['delete', '2026-01-01T00-00-00Z'];
		expect(await run('snapshots', words, {yes: true})).toMatchObject({code: 3});
	});
});

describe('lvstop snapshots', () => {
	async function withSnapshots() {
		const scene = await place();
		await scene.run('save', []);
		scene.clock.advance(60_000);
		await scene.run('restore', ['-'], {yes: true, input: wanted});
		await writeFile(join(scene.snapshotFolder, 'broken.ipvs'), '-C\n');
		return scene;
	}

	test('are listed even if the metadata of one cannot be read, which is reported', async () => {
		const {run, snapshotFolder} = await withSnapshots();
		const [name = ''] = await readdir(snapshotFolder);
		const path = join(snapshotFolder, name.replace(/(\.json)?$/, '.json'));
		await writeFile(path, '{"time":');
		const {code, out, err} = await run('snapshots', []);
		expect(code).toBe(0);
		expect(err).toContain(`lvstop: ${path}: not JSON: `);
		expect(out).toContain(name.replace(/\.ipvs.*$/, ''));
	});

	test('lists them with time, host, size and distance from the director', async () => {
		const {run} = await withSnapshots();
		const {code, out} = await run('snapshots', []);
		expect(code).toBe(0);
		const lines = out.split('\n').map(line => line.replace(/ +/g, ' '));
		expect(lines[0]).toBe('NAME TIME HOST SERVICES SERVERS DISTANCE NOTE');
		expect(lines).toContain('2026-01-01T00-01-00Z 2026-01-01 00:01:00Z lb1 2 2 5 before a restore');
		expect(lines).toContain('2026-01-01T00-00-00Z 2026-01-01 00:00:00Z lb1 2 2 5');
		expect(out).toMatch(/broken .* – .*broken\.ipvs:1: not a rule/);
	});

	test('prints one object per line with --json', async () => {
		const {run} = await withSnapshots();
		const {out} = await run('snapshots', [], {json: true});
		const objects = out
			.trim()
			.split('\n')
			.map(line => JSON.parse(line));
		expect(objects.find(({name}) => name === '2026-01-01T00-00-00Z')).toMatchObject({
			time: '2026-01-01T00:00:00.000Z',
			host: 'lb1',
			services: 2,
			servers: 2,
			distance: 5,
			problem: null,
		});
		expect(objects.find(({name}) => name === 'broken')).toMatchObject({
			services: null,
			problem: expect.stringContaining('not a rule'),
		});
	});

	test('lists them without distances if the director cannot be read', async () => {
		const {run, port} = await withSnapshots();
		port.disturb({hits: subject => subject.startsWith('/proc/net/ip_vs'), failure: 'lost'});
		const {code, out, err} = await run('snapshots', []);
		expect(code).toBe(0);
		expect(out).toMatch(/2026-01-01T00-00-00Z .* –$/m);
		expect(err).toContain('cannot compare them with the director');
	});

	test('shows, notes, renames and deletes one', async () => {
		const {run} = await withSnapshots();
		const name = '2026-01-01T00-00-00Z';
		expect(await run('snapshots', ['show', name])).toMatchObject({code: 0, out: present});
		expect(await run('snapshots', ['note', name, 'known', 'good'])).toMatchObject({code: 0});
		expect((await run('snapshots', [])).out).toMatch(/known good$/m);
		expect(await run('snapshots', ['rename', name, 'golden'])).toMatchObject({code: 0});
		expect(await run('snapshots', ['show', 'golden'])).toMatchObject({out: present});
		expect(await run('snapshots', ['delete', 'golden'])).toMatchObject({code: 3});
		expect(await run('snapshots', ['delete', 'golden'], {answer: 'y'})).toMatchObject({code: 0});
		expect(await run('snapshots', ['show', 'golden'])).toMatchObject({
			code: 2,
			err: expect.stringContaining('no snapshot golden'),
		});
	});

	test.each([['show'], ['delete'], ['rename', 'x'], ['note', 'x'], ['polish', 'x']])(
		'%s alone is wrong usage',
		async (...words) => {
			const {run} = await place();
			expect(await run('snapshots', words)).toMatchObject({code: 2, err: /usage|no snapshot/});
		},
	);
});

test('lvstop snapshots names an action that it does not have, and how to list', async () => {
	const {run} = await place();
	expect(await run('snapshots', ['shwo'])).toMatchObject({
		code: 2,
		err: expect.stringContaining("unknown action 'shwo'; did you mean show?"),
	});
	expect(await run('snapshots', ['list'])).toMatchObject({
		code: 2,
		err: expect.stringContaining(
			"unknown action 'list'; 'lvstop snapshots' alone lists the snapshots; the actions are: show, delete, rename, note",
		),
	});
});
