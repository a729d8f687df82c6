import {afterAll, beforeAll, beforeEach, expect, it} from 'vitest';
import {systemClock} from '../../source/director/port/clock.ts';
import {createIpvsadmReader} from '../../source/director/reading/ipvsadm-reader.ts';
import type {Reading} from '../../source/director/reading/reading.ts';
import {proposeTimeouts} from '../../source/features/edit/set-timeouts.ts';
import {proposeStartDaemon, proposeStopDaemon} from '../../source/features/edit/sync-daemon.ts';
import {proposeZero} from '../../source/features/edit/zero-counters.ts';
import {applyPlan} from '../../source/plans/apply/apply-plan.ts';
import type {ApplyContext} from '../../source/plans/apply/look.ts';
import type {Plan} from '../../source/plans/plan.ts';
import {undoPlan} from '../../source/plans/undo.ts';
import {everyEdit} from '../plans/apply/every-edit.ts';
import {planOf} from '../plans/apply/weight-plans.ts';
import {describeLab} from './describe-lab.ts';
import {printedRules, resetToEveryKind} from './every-kind-director.ts';
import {guestPort} from './guest-port.ts';
import {bootKernel, type Guest} from './kernel.ts';

/** One plan made of many, which needs fewer readings of the table. */
function joined(plans: readonly Plan[]): Plan {
	return {
		title: `${plans.length} plans`,
		steps: plans.flatMap(({steps}) => steps),
		danger: 'none',
		warnings: [],
	};
}

describeLab('edits on the kernel', () => {
	let guest: Guest;
	let context: ApplyContext;
	beforeAll(async () => {
		guest = await bootKernel();
		const port = guestPort(guest);
		context = {
			port,
			clock: systemClock,
			reader: createIpvsadmReader({port, clock: systemClock}),
			log: async () => {},
		};
	});
	afterAll(() => guest.close());
	beforeEach(() => resetToEveryKind(guest));

	const look = (): Promise<Reading> =>
		context.reader.read({
			counters: false,
			kernelRates: false,
			persistentConnections: false,
			freshRules: true,
			settings: true,
		});

	async function carryOut(plan: Plan): Promise<void> {
		expect(await applyPlan(plan, context)).toEqual({
			result: 'done',
			steps: plan.steps.length,
			warnings: [],
		});
	}

	async function takeBack(plan: Plan): Promise<void> {
		await carryOut(planOf(undoPlan(plan, {services: (await look()).services})));
	}

	it.each(Object.entries(everyEdit))(
		'of %s are verified, and undo gives back the very same rules',
		async (_, propose) => {
			const before = await printedRules(guest);
			const plan = joined(
				propose((await look()).services)
					.filter(({refused}) => !refused?.endsWith('already has these values'))
					.map(planOf),
			);
			await carryOut(plan);
			expect(await printedRules(guest)).not.toEqual(before);
			await takeBack(plan);
			expect(await printedRules(guest)).toEqual(before);
		},
	);

	it('of timeouts and sync daemons are verified, and can be undone', async () => {
		const before = (await look()).settings;
		const timeouts = before?.timeouts ?? {tcp: 0, tcpFin: 0, udp: 0};
		const backup = {
			role: 'backup',
			interface: 'lo',
			syncId: 9,
			maxLength: 1100,
			group: '239.1.1.1',
			port: 9000,
			ttl: 7,
		} as const;
		const timeoutPlan = planOf(proposeTimeouts(timeouts, {...timeouts, udp: 61}));
		const startPlan = planOf(proposeStartDaemon(backup, []));
		await carryOut(timeoutPlan);
		await carryOut(startPlan);
		const {settings} = await look();
		expect(settings).toEqual({timeouts: {...timeouts, udp: 61}, daemons: [backup]});
		const stopPlan = planOf(proposeStopDaemon('backup', settings?.daemons ?? []));
		await carryOut(stopPlan);
		await takeBack(stopPlan);
		expect((await look()).settings?.daemons).toEqual([backup]);
		await takeBack(startPlan);
		await takeBack(timeoutPlan);
		expect((await look()).settings).toEqual(before);
	});

	it('of counters are carried out', async () => {
		const {services} = await look();
		await carryOut(planOf(proposeZero(services)));
		await carryOut(planOf(proposeZero(null)));
	});
});
