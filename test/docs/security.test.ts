/**
 * The sudo lines in docs/security.md allow exactly what lvstop runs.
 */
import {readFileSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {systemClock} from '../../source/director/port/clock.ts';
import {run} from '../../source/program/run.ts';
import {fakeProgram} from '../support/fake-program.ts';
import {farDirector} from '../support/far-director.ts';

const page = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8');

/** The commands that the reading lines allow, word for word. */
const [, block = ''] = /```sudoers reading\n([\s\S]*?)```/.exec(page) ?? [];
const allowed = Array.from(block.matchAll(/\/usr\/s?bin\/([^,\\\n]+)/g), ([, words = '']) =>
	words.trim(),
);

/** Runs lvstop in all its ways of reading and returns the commands that it ran, without those of `sh`. */
async function commandsOf(ways: readonly (readonly string[])[]): Promise<ReadonlySet<string>> {
	const {via, becomes} = await farDirector();
	const log = join(dirname(via), 'log');
	await becomes(
		'go',
		`[ "$1" = sh ] || echo "$*" >>${log}; PATH=$(/usr/bin/dirname $0); exec "$@"`,
	);
	for (const words of ways) {
		const program = fakeProgram({XDG_STATE_HOME: dirname(via), COLUMNS: '120'});
		await run({...program, clock: systemClock}, [...words, '--via', via]);
	}

	return new Set((await readFile(log, 'utf8')).split('\n').filter(line => line !== ''));
}

const target = ['tcp:172.16.249.138:80', '10.0.0.8:80'];

describe('the sudoers lines for reading', () => {
	it('let through all that lvstop reads with', async () => {
		const commands = await commandsOf([
			['--once'],
			['--json', '-n', '2', '-d', '0.5'],
			['--once', '--view', 'connections'],
			['--once', '--keys', 'j<enter><wait><esc>234561'],
			['weight', ...target, '5', '--dry-run'],
			['drain', ...target, '--dry-run'],
			['save', '/nonexistent/rules'],
		]);
		expect(commands.size).toBeGreaterThan(8);
		expect([...commands].filter(command => !allowed.includes(command))).toEqual([]);
	});

	it('are exact: no wildcard, no program without words, nothing that changes', () => {
		expect(allowed.length).toBeGreaterThan(8);
		expect(block).not.toContain('*');
		for (const command of allowed) {
			expect(command).toMatch(
				/^(ipvsadm (--version$|-Sn$|-Ln$|-Ln --)|cat \/proc\/(net\/ip_vs|sys\/net\/ipv4\/vs\/))/,
			);
		}
	});
});
