import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
	proposeAddServer,
	proposeDeleteServers,
} from '../../../source/features/edit/server-edits.ts';
import {proposeDeleteServices} from '../../../source/features/edit/service-edits.ts';
import {proposeTimeouts} from '../../../source/features/edit/set-timeouts.ts';
import {proposeStopDaemon} from '../../../source/features/edit/sync-daemon.ts';
import {proposeZero} from '../../../source/features/edit/zero-counters.ts';
import {formatSave} from '../../../source/ipvs/format/save-format.ts';
import {applyPlan} from '../../../source/plans/apply/apply-plan.ts';
import {type KnownService, unknownSysctls} from '../../../source/plans/known-row.ts';
import type {Proposal} from '../../../source/plans/plan.ts';
import {undoPlan} from '../../../source/plans/undo.ts';
import {everyKind} from '../../../source/simulator/scenes/every-kind.ts';
import {ruleSetArbitrary} from '../../ipvs/arbitraries.ts';
import {nat, seenServer, seenService, web} from '../../support/example.ts';
import {cases} from '../../support/random-cases.ts';
import {type ChangingDirector, changingDirector} from './changing-director.ts';
import {everyEdit} from './every-edit.ts';
import {planOf, rules, weights, withWeightsPlan} from './weight-plans.ts';

async function carryOut(director: ChangingDirector, proposal: Proposal) {
	const plan = planOf(proposal);
	const outcome = await applyPlan(plan, director.context);
	expect(outcome).toMatchObject({result: 'done'});
	return plan;
}

async function takeBack(director: ChangingDirector, plan: Parameters<typeof undoPlan>[0]) {
	return undoPlan(plan, {services: (await director.look()).services});
}

describe('undo', () => {
	it.each(Object.entries(everyEdit))('of %s gives back the very same rules', async (_, propose) => {
		const director = changingDirector(everyKind.rules);
		const before = await director.rules();
		const proposals = propose((await director.look()).services).filter(
			({refused}) => !/already has these values/.test(refused ?? ''),
		);
		expect(proposals.length).toBeGreaterThan(0);
		const plans = [];
		for (const proposal of proposals) {
			plans.push(await carryOut(director, proposal));
		}

		expect(await director.rules()).not.toEqual(before);
		for (const plan of plans.reverse()) {
			await carryOut(director, await takeBack(director, plan));
		}

		expect(await director.rules()).toEqual(before);
	});

	it('of settings restores them', async () => {
		const director = changingDirector(everyKind.rules);
		const before = (await director.look()).settings;
		const timeouts = before?.timeouts ?? {tcp: 0, tcpFin: 0, udp: 0};
		for (const proposal of [
			proposeTimeouts(timeouts, {tcp: 1000, tcpFin: 99, udp: 88}),
			proposeStopDaemon('backup', before?.daemons ?? []),
		]) {
			const plan = await carryOut(director, proposal);
			expect((await director.look()).settings).not.toEqual(before);
			await carryOut(director, await takeBack(director, plan));
		}

		expect((await director.look()).settings).toEqual(before);
	});

	it('restores any deleted rules', async () => {
		await fc.assert(
			fc.asyncProperty(
				ruleSetArbitrary.filter(ruleSet => ruleSet.length > 0),
				async ruleSet => {
					const director = changingDirector(formatSave(ruleSet, {thresholds: true}));
					const before = await director.rules();
					const {services} = await director.look();
					const plan = await carryOut(
						director,
						proposeDeleteServices(services, {all: services, sysctls: unknownSysctls}),
					);
					expect(await director.rules()).toEqual([]);
					await carryOut(director, await takeBack(director, plan));
					expect(await director.rules()).toEqual(before);
				},
			),
			{numRuns: cases(30)},
		);
	});

	it('is a plan that can be undone itself', async () => {
		const {director, plan} = await withWeightsPlan();
		await carryOut(director, {plan});
		const undone = await carryOut(director, await takeBack(director, plan));
		expect(undone.title).toBe('undo: weight of 3 servers: → 5');
		expect(await weights(director)).toEqual([1, 1, 1]);
		const redone = await carryOut(director, await takeBack(director, undone));
		expect(redone.title).toBe('redo: weight of 3 servers: → 5');
		expect(await weights(director)).toEqual([5, 5, 5]);
		const again = await takeBack(director, redone);
		expect(again.plan?.title).toBe('undo: weight of 3 servers: → 5');
	});

	it('is refused if a row is not as it was left', async () => {
		const {director, plan} = await withWeightsPlan();
		await carryOut(director, {plan});
		await director.elsewhere('-e -t 172.16.249.138:80 -r 10.0.0.9:80 -m -w 3');
		const undo = planOf(await takeBack(director, plan));
		expect(await applyPlan(undo, director.context)).toEqual({
			result: 'refused',
			reason: 'changed in the meantime: 10.0.0.9:80 in tcp:172.16.249.138:80: weight is 3, not 5',
		});
		expect(await weights(director)).toEqual([5, 3, 5]);
	});

	it('of a plan that failed in the middle undoes the executed part', async () => {
		const {director, plan} = await withWeightsPlan();
		director.simulated.disturb({
			hits: subject => subject.includes('-r 10.0.0.9'),
			failure: 'missing',
		});
		const outcome = await applyPlan(plan, director.context);
		expect(outcome).toMatchObject({result: 'failed', done: 1});
		const {services} = await director.look();
		const undo = undoPlan(plan, {done: 1, services});
		await carryOut(director, undo);
		expect(await weights(director)).toEqual([1, 1, 1]);
		expect(undoPlan(plan, {done: 0, services}).refused).toMatch(/^nothing was changed/);
	});

	it('shows its effects on traffic: deleting what was added can drop connections', async () => {
		const director = changingDirector(rules);
		const added = planOf(proposeAddServer(await director.service('tcp:172.16.249.138:80'), nat));
		const [service] = (await director.look()).services;
		const busy = {
			...service,
			servers: [
				{
					...nat,
					id: '10.0.0.8:8080',
					activeConnections: 4,
					inactiveConnections: 0,
					persistentConnections: 0,
					rule: nat,
				},
			],
		} as KnownService;
		expect(undoPlan(added, {services: [busy]}).plan?.danger).toBe('drops-traffic');
	});

	it('is not offered if ipvsadm would restore another server', () => {
		const routed = seenServer({...nat, forwarding: 'route'});
		const service = seenService(web, [routed]);
		const context = {all: [service], sysctls: unknownSysctls};
		const deletions = [
			proposeDeleteServers([{service, server: routed}], unknownSysctls),
			proposeDeleteServices([service], context),
		].map(planOf);
		for (const plan of deletions) {
			expect(plan.warnings).toContain(
				'this cannot be undone: 10.0.0.8:8080 in tcp:172.16.249.138:80 is forwarded by route with another ' +
					'port than the service; ipvsadm would send the command to port 80 instead',
			);
			expect(undoPlan(plan, {services: []}).refused).toMatch(
				/^cannot be undone: delete .*would send the command to port 80 instead$/,
			);
		}
	});

	it('is not offered for counters', () => {
		const plan = planOf(proposeZero(null));
		expect(undoPlan(plan, {services: []}).refused).toBe(
			'cannot be undone: zero the counters of everything',
		);
	});
});
