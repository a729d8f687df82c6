/**
 * Restores on the kernel: any rules on any others, and files that go both ways between lvstop and ipvsadm.
 */
import fc from 'fast-check';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {systemClock} from '../../source/director/port/clock.ts';
import {rulesText} from '../../source/features/snapshots/files/rules-file.ts';
import {proposeRestore} from '../../source/features/snapshots/restore/propose-restore.ts';
import {parseText} from '../../source/ipvs/line-parser.ts';
import {liveRulesParser} from '../../source/ipvs/parse/save-format.ts';
import {thresholdListingParser} from '../../source/ipvs/parse/threshold-listing.ts';
import type {RuleSet} from '../../source/ipvs/rule-set.ts';
import {serverId} from '../../source/ipvs/server.ts';
import {serviceId} from '../../source/ipvs/service.ts';
import {everyKind} from '../../source/simulator/scenes/every-kind.ts';
import {ruleSetArbitrary} from '../ipvs/arbitraries.ts';
import {ruleSetPair, smallRuleSet} from '../support/rule-set-pairs.ts';
import {seenOf} from '../support/rules-of.ts';
import {runSnapshot} from '../support/run-snapshot-subcommand.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {describeLab} from './describe-lab.ts';
import {resetToEveryKind} from './every-kind-director.ts';
import {guestPort} from './guest-port.ts';
import {bootKernel, type Guest} from './kernel.ts';

const pairs = 200;

function planOf(present: RuleSet, wanted: RuleSet) {
	const {plan, refused} = proposeRestore({name: 'test', wanted, services: seenOf(present)});
	if (!plan) {
		throw new Error(refused.join('\n'));
	}

	return plan;
}

/** The plan's commands, as one process takes them. */
function streamOf(present: RuleSet, wanted: RuleSet): string {
	return planOf(present, wanted)
		.steps.map(({command}) => `${command.join(' ')}\n`)
		.join('');
}

/** Rules whose thresholds are left out, as `ipvsadm -S` prints them. */
function withoutThresholds(rules: RuleSet): RuleSet {
	return rules.map(({service, servers}) => ({
		service,
		servers: servers.map(server => ({...server, upperThreshold: 0, lowerThreshold: 0})),
	}));
}

/** The input of `-R` that prints the rules, and then the thresholds: saves a process. */
const showRules = '-S -n\n-L -n --thresholds\n';

/** The rules that `ipvsadm -S -n` has printed, with the thresholds that `ipvsadm -L -n --thresholds` prints behind them. */
function printedRules(printed: string): RuleSet {
	const listing = printed.indexOf('IP Virtual Server version');
	const saved = printed.slice(0, listing);
	const {services} = parseText(thresholdListingParser, printed.slice(listing));
	const thresholds = new Map(
		services.flatMap(({service, servers}) =>
			servers.map(server => [`${serviceId(service.key)} ${serverId(server)}`, server] as const),
		),
	);
	return parseText(liveRulesParser(), saved).rules.map(({service, servers}) => ({
		service,
		servers: servers.map(server => {
			const found = thresholds.get(`${serviceId(service.key)} ${serverId(server)}`);
			const {upperThreshold, lowerThreshold} = found ?? expect.fail('a server without thresholds');
			return {...server, upperThreshold, lowerThreshold};
		}),
	}));
}

describeLab('restores on the kernel', () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
	});
	afterAll(() => guest.close());

	/** The rules as ipvsadm itself tells them. */
	const liveRules = async () =>
		printedRules((await guest.run(['ipvsadm', '-R'], {input: showRules})).stdout);

	/** Runs a subcommand on the host against the director in the guest. */
	const run = async (...[name, words, options]: LastThree<Parameters<typeof runSnapshot>>) =>
		runSnapshot(
			{port: guestPort(guest), clock: systemClock, folder: await temporaryFolder()},
			name,
			words,
			options,
		);

	it(`give exactly the wanted rules for ${pairs} pairs`, async () => {
		const half = {numRuns: pairs / 2, seed: 4};
		const wanted = [...fc.sample(smallRuleSet, half), ...fc.sample(ruleSetArbitrary, half)];
		const before = (index: number) => wanted[index - 1] ?? [];
		await guest.run(['ipvsadm', '-C']);
		const streams = wanted.map((rules, index) => streamOf(before(index), rules));
		const results = await guest.runAll(
			streams.map(stream => ({command: ['ipvsadm', '-R'] as const, input: stream + showRules})),
			{timeout: 600_000},
		);
		for (const [index, rules] of wanted.entries()) {
			const {exitCode, stdout = '', stderr} = results[index] ?? {};
			const stream = streams[index];
			expect({stream, exitCode, stderr}).toEqual({stream, exitCode: 0, stderr: ''});
			expect(rulesText(printedRules(stdout))).toBe(rulesText(rules));
		}
	}, 900_000);

	it('give exactly the wanted rules command by command, proven by a reading', async () => {
		for (const [present, wanted] of fc.sample(ruleSetPair, {numRuns: 4, seed: 4})) {
			await guest.run(['ipvsadm', '-R'], {input: `-C\n${rulesText(present)}`});
			const input = rulesText(wanted);
			expect(await run('restore', ['-'], {yes: true, input})).toMatchObject({code: 0, err: ''});
			expect(rulesText(await liveRules())).toBe(input);
		}
	}, 300_000);

	it('a save of ours goes through ipvsadm-restore, thresholds included', async () => {
		await resetToEveryKind(guest);
		const {out: saved} = await run('save', ['-']);
		const {exitCode, stderr} = await guest.run(['ipvsadm-restore'], {input: saved});
		expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
		expect(rulesText(await liveRules())).toBe(saved);
		expect(saved).toMatch(/ -x \d+/);
	});

	it('a save of ours is what ipvsadm-save -n prints, but for thresholds, the default tunnel and order', async () => {
		await resetToEveryKind(guest);
		const {out: ours} = await run('save', ['-']);
		const {stdout: theirs} = await guest.run(['ipvsadm-save', '-n']);
		const plain = ours.replace(/ -[xy] \d+/g, '');
		const undefaulted = theirs.replaceAll(' --tun-type ipip', '');
		expect(plain.split('\n').toSorted()).toEqual(undefaulted.split('\n').toSorted());
	});

	it.each([
		['numbers', ['-n']],
		['names', []],
	])('a save of ipvsadm-save with %s goes through our restore', async (_, words) => {
		await resetToEveryKind(guest);
		const {stdout: input} = await guest.run(['ipvsadm-save', ...words]);
		const rules = withoutThresholds(await liveRules());
		await guest.run(['ipvsadm', '-C']);
		expect(await run('restore', ['-'], {yes: true, input})).toMatchObject({code: 0, err: ''});
		expect(rulesText(await liveRules())).toBe(rulesText(rules));
	});

	it('a file with comments and blank lines is read alike by ipvsadm-restore and by us', async () => {
		const input = `# rules of lb1\n\n${everyKind.rules
			.split('\n')
			.filter(line => /^-[Aa]/.test(line))
			.join('\n\n#\n')}\n`;
		await guest.run(['ipvsadm-restore'], {input});
		const theirs = rulesText(await liveRules());
		await guest.run(['ipvsadm', '-C']);
		expect(await run('restore', ['-'], {yes: true, input})).toMatchObject({code: 0, err: ''});
		expect(rulesText(await liveRules())).toBe(theirs);
	});

	it('a restore that the kernel refuses in the middle goes back to exactly the rules before', async () => {
		await resetToEveryKind(guest);
		const before = rulesText(await liveRules());
		const many = Array.from({length: 50}, (_, index) => `-A -f ${index + 1000} -s rr\n`).join('');
		const input = `${many}-A -f 999 -s nosuch\n`;
		const {code, err} = await run('restore', ['-'], {yes: true, rollbackOnError: true, input});
		expect(code).toBe(1);
		expect(err).toContain('ipvsadm -A -f 999 -s nosuch: Scheduler or persistence engine not found');
		expect(err).toContain('rolled back to the previous rules');
		expect(rulesText(await liveRules())).toBe(before);
	});
});

type LastThree<T extends readonly unknown[]> = T extends [unknown, ...infer Rest] ? Rest : never;
