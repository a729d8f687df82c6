/**
 * Directors with an older ipvsadm: what works with it, and what is refused before the first command.
 */
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {runSnapshot} from '../../support/run-snapshot-subcommand.ts';
import {type SubcommandDirector, subcommandDirector} from '../../support/subcommand-director.ts';
import {quietScene} from './changing-director.ts';

function placeOf({stateFolder, ...director}: SubcommandDirector) {
	return {...director, folder: stateFolder};
}

const web = 'tcp:172.16.249.138:80';

/** Rules of every kind that the oldest of these versions knows. */
const oldRules = `-A -t 172.16.249.138:80 -s wlc -p 300 -M 255.255.255.0
-a -t 172.16.249.138:80 -r 10.0.0.8:80 -i -w 1 -x 100 -y 80
-a -t 172.16.249.138:80 -r 10.0.0.9:80 -g -w 2
-A -u 172.16.249.138:53 -s rr -o
-a -u 172.16.249.138:53 -r 10.0.0.9:53 -m -w 1
`;

describe.each(['1.26', '1.28'] as const)('with ipvsadm %s', ipvsadm => {
	const open = (rules = oldRules) => subcommandDirector(quietScene(rules), {ipvsadm});

	it('is a program that does not know later options', async () => {
		const {port} = await open();
		expect(await port.run(['ipvsadm', '--version'])).toMatchObject({
			exitCode: 0,
			stdout: expect.stringContaining(`ipvsadm v${ipvsadm} `),
		});
		const edit = ['-e', '-t', '172.16.249.138:80', '-r', '10.0.0.8:80', '-i', '-w', '5'];
		expect(await port.run(['ipvsadm', ...edit, '--tun-type', 'ipip'])).toEqual({
			exitCode: 255,
			stdout: '',
			stderr: '--tun-type: unknown option\n',
		});
		expect(await port.run(['ipvsadm', ...edit])).toMatchObject({exitCode: 0});
	});

	it('changes the weight of a tunnelled server, drains it and undoes that', async () => {
		const director = await open();
		const saved = await director.ipvsadm('-Sn');
		const thresholds = await director.ipvsadm('-Ln --thresholds');
		for (const [name, words, rule] of [
			['weight', `${web} 10.0.0.8 5`, '-r 10.0.0.8:80 -i -w 5\n'],
			['drain', `${web} 10.0.0.8`, '-r 10.0.0.8:80 -i -w 0\n'],
			['undrain', `${web} 10.0.0.8`, '-r 10.0.0.8:80 -i -w 5\n'],
			['weight', `${web} 10.0.0.8 1`, '-r 10.0.0.8:80 -i -w 1\n'],
		] as const) {
			expect(await director.run(name, words, {yes: true})).toMatchObject({code: 0, err: ''});
			expect(await director.ipvsadm('-Sn')).toContain(rule);
		}

		expect(await director.ipvsadm('-Sn')).toBe(saved);
		expect(await director.ipvsadm('-Ln --thresholds')).toBe(thresholds);
	});

	it('saves what its own ipvsadm-restore accepts, and restores it', async () => {
		const director = await open();
		const file = join(director.stateFolder, 'rules');
		expect(await runSnapshot(placeOf(director), 'save', [file])).toMatchObject({code: 0});
		const text = await readFile(file, 'utf8');
		expect(text).not.toContain('--tun');
		await director.ipvsadm('-C');
		expect(await director.port.run(['ipvsadm', '-R'], {input: text})).toMatchObject({
			exitCode: 0,
			stderr: '',
		});
		const restored = await director.ipvsadm('-Sn');
		await director.ipvsadm('-C');
		expect(await runSnapshot(placeOf(director), 'restore', [file], {yes: true})).toMatchObject({
			code: 0,
			err: '',
		});
		expect(await director.ipvsadm('-Sn')).toBe(restored);
	});

	it('refuses a restore as a whole if one rule needs a later version', async () => {
		const director = await open();
		const saved = await director.ipvsadm('-Sn');
		const file = join(director.stateFolder, 'rules');
		await writeFile(
			file,
			`${oldRules}-A -t 172.16.249.138:443 -s rr
-a -t 172.16.249.138:443 -r 10.0.0.8:443 -i -w 1 --tun-type gre --tun-csum
-a -t 172.16.249.138:443 -r 10.0.0.9:443 -i -w 1 --tun-type gre --tun-csum
`,
		);
		for (const options of [{dryRun: true}, {yes: true}]) {
			expect(await runSnapshot(placeOf(director), 'restore', [file], options)).toEqual({
				code: 3,
				out: '',
				err: `lvstop: nothing was changed: ipvsadm ${ipvsadm} on this director does not know --tun-type (from 1.31 on), --tun-csum (from 1.31 on), which this command needs: ipvsadm -a -t 172.16.249.138:443 -r 10.0.0.8:443 -i -w 1 --tun-type gre --tun-csum, and 1 more command\n`,
			});
		}

		expect(await director.ipvsadm('-Sn')).toBe(saved);
	});
});
