import {describe, expect, it} from 'vitest';
import type {Owner, OwnerKind} from '../../../source/ipvs/owner.ts';
import {ownerWarnings, withOwnerWarnings} from '../../../source/plans/owners/owner-warnings.ts';
import type {Plan} from '../../../source/plans/plan.ts';
import {
	addServerStep,
	addServiceStep,
	deleteServerStep,
	deleteServiceStep,
	editServerStep,
	editServiceStep,
	startDaemonStep,
	stopDaemonStep,
	timeoutsStep,
	zeroStep,
} from '../../../source/plans/steps.ts';
import {gue, nat, web, webKey} from '../../support/example.ts';

function owner(kind: OwnerKind, doubt: string | null = null): Owner {
	return {kind, sign: `process ${kind} (812)`, doubt};
}

const timeouts = {tcp: 900, tcpFin: 120, udp: 300};
const daemon = {
	role: 'master',
	interface: 'eth0',
	syncId: 1,
	maxLength: null,
	group: null,
	port: null,
	ttl: null,
} as const;

const steps = {
	weight: editServerStep(webKey, nat, {...nat, weight: 0}),
	'server added': addServerStep(webKey, gue),
	'server deleted': deleteServerStep(webKey, nat),
	'service edited': editServiceStep(web, {...web, scheduler: 'rr'}),
	'service added': addServiceStep(web),
	'service deleted': deleteServiceStep(web, [nat]),
	timeouts: timeoutsStep(timeouts, {...timeouts, udp: 60}),
	'daemon started': startDaemonStep(daemon),
	'daemon stopped': stopDaemonStep(daemon),
	counters: zeroStep(webKey),
};

/** The warning about each owner before confirming; null if the owner does not touch the row. */
const expected: Record<OwnerKind, Record<keyof typeof steps, RegExp | null>> = {
	keepalived: {
		weight: /sets the weight from keepalived\.conf again when the health check fails and recovers/,
		'server added':
			/does not check a server that is not in keepalived\.conf.*gone when .* restarts/,
		'server deleted': /adds a server of keepalived\.conf again.*a reload alone does not/,
		'service edited': /sets the service back to keepalived\.conf when it restarts/,
		'service added': /does not check the servers of a service/,
		'service deleted': /adds the service again only when it restarts, not on a reload/,
		timeouts: /when it reloads or restarts, if .* lvs_timeouts/,
		'daemon started': /lvs_sync_daemon/,
		'daemon stopped': /lvs_sync_daemon/,
		counters: null,
	},
	ldirectord: {
		weight: /the check fails and recovers, and when ldirectord reloads or restarts/,
		'server added': /deletes it when it reloads or restarts/,
		'server deleted': /adds a server of ldirectord\.cf again/,
		'service edited': /back to ldirectord\.cf/,
		'service added': /does not check the servers/,
		'service deleted': /adds the service again only when it reloads or restarts/,
		timeouts: null,
		'daemon started': null,
		'daemon stopped': null,
		counters: null,
	},
	'kube-proxy': {
		weight:
			/until it restarts; that sets every weight back to 1, but versions .* leave a weight of 0$/,
		'server added': /removes a server .* at its next sync \(30 s/,
		'server deleted': /adds an endpoint of the Service again with weight 1 at its next sync/,
		'service edited': /scheduler, flags and persistence back at its next sync/,
		'service added': /deletes a service that is not in Kubernetes .*excludeCIDRs/,
		'service deleted': /adds a service of Kubernetes again .* at its next sync/,
		timeouts: /when it restarts/,
		'daemon started': null,
		'daemon stopped': null,
		counters: null,
	},
	surealived: {
		weight: /ipvssync writes its own weight when the check of the server changes/,
		'server added': /ipvssync deletes it when it reloads or restarts/,
		'server deleted': /adds a server of its configuration again/,
		'service edited': /sets the service back when it reloads or restarts/,
		'service added': /started with -u, it deletes the service/,
		'service deleted': /adds the service again only when it reloads or restarts/,
		timeouts: null,
		'daemon started': null,
		'daemon stopped': null,
		counters: null,
	},
	seesaw: {
		weight: /sets its own weight again when the health check fails and recovers/,
		'server added': /gone when seesaw_engine restarts, which empties the table/,
		'server deleted':
			/seesaw_engine exits with an error, and its restart empties and rebuilds the table/,
		'service edited': /leaves the service alone until its configuration changes/,
		'service added': /gone when seesaw_engine restarts, which empties the table/,
		'service deleted':
			/seesaw_engine exits with an error, and its restart empties and rebuilds the table/,
		timeouts: null,
		'daemon started': null,
		'daemon stopped': null,
		counters: null,
	},
	lvscare: {
		weight: /a weight of 0 of its own servers back to 1 at its next check \(5 s by default\)/,
		'server added': /nothing removes it when it fails/,
		'server deleted': /again with weight 1 at its next check/,
		'service edited': /back at its next check/,
		'service added': null,
		'service deleted': /adds its own service again .* at its next check/,
		timeouts: null,
		'daemon started': null,
		'daemon stopped': null,
		counters: null,
	},
	'kube-router': {
		weight: /weight and thresholds of every endpoint back to 1 and 0 at its next sync \(5 min/,
		'server added': /removes a server .* at its next sync/,
		'server deleted': /adds an endpoint of the Service again with weight 1 at its next sync/,
		'service edited': /scheduler, flags and persistence back at its next sync/,
		'service added': /deletes a service that is not in Kubernetes .*--excluded-cidrs/,
		'service deleted': /adds a service of Kubernetes again .* at its next sync/,
		timeouts: null,
		'daemon started': null,
		'daemon stopped': null,
		counters: null,
	},
	cilium: {
		weight: /in eBPF, before IPVS sees them/,
		'server added': /in eBPF, before IPVS sees them/,
		'server deleted': /in eBPF, before IPVS sees them/,
		'service edited': /in eBPF, before IPVS sees them/,
		'service added': /in eBPF, before IPVS sees them/,
		'service deleted': /in eBPF, before IPVS sees them/,
		timeouts: null,
		'daemon started': null,
		'daemon stopped': null,
		counters: null,
	},
	docker: {
		weight: /leaves the weight alone while the task runs/,
		'server added': /nothing removes it/,
		'server deleted': /does not add the server again/,
		'service edited': /leaves the service alone/,
		'service added': /sends no traffic/,
		'service deleted': /only when one of its tasks starts/,
		timeouts: null,
		'daemon started': null,
		'daemon stopped': null,
		counters: null,
	},
};

const cases = (Object.keys(expected) as OwnerKind[]).flatMap(kind =>
	(Object.keys(steps) as (keyof typeof steps)[]).map(edit => [kind, edit] as const),
);

describe('the reaction of an owner to an edit', () => {
	it.each(cases)('%s with: %s', (kind, edit) => {
		const words = expected[kind][edit];
		expect(ownerWarnings([steps[edit]], [owner(kind)])).toEqual(
			words === null ? [] : [expect.stringMatching(words)],
		);
	});

	it('is shown once for each kind of edit, however many steps there are', () => {
		const {weight, counters} = steps;
		const many = [weight, weight, steps['server deleted'], counters, weight];
		expect(ownerWarnings(many, [owner('keepalived')])).toEqual([
			expect.stringContaining('sets the weight'),
			expect.stringContaining('adds a server of keepalived.conf again'),
		]);
	});

	it('is shown for each of several owners', () => {
		expect(ownerWarnings([steps.weight], [owner('keepalived'), owner('docker')])).toEqual([
			expect.stringMatching(/^keepalived /),
			expect.stringMatching(/^docker /),
		]);
	});

	it('says if the owner is uncertain', () => {
		const unsure = owner('keepalived', 'only VRRP may run');
		expect(ownerWarnings([steps.weight], [unsure])).toEqual([
			'it is not certain that keepalived manages this table: only VRRP may run',
			expect.stringMatching(/^keepalived does not notice the edit/),
		]);
		expect(ownerWarnings([steps.counters], [unsure])).toEqual([]);
	});
});

describe('a plan beside an owner', () => {
	const plan: Plan = {
		title: 'weight',
		steps: [steps.weight],
		danger: 'drops-traffic',
		warnings: ['new clients are refused'],
	};

	it('keeps all its content, with its own warnings first', () => {
		expect(withOwnerWarnings(plan, [owner('docker')])).toEqual({
			...plan,
			warnings: ['new clients are refused', expect.stringMatching(/^docker /)],
		});
	});

	it.each([[[]], [null]])('has no more warnings without an owner, or with unknown ones', owners => {
		expect(withOwnerWarnings(plan, owners)).toEqual(plan);
	});
});
