import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type CommandResult, PortError} from '../../../source/director/port/port.ts';
import {createIpvsadmReader} from '../../../source/director/reading/ipvsadm-reader.ts';
import {readLiveRules} from '../../../source/director/reading/live-rules.ts';
import {createKnownLines} from '../../../source/ipvs/parse/known-lines.ts';
import {inOneOrder} from '../../../source/ipvs/rule-order.ts';
import {knownRules} from '../../../source/plans/known-rules.ts';
import {createManualClock} from '../../../source/simulator/manual-clock.ts';
import {ruleSetArbitrary} from '../../ipvs/arbitraries.ts';
import {directorWith} from '../../support/director-with.ts';
import {
	nothingMore,
	saved,
	serverRule,
	serviceRule,
	thresholdHead,
	thresholdRow,
	thresholdServer,
	thresholds,
} from './small-director.ts';
import {type Answers, fixtureTexts, noFile, status, textsPort} from './texts-port.ts';

const totals = '/proc/net/ip_vs_stats';
const table = '/proc/net/ip_vs';
const rules = serviceRule + serverRule(1) + serverRule(2);
const listing = thresholdHead + thresholdRow + thresholdServer(1) + thresholdServer(2);

function director(texts: Answers) {
	const port = textsPort({
		[totals]: '',
		[table]: noFile(table),
		[status]: noFile(status),
		[saved]: rules,
		[thresholds]: listing,
		...texts,
	});
	return {port, clock: createManualClock()};
}

test('have the thresholds and the connections of every server', async () => {
	const live = await readLiveRules(director({}), {});
	expect(live.rules).toMatchObject([
		{servers: [{address: '10.0.0.1', upperThreshold: 9}, {address: '10.0.0.2'}]},
	]);
	expect(live.listed[0]?.servers).toHaveLength(2);
	expect(live.settings).toBeNull();
});

test('are in the order of the screen, whatever the order of ipvsadm', async () => {
	const mixed = {
		[saved]: serverRule(2) + serviceRule + serverRule(1),
		[thresholds]: thresholdHead + thresholdRow + thresholdServer(2) + thresholdServer(1),
	};
	expect((await readLiveRules(director(mixed), {})).rules[0]?.servers).toMatchObject([
		{address: '10.0.0.1'},
		{address: '10.0.0.2'},
	]);
});

test.each(['empty', 'every-kind'])('are those of a reading of everything: %s', async scene => {
	const port = textsPort(fixtureTexts(scene));
	const clock = createManualClock();
	const {rules: found} = await readLiveRules({port, clock}, {});
	const reading = await createIpvsadmReader({port, clock}).read(nothingMore);
	expect(found).toEqual(knownRules(reading.services).rules);
});

test('are those that were made, of every kind, whatever lines of others are known', async () => {
	const known = createKnownLines();
	await fc.assert(
		fc.asyncProperty(ruleSetArbitrary, async rules => {
			const live = await readLiveRules({...directorWith(rules), known}, {});
			expect(live.rules).toEqual(inOneOrder(rules));
		}),
	);
});

describe('rows that come and go between the listings', () => {
	const fewer = serviceRule + serverRule(1);

	test('are read again until both agree', async () => {
		const changing = director({[saved]: [fewer, fewer, rules]});
		const {rules: found} = await readLiveRules(changing, {});
		expect(found[0]?.servers).toHaveLength(2);
		expect(changing.port.asked.filter(subject => subject === thresholds)).toHaveLength(3);
	});

	test.each([
		['a server', rules + serverRule(1)],
		['a service with its servers', rules + rules],
	])('may make ipvsadm list %s twice, which counts once', async (_, twice) => {
		const {rules: found} = await readLiveRules(director({[saved]: twice}), {});
		expect(found).toEqual((await readLiveRules(director({}), {})).rules);
	});

	test('fail if they never agree', async () => {
		await expect(readLiveRules(director({[saved]: fewer}), {})).rejects.toMatchObject({
			problem: 'changing',
		});
	});
});

test('ipvsadm is not run if IPVS is not in the kernel: it would load it', async () => {
	const empty = director({[totals]: noFile(totals)});
	await expect(readLiveRules(empty, {})).rejects.toMatchObject({
		problem: 'no-ip-vs',
		message: 'IPVS is not in the kernel of lb1: no /proc/net/ip_vs_stats',
	});
	expect(empty.port.asked).toEqual([totals]);
});

test('a listing that was cut off is not taken for a whole one: half a weight is another weight', async () => {
	const cut = director({[saved]: rules.slice(0, -1)});
	await expect(readLiveRules(cut, {})).rejects.toMatchObject({
		problem: 'unreadable',
		message: expect.stringContaining('ipvsadm -Sn: line 3: the text was cut off in this line'),
	});
});

test.each<[string, CommandResult | PortError, string]>([
	[
		'the right to run ipvsadm',
		{
			exitCode: 255,
			stdout: '',
			stderr: "Can't initialize ipvs: Permission denied (you must be root)\n",
		},
		'no-permission',
	],
	['ipvsadm', new PortError('missing', 'ipvsadm', 'ipvsadm: not found'), 'no-ipvsadm'],
])('cannot be had without %s', async (_, answer, problem) => {
	await expect(readLiveRules(director({[saved]: answer}), {})).rejects.toMatchObject({problem});
});
