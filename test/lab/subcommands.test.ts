import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, beforeEach, expect, it} from 'vitest';
import {systemClock} from '../../source/director/port/clock.ts';
import {createIpvsadmReader} from '../../source/director/reading/ipvsadm-reader.ts';
import {type Ended, type Place, runSubcommand} from '../support/run-subcommand.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {describeLab} from './describe-lab.ts';
import {type PrintedRules, printedRules, resetToEveryKind} from './every-kind-director.ts';
import {guestPort} from './guest-port.ts';
import {bootKernel, type Guest} from './kernel.ts';

/** The lines that are not the same on both sides. */
function changedLines(before: PrintedRules, after: PrintedRules) {
	const only = (one: readonly string[], other: readonly string[]) =>
		one.filter(line => !other.includes(line));
	expect(after.thresholds).toEqual(before.thresholds);
	return {
		gone: only(before.saved, after.saved),
		come: only(after.saved, before.saved),
	};
}

describeLab('subcommands on the kernel', () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
	});
	afterAll(() => guest.close());
	beforeEach(() => resetToEveryKind(guest));

	async function place(): Promise<Place> {
		return {port: guestPort(guest), clock: systemClock, stateFolder: await temporaryFolder()};
	}

	/** Every server, with its distinguishing properties. */
	async function everyServer(): Promise<
		readonly {readonly words: string; readonly weight: number; readonly kind: string}[]
	> {
		const reader = createIpvsadmReader({port: guestPort(guest), clock: systemClock});
		const {services} = await reader.read({
			counters: false,
			kernelRates: false,
			persistentConnections: false,
			freshRules: true,
			settings: false,
		});
		return services.flatMap(service =>
			service.servers.map(server => ({
				words: `${service.id} ${server.id}`,
				weight: server.weight,
				kind: [
					service.key.kind === 'address' ? service.key.protocol : 'fwm',
					service.key.family,
					server.forwarding,
					server.tunnel?.type,
					server.upperThreshold,
				].join(' '),
			})),
		);
	}

	it('weight changes one server, and of it only the weight', async () => {
		const director = await place();
		let before = await printedRules(guest);
		for (const {words, weight} of await everyServer()) {
			const ended = await runSubcommand(director, 'weight', `${words} 1234`, {yes: true});
			expect(ended).toMatchObject({code: 0, err: ''});
			const after = await printedRules(guest);
			const {gone, come} = changedLines(before, after);
			expect(gone).toHaveLength(1);
			expect(come).toEqual(gone.map(line => line.replace(` -w ${weight}`, ' -w 1234')));
			before = after;
		}
	});

	it('drain and undrain lead back to the very same rules, for every kind of server', async () => {
		const director = await place();
		const before = await printedRules(guest);
		const withWeight = (await everyServer()).filter(({weight}) => weight > 0);
		for (const [first] of Map.groupBy(withWeight, ({kind}) => kind).values()) {
			const words = first?.words ?? '';
			// The connection table is empty, so every server is empty at once.
			const options = {yes: true, wait: true, interval: 500};
			const drained = await runSubcommand(director, 'drain', words, options);
			expect(drained).toMatchObject({code: 0, err: ''});
			const {gone, come} = changedLines(before, await printedRules(guest));
			expect(gone).toHaveLength(1);
			expect(come).toEqual(gone.map(line => line.replace(/ -w \d+/, ' -w 0')));
			const undrained = await runSubcommand(director, 'undrain', words, {yes: true});
			expect(undrained).toMatchObject({code: 0, err: ''});
			expect(await printedRules(guest)).toEqual(before);
		}
	});

	it('drain --delete removes the server and nothing else', async () => {
		const director = await place();
		const before = await printedRules(guest);
		const words = 'tcp:172.16.249.138:80 10.0.0.11';
		const options = {yes: true, delete: true};
		expect(await runSubcommand(director, 'drain', words, options)).toMatchObject({code: 0});
		const after = await printedRules(guest);
		expect(after.saved).toEqual(before.saved.filter(line => !line.includes('10.0.0.11')));
	});

	it('the program itself remembers a drain from one run to the next, and its log', async () => {
		const program = fileURLToPath(new URL('../../dist/lvstop.mjs', import.meta.url));
		const lvstop = async (words: string) => {
			const state = 'XDG_STATE_HOME=/run/state';
			const {exitCode, stdout, stderr} = await guest.run(
				['env', state, process.execPath, program, ...words.split(' ')],
				{timeout: 60_000},
			);
			expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
			return stdout;
		};
		const before = await printedRules(guest);
		await lvstop('drain tcp:172.16.249.138:80 10.0.0.11 --yes');
		expect(await printedRules(guest)).not.toEqual(before);
		await lvstop('undrain tcp:172.16.249.138:80 10.0.0.11 --yes');
		expect(await printedRules(guest)).toEqual(before);
		expect(
			(await lvstop('log')).match(/exit 0 {2}ipvsadm -e .* -r 10\.0\.0\.11:80 -i -w \d/g),
		).toEqual([expect.stringMatching(/-w 0$/), expect.stringMatching(/-w 1$/)]);
	});

	it('a dry run changes nothing', async () => {
		const director = await place();
		const before = await printedRules(guest);
		const runs: readonly Ended[] = [
			await runSubcommand(director, 'weight', 'fwm6:8 [2001:db8::8] 5', {dryRun: true}),
			await runSubcommand(director, 'drain', 'fwm:7 10.0.0.8', {dryRun: true, delete: true}),
		];
		expect(runs.map(({code}) => code)).toEqual([0, 0]);
		expect(await printedRules(guest)).toEqual(before);
	});

	it('rows changed meanwhile are refused, and nothing is written', async () => {
		const director = await place();
		const ended = await runSubcommand(director, 'weight', 'tcp:172.16.249.138:80 10.0.0.8 7', {
			async ask() {
				const words = '-e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 3 -x 1000 -y 700';
				await guest.run(['ipvsadm', ...words.split(' ')]);
				return 'y';
			},
		});
		expect(ended).toMatchObject({
			code: 3,
			err: expect.stringMatching(/lower threshold is 700, not 800$/m),
		});
		expect((await printedRules(guest)).saved).toContain(
			'-a -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 3',
		);
	});
});
