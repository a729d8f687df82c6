import {expect, test} from 'vitest';
import type {Port} from '../../../../source/director/port/port.ts';
import {
	isEmptyDiff,
	remainingDifference,
} from '../../../../source/features/snapshots/restore/carry-out-restore.ts';
import {proposeRestore} from '../../../../source/features/snapshots/restore/propose-restore.ts';
import {
	type RestoreChoice,
	wholeRestore,
} from '../../../../source/features/snapshots/restore/target-rules.ts';
import {isSavedExactly} from '../../../../source/features/snapshots/restore/verify-by-save-text.ts';
import type {RuleSet} from '../../../../source/ipvs/rule-set.ts';
import type {ServiceId} from '../../../../source/ipvs/service.ts';
import {directorWith} from '../../../support/director-with.ts';
import {netlinkKernel, netlinkScene} from '../../../support/netlink-kernel.ts';
import {rulesOf, seenOf} from '../../../support/rules-of.ts';

const service = '-A -t 10.1.1.1:80 -s wrr -p 300 -M 255.255.255.0';
const server = '-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 1';
const ipv6 = [
	'-A -t [2001:db8::1]:80 -s sh -b sh-port',
	'-a -t [2001:db8::1]:80 -r [2001:db8::8]:80 -g -w 1',
];
const mark = ['-A -f 4294967295 -6 -s rr', '-a -f 4294967295 -6 -r [2001:db8::8]:0 -m -w 1'];
const tunnel = '-a -t 10.1.1.1:80 -r 10.0.0.9:80 -i -w 2 --tun-type gue --tun-port 6080 --tun-csum';
const wanted = rulesOf(service, server, tunnel, ...ipv6, ...mark);

/** Whether a restore from nothing to the wanted rules is verified on a director with these rules. */
async function isProven(
	found: RuleSet,
	{
		present = [],
		target = wanted,
		choice = wholeRestore,
	}: {present?: RuleSet; target?: RuleSet; choice?: RestoreChoice} = {},
): Promise<boolean> {
	const {plan} = proposeRestore({name: 'good', wanted: target, services: seenOf(present), choice});
	return await isSavedExactly(plan ?? expect.fail('no plan'), directorWith(found));
}

test('the wanted rules verify it, in any order', async () => {
	expect(await isProven(wanted)).toBe(true);
	expect(await isProven([...wanted].reverse())).toBe(true);
	expect(await isProven([], {target: [], present: wanted})).toBe(true);
});

test.each([
	['nothing', []],
	['another scheduler', rulesOf(service.replace('wrr', 'rr'), server, tunnel, ...ipv6, ...mark)],
	['another netmask', rulesOf(service.replace('.0', '.128'), server, tunnel, ...ipv6, ...mark)],
	['another weight', rulesOf(service, server.replace('-w 1', '-w 0'), tunnel, ...ipv6, ...mark)],
	['another tunnel', rulesOf(service, server, tunnel.replace('csum', 'nocsum'), ...ipv6, ...mark)],
	['a server less', rulesOf(service, tunnel, ...ipv6, ...mark)],
	['a service less', rulesOf(service, server, tunnel, ...ipv6)],
	['a service more', rulesOf(service, server, tunnel, ...ipv6, ...mark, '-A -u 10.1.1.1:53 -s rr')],
	[
		'the mark of the other family',
		rulesOf(service, server, tunnel, ...ipv6, '-A -f 4294967295 -s rr'),
	],
])('%s proves nothing', async (_, found) => {
	expect(await isProven(found)).toBe(false);
});

test('a row that is listed twice does not replace a missing one', async () => {
	const {plan} = proposeRestore({name: 'good', wanted, services: []});
	const director = directorWith(wanted);
	const port: Port = {
		...director.port,
		async run(command, options) {
			const result = await director.port.run(command, options);
			return {...result, stdout: result.stdout.replace(tunnel, server)};
		},
	};
	expect(await isSavedExactly(plan ?? expect.fail('no plan'), {port})).toBe(false);
});

test('a save proves nothing about thresholds, which it lacks, or about a part of the table', async () => {
	const withThreshold = rulesOf(service, `${server} -x 100`, tunnel, ...ipv6, ...mark);
	expect(await isProven(wanted, {target: withThreshold})).toBe(false);
	expect(await isProven(wanted, {present: withThreshold})).toBe(false);
	const only = new Set<ServiceId>(['tcp:10.1.1.1:80']);
	expect(await isProven(wanted, {choice: {keepWeights: false, only}})).toBe(false);
});

test('a failing ipvsadm says nothing about an empty table', async () => {
	const {plan} = proposeRestore({name: 'good', wanted: [], services: seenOf(wanted)});
	const director = directorWith(wanted);
	const port = {
		...director.port,
		run: async () => ({exitCode: 2, stdout: '', stderr: ''}),
	};
	expect(await isSavedExactly(plan ?? expect.fail('no plan'), {port})).toBe(false);
});

test('the kernel itself proves thresholds, too, and names what differs', async () => {
	const withThreshold = rulesOf(service, `${server} -x 100`, tunnel, ...ipv6, ...mark);
	const {clock, port} = directorWith([]);
	const left = async (held: RuleSet) => {
		const {plan} = proposeRestore({name: 'good', wanted: withThreshold, services: seenOf(wanted)});
		const kernel = {kernel: netlinkKernel(netlinkScene(held)), fallBack: false};
		return await remainingDifference(plan ?? expect.fail('no plan'), {port, clock, kernel});
	};
	expect(isEmptyDiff(await left(withThreshold))).toBe(true);
	expect(isEmptyDiff(await left([...withThreshold].reverse()))).toBe(true);
	expect((await left(wanted)).changedServers).toMatchObject([
		{changes: [{field: 'upperThreshold', before: 0, after: 100}]},
	]);
	expect((await left(withThreshold.slice(1))).addedServices).toHaveLength(1);
	const more = rulesOf(
		service,
		`${server} -x 100`,
		tunnel,
		...ipv6,
		...mark,
		'-A -u 10.1.1.1:53 -s rr',
	);
	expect((await left(more)).removedServices).toHaveLength(1);
});
