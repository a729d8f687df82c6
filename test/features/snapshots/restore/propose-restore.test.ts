import {describe, expect, test} from 'vitest';
import {proposeRestore} from '../../../../source/features/snapshots/restore/propose-restore.ts';
import type {ServiceId} from '../../../../source/ipvs/service.ts';
import {defaultSysctls} from '../../../support/default-sysctls.ts';
import {rulesOf, seenOf} from '../../../support/rules-of.ts';

const present = rulesOf(
	'-A -t 10.1.1.1:80 -s rr',
	'-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 0 -x 100 -y 80',
	'-a -t 10.1.1.1:80 -r 10.0.0.9:80 -m -w 1',
	'-A -u 10.1.1.1:53 -s wlc -o',
	'-a -u 10.1.1.1:53 -r 10.0.0.8:53 -m -w 1',
);
const wanted = rulesOf(
	'-A -t 10.1.1.1:80 -s wlc -p 300',
	'-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 5 -x 100 -y 80',
	'-a -t 10.1.1.1:80 -r 10.0.0.10:80 -i -w 1 --tun-type gue --tun-port 6080 --tun-csum',
	'-A -f 7 -6 -s rr',
	'-a -f 7 -6 -r [2001:db8::8]:80 -g -w 1',
);

function commands(request: Partial<Parameters<typeof proposeRestore>[0]> = {}) {
	const {plan, refused} = proposeRestore({
		name: 'good.ipvs',
		wanted,
		services: seenOf(present),
		...request,
	});
	return plan?.steps.map(({command}) => command.slice(1).join(' ')) ?? refused;
}

describe('the plan of a restore', () => {
	test('has whole entries, new rows first, then harmless edits, removals last', () => {
		expect(commands()).toEqual([
			'-A -f 7 -6 -s rr',
			'-a -f 7 -6 -r [2001:db8::8]:80 -g -w 1',
			'-a -t 10.1.1.1:80 -r 10.0.0.10:80 -i -w 1 --tun-type gue --tun-port 6080 --tun-csum',
			'-e -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 5 -x 100 -y 80',
			'-E -t 10.1.1.1:80 -s wlc -p 300',
			'-d -t 10.1.1.1:80 -r 10.0.0.9:80',
			'-D -u 10.1.1.1:53',
		]);
	});

	test('is named after the file and counts its changes', () => {
		const {plan} = proposeRestore({name: 'good.ipvs', wanted, services: seenOf(present)});
		expect(plan).toMatchObject({
			title:
				'restore of good.ipvs: 1 service and 2 servers added, 1 service and 1 server changed, 1 service and 2 servers removed',
			buildingSteps: 5,
			danger: 'drops-traffic',
			counts: {
				services: {added: 1, changed: 1, removed: 1},
				servers: {added: 2, changed: 1, removed: 2},
			},
		});
	});

	test('shows whose connections are cut off', () => {
		const {plan} = proposeRestore({name: 'x', wanted, services: seenOf(present, 3)});
		expect(plan?.warnings.join('\n')).toContain(
			'3 connections of 10.0.0.9:80 in tcp:10.1.1.1:80 will be cut off',
		);
	});

	test('mentions resets only if no service of the family remains', () => {
		const ending = (...lines: readonly string[]) =>
			proposeRestore({
				name: 'x',
				wanted: rulesOf(...lines),
				services: seenOf(present, 3),
				sysctls: defaultSysctls,
			}).plan?.warnings.join('\n');
		expect(ending('-A -f 7 -6 -s rr')).toContain('their clients are reset');
		expect(ending('-A -t 10.1.1.2:80 -s rr')).not.toContain('reset');
	});

	test('has no steps if only the order differs', () => {
		const {plan} = proposeRestore({
			name: 'same',
			wanted: [...present].reverse(),
			services: seenOf(present),
		});
		expect(plan).toMatchObject({steps: [], title: 'restore of same: no differences'});
	});

	test('leaves the weights of servers that both have, when asked', () => {
		const choice = {keepWeights: true, only: null};
		const kept = rulesOf(
			'-A -t 10.1.1.1:80 -s rr',
			'-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 7',
			'-a -t 10.1.1.1:80 -r 10.0.0.9:80 -m -w 7',
			'-a -t 10.1.1.1:80 -r 10.0.0.10:80 -m -w 7',
		);
		expect(commands({wanted: kept, choice})).toEqual([
			'-a -t 10.1.1.1:80 -r 10.0.0.10:80 -m -w 7',
			'-e -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 0',
			'-D -u 10.1.1.1:53',
		]);
	});

	test('leaves services alone that are not chosen, on both sides', () => {
		const choice = {keepWeights: false, only: new Set<ServiceId>(['udp:10.1.1.1:53', 'fwm6:7'])};
		expect(commands({choice})).toEqual([
			'-A -f 7 -6 -s rr',
			'-a -f 7 -6 -r [2001:db8::8]:80 -g -w 1',
			'-D -u 10.1.1.1:53',
		]);
	});

	test.each([
		[
			'a routed server with a port of its own',
			['-A -t 10.1.1.1:80 -s rr', '-a -t 10.1.1.1:80 -r 10.0.0.8:8080 -g -w 1'],
			/10\.0\.0\.8:8080 in tcp:10\.1\.1\.1:80: only masquerading \(NAT\) can change the port/,
		],
		[
			'a service of every port without persistence',
			['-A -t 10.1.1.1:0 -s rr'],
			/every port .* must be persistent/,
		],
		['one-packet scheduling of TCP', ['-A -t 10.1.1.1:80 -s rr -o'], /one-packet/],
		['too long a persistence', ['-A -f 1 -s rr -p 2678401'], /fwm:1.*2678400/],
		[
			'another family without a tunnel',
			['-A -f 1 -s rr', '-a -f 1 -r [2001:db8::8]:80 -m -w 1'],
			/\[2001:db8::8\]:80 in fwm:1: .* needs a tunnel/,
		],
		[
			'a link-local server',
			['-A -t [2001:db8::1]:80 -s rr', '-a -t [2001:db8::1]:80 -r [fe80::1]:80 -m -w 1'],
			/^\[fe80::1\]:80 in tcp:\[2001:db8::1\]:80: the kernel accepts no server at fe80::1/,
		],
		[
			'thresholds the wrong way round',
			['-A -f 1 -s rr', '-a -f 1 -r 10.0.0.8:80 -m -w 1 -x 10 -y 20'],
			/lower threshold 20 is above the upper one 10/,
		],
	])('is refused for %s', (_, lines, reason) => {
		const {refused} = proposeRestore({name: 'x', wanted: rulesOf(...lines), services: []});
		expect(refused).toEqual([expect.stringMatching(reason)]);
	});

	test('is not refused for such a row if it already exists and stays', () => {
		const foreign = rulesOf(
			'-A -t 10.1.1.1:80 -s rr',
			'-a -t 10.1.1.1:80 -r 10.0.0.8:8080 -g -w 1',
		);
		expect(commands({wanted: foreign, services: seenOf(foreign)})).toEqual([]);
	});

	test('changes a link-local server that the kernel has taken', () => {
		const withWeight = (weight: number) =>
			rulesOf(
				'-A -t [2001:db8::1]:80 -s rr',
				`-a -t [2001:db8::1]:80 -r [fe80::1]:80 -m -w ${weight}`,
			);
		expect(commands({wanted: withWeight(5), services: seenOf(withWeight(1))})).toEqual([
			'-e -t [2001:db8::1]:80 -r [fe80::1]:80 -m -w 5',
		]);
	});

	test('is refused while a row is not known in full', () => {
		const [service, ...others] = seenOf(present);
		const services = service ? [{...service, rule: null}, ...others] : [];
		expect(proposeRestore({name: 'x', wanted, services}).refused).toEqual([
			expect.stringContaining('tcp:10.1.1.1:80 is not known'),
		]);
	});
});
