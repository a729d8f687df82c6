import fc from 'fast-check';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {formatSave} from '../../source/ipvs/format/save-format.ts';
import {everyKind} from '../../source/simulator/scenes/every-kind.ts';
import {ruleSetArbitrary} from '../ipvs/arbitraries.ts';
import {describeLab} from './describe-lab.ts';
import {guestProgram} from './guest-program.ts';
import {bootKernel, type Guest} from './kernel.ts';
import {sensibleCommand} from './random-commands.ts';

/** The result of a step: the number of compared rows, and their differences. */
interface Compared {
	readonly step: number;
	readonly rows: number;
	/** The total number of connections of the services. */
	readonly connections: number;
	readonly found: readonly string[];
}

/** A whole new table, or changes of the one that is there. */
const step = fc.oneof(
	ruleSetArbitrary.map(rules => `-C\n${formatSave(rules, {thresholds: true})}`),
	fc
		.array(sensibleCommand, {minLength: 1, maxLength: 15})
		.map(lines => lines.map(words => `${words.join(' ')}\n`).join('')),
);

describeLab('a reading by netlink', () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
	});
	afterAll(() => guest.close());

	async function compare(steps: readonly string[]): Promise<readonly Compared[]> {
		await guest.writeFile('/run/steps.json', JSON.stringify(steps));
		const {command, input} = guestProgram('compare-netlink.ts', '/run/steps.json');
		const {stdout, stderr} = await guest.run(command, {input, timeout: 900_000});
		expect(stderr).toBe('');
		return stdout
			.trim()
			.split('\n')
			.map(line => JSON.parse(line) as Compared);
	}

	it('says of every kind of row what ipvsadm says of it', async () => {
		const [result] = await compare([`-C\n${everyKind.rules}`]);
		expect(result?.found).toEqual([]);
		expect(result?.rows).toBeGreaterThan(25);
	});

	it('says of counters, rates and connections what ipvsadm says of them', async () => {
		await guest.run(['ipvsadm', '-R'], {
			input: `-C
-A -u 10.1.1.1:53 -s rr
-a -u 10.1.1.1:53 -r 10.0.0.8:53 -m
-a -u 10.1.1.1:53 -r 10.0.0.9:53 -m
-A -u 10.1.1.1:54 -s rr -p 300
-a -u 10.1.1.1:54 -r 10.0.0.8:54 -m
`,
		});
		await guest.runScript(`ip link add v0 type veth peer name v1
ip addr add 10.0.0.1/24 dev v0; ip addr add 10.1.1.1/32 dev v0; ip link set v0 up; ip link set v1 up
for port in 53 54; do for count in {1..40}; do echo >/dev/udp/10.1.1.1/$port; done; done
until ipvsadm -Ln --stats | grep -Eq 'UDP +10.1.1.1:54 +[1-9]'; do :; done`);
		const [result] = await compare(['']);
		expect(result).toMatchObject({found: [], connections: expect.any(Number)});
		expect(result?.connections).toBeGreaterThan(40);
	});

	it('says the same of 200 tables, one changed into the next', async () => {
		const results = await compare(fc.sample(step, 200));
		expect(results.filter(({found}) => found.length > 0)).toEqual([]);
		expect(results).toHaveLength(200);
		expect(results.reduce((sum, {rows}) => sum + rows, 0)).toBeGreaterThan(1000);
	}, 1_000_000);
});
