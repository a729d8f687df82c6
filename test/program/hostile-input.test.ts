/**
 * Escape sequences and other hostile text in everything that lvstop reads: it never reaches the terminal unchanged, in
 * any kind of output. `LVSTOP_FUZZ_RUNS=8` and more tries every text in every place.
 */
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {hostFolder, snapshotFolder} from '../../source/files/locations.ts';
import {run} from '../../source/program/run.ts';
import {fakeProgram} from '../support/fake-program.ts';
import {type FarDirector, farDirector} from '../support/far-director.ts';
import {firstUnsafe, hostileTexts} from '../support/hostile-text.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';

const service = 'tcp:172.16.249.138:80';
const server = '10.0.0.8:80';
const rules = `-A -t 172.16.249.138:80 -s rr\n-a -t 172.16.249.138:80 -r ${server} -m -w 1\n`;

/** The ways in which something is printed; RULES is a file of rules. */
const ways = [
	'--once',
	'--once --filter tcp',
	'-b -n 1',
	'--json -n 1',
	'--once --view connections',
	'--json -n 1 --view connections',
	'--once --keys ?',
	'--once --keys jw7<enter>ym',
	'--once --keys 2<enter>',
	'--once --keys 6<enter>',
	`weight ${service} ${server} 3 --yes`,
	`drain ${service} ${server} --dry-run`,
	'diff RULES',
	'diff RULES --json',
	'restore - --dry-run',
	'save RULES.new',
	'snapshots',
	'log',
	'log --json',
] as const;

/** The output file of a program, with a replacement. */
async function reprint(
	{via}: FarDirector,
	file: string,
	pattern: RegExp | string,
	text: string,
): Promise<void> {
	const path = join(dirname(via), 'prints', file);
	const before = await readFile(path, 'utf8');
	const after = before.replaceAll(pattern, () => text);
	expect(after).not.toBe(before);
	await writeFile(path, after);
}

const listings = ['ipvsadm-Ln.txt', 'proc-net-ip_vs.txt'];

/** A program in sh that fails with this message; a quote would end the word. */
function complaint(text: string, exitCode: number): string {
	return `printf '%s\\n' '${text}' >&2; exit ${exitCode}`;
}

/** The places where hostile text can come from. */
const places: Readonly<Record<string, (director: FarDirector, text: string) => Promise<void>>> = {
	'what the way there says, exit 1': ({becomes}, text) => becomes('go', complaint(text, 1)),
	'what the way there says, exit 126': ({becomes}, text) => becomes('go', complaint(text, 126)),
	'what the way there says, exit 255': ({becomes}, text) => becomes('go', complaint(text, 255)),
	'a refusal of sudo': ({becomes}, text) =>
		becomes('go', complaint(`sudo: ${text}: a password is required`, 1)),
	'what ipvsadm says, exit 1': ({becomes}, text) => becomes('ipvsadm', complaint(text, 1)),
	'what ipvsadm says, exit 126': ({becomes}, text) => becomes('ipvsadm', complaint(text, 126)),
	'what ipvsadm prints': ({becomes}, text) => becomes('ipvsadm', `printf '%s\\n' '${text}'`),
	'what a command that changes says': ({becomes}, text) =>
		becomes(
			'go',
			`case "$*" in *' -e '*) ${complaint(text, 255)};; esac; PATH=$(/usr/bin/dirname $0); exec "$@"`,
		),
	'what cat says': ({becomes}, text) => becomes('cat', complaint(text, 1)),
	async 'a scheduler'(director, text) {
		for (const file of listings) {
			await reprint(director, file, / rr\b/g, ` r${text}r`);
		}
		await reprint(director, 'ipvsadm-Sn.txt', /-s rr\b/g, `-s r${text}r`);
	},
	async 'a forwarding method'(director, text) {
		for (const file of listings) {
			await reprint(director, file, /Masq/g, `Ma${text}`);
		}
	},
	'the version of IPVS': (director, text) =>
		reprint(director, 'proc-net-ip_vs.txt', 'version 1.2.1', `version 1.2.1${text}`),
	'an address': (director, text) =>
		reprint(director, 'ipvsadm-Sn.txt', '10.0.0.8', `10.0.0.8${text}`),
	'the connection table': (director, text) =>
		reprint(director, 'proc-net-ip_vs_conn.txt', /TCP/g, `TCP${text}`),
};

const runs = Number(process.env['LVSTOP_FUZZ_RUNS'] ?? 1);

/** One text for each place and way, a different one for the next; more with more runs. */
function textsFor(place: number, way: number): readonly string[] {
	return hostileTexts.filter((_, index) => (index + place * 3 + way) % hostileTexts.length < runs);
}

/** Runs lvstop as words say it, and gives all that it has printed. */
async function printed(words: readonly string[], environment: Record<string, string>) {
	const program = fakeProgram({COLUMNS: '160', LINES: '40', ...environment});
	program.stdin.push(rules);
	program.stdin.push(null);
	await run(program, words);
	return {out: program.out(), err: program.err()};
}

function expectSafe({out, err}: {readonly out: string; readonly err: string}): void {
	expect(firstUnsafe(out)).toBeNull();
	expect(firstUnsafe(err)).toBeNull();
}

describe.each(Object.keys(places).map((place, index) => [place, index] as const))(
	'hostile text in %s',
	(place, placeIndex) => {
		it('is never printed as it is', {timeout: 600_000}, async () => {
			let shown = 0;
			for (const [wayIndex, way] of ways.entries()) {
				if (runs === 1 && (placeIndex + wayIndex) % 2 === 1) {
					continue;
				}

				for (const text of textsFor(placeIndex, wayIndex)) {
					const director = await farDirector();
					const folder = await temporaryFolder();
					await writeFile(join(folder, 'rules'), rules);
					await places[place]?.(director, text);
					const words = way.split(' ').map(word => word.replace('RULES', join(folder, 'rules')));
					const all = await printed([...words, '--via', director.via], {XDG_STATE_HOME: folder});
					expectSafe(all);
					if (way.includes('--json') && all.out !== '') {
						expect(() => JSON.parse(all.out)).not.toThrow();
					}

					shown += Number(`${all.out}${all.err}`.includes('pwned'));
				}
			}

			// It is shown, but made visible.
			expect(shown).toBeGreaterThan(0);
		});
	},
);

describe.each(hostileTexts)('the text %j', text => {
	it.each([
		[[`--${text}`]],
		[[text]],
		[['--demo', text]],
		[['--sort', text]],
		[['--view', text]],
		[['--interval', text]],
		[['--once', '--keys', `<${text}>`, '--demo']],
		[['--once', '--keys', `/${text}<enter>`, '--demo']],
		[['--once', '--filter', text, '--demo']],
		[['--once', '--via', text]],
		[['--once', '--via', `'${text}`]],
		[['--config', `/nonexistent/${text}`, '--once']],
		[['weight', text, text, '1', '--demo']],
		[['weight', service, server, text, '--demo']],
		[['diff', text, '--demo']],
		[['restore', text, '--demo']],
		[['restore', '-', '--service', text, '--demo']],
		[['save', `/nonexistent/${text}`, '--demo']],
		[['snapshots', 'show', text, '--demo']],
		[['snapshots', text, '--demo']],
		[['log', text, '--demo']],
	])('is not printed unchanged from an argument: %j', async words => {
		expectSafe(await printed(words, {XDG_STATE_HOME: '/nonexistent'}));
	});

	it.each([
		(it: string) => `"${it}" = 1`,
		(it: string) => `view = "${it}"`,
		(it: string) => `theme = ${it}`,
		(it: string) => `filter = 1 # ${it}`,
		(it: string) => `[${it}]`,
	])('is not printed unchanged from the configuration (%#)', async write => {
		const file = join(await temporaryFolder(), 'config.toml');
		// TOML takes no control characters as they are; some come in by its own escapes.
		for (const written of [
			text,
			text.replaceAll('\u{1B}', '\\u001b').replaceAll('\u{7}', '\\u0007'),
		]) {
			await writeFile(file, `${write(written)}\n`);
			expectSafe(await printed(['--config', file, '--demo', '--once'], {}));
		}
	});

	it('is not printed as it is where it is in a file of rules', async () => {
		const file = join(await temporaryFolder(), 'evil.ipvs');
		for (const line of [
			`-A -t 10.1.1.1:80 -s r${text}r`,
			`-A -t 10.1.1.1:${text} -s rr`,
			`${text} -t 10.1.1.1:80`,
			`# ${text}`,
		]) {
			await writeFile(file, `${line}\n`);
			for (const words of [
				['diff', file],
				['diff', file, '--json'],
				['restore', file, '--dry-run'],
			]) {
				expectSafe(await printed([...words, '--demo'], {}));
			}
		}
	});

	it('is not printed unchanged from a snapshot, the log or a drain', async () => {
		const state = await temporaryFolder();
		const environment = {XDG_STATE_HOME: state, SUDO_USER: text};
		const {via} = await farDirector();
		const here = hostFolder(environment, via);
		const snapshots = snapshotFolder(environment, via);
		await mkdir(join(here, 'drains'), {recursive: true});
		await mkdir(snapshots, {recursive: true});
		const time = '2026-01-01T00:00:00.000Z';
		await writeFile(join(snapshots, 'one.ipvs'), `# ${text}\n${rules}`);
		await writeFile(
			join(snapshots, 'one.json'),
			JSON.stringify({time, host: text, occasion: 'saved', note: text, services: 1, servers: 1}),
		);
		await writeFile(
			join(here, 'commands.jsonl'),
			`${JSON.stringify({time, user: text, host: text, plan: text, run: null, command: ['ipvsadm', text], exitCode: 1, message: text, before: null, after: null})}\n${text}\n`,
		);
		await writeFile(
			join(here, 'drains', 'one.json'),
			`${JSON.stringify({service: text})}\n${text}`,
		);
		await writeFile(join(here, 'restore.json'), JSON.stringify({name: text, user: text}));
		let shown = 0;
		for (const words of [
			'snapshots',
			'snapshots --json',
			'snapshots show one',
			'log',
			'log --json',
			`undrain ${service} ${server} --dry-run`,
			'restore --forget',
			`weight ${service} ${server} 3 --yes`,
			'--once --keys 5',
			'--once --keys 6<enter>',
			'--once --keys 6:',
		]) {
			const all = await printed([...words.split(' '), '--via', via], environment);
			expectSafe(all);
			shown += Number(`${all.out}${all.err}`.includes('pwned'));
		}

		expect(shown).toBeGreaterThan(2);
	});
});
