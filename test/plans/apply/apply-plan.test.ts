import {describe, expect, it} from 'vitest';
import {PortError} from '../../../source/director/port/port.ts';
import {proposeDeleteServers} from '../../../source/features/edit/server-edits.ts';
import {
	proposeAddService,
	proposeEditService,
} from '../../../source/features/edit/service-edits.ts';
import {proposeTimeouts} from '../../../source/features/edit/set-timeouts.ts';
import {proposeStartDaemon} from '../../../source/features/edit/sync-daemon.ts';
import {proposeZero} from '../../../source/features/edit/zero-counters.ts';
import {applyPlan} from '../../../source/plans/apply/apply-plan.ts';
import {unknownSysctls} from '../../../source/plans/known-row.ts';
import {outcomeDetails} from '../../../source/plans/outcome-words.ts';
import {proposeWeights} from '../../../source/plans/set-weight.ts';
import {everyKind} from '../../../source/simulator/scenes/every-kind.ts';
import {gue, nat, web} from '../../support/example.ts';
import {changingDirector} from './changing-director.ts';
import {planOf, rules, webId, weights, withWeightPlan, withWeightsPlan} from './weight-plans.ts';

describe('a running plan', () => {
	it('makes its changes, and nothing else', async () => {
		const {director, plan} = await withWeightPlan();
		expect(await applyPlan(plan, director.context)).toEqual({
			result: 'done',
			steps: 1,
			warnings: [],
		});
		expect(director.commands).toEqual([
			'ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 5 -x 100 -y 80',
		]);
		expect(director.logged).toEqual([
			{
				plan: plan.title,
				step: plan.steps[0],
				result: {exitCode: 0, stdout: '', stderr: ''},
				problem: null,
			},
		]);
	});

	it('keeps the whole entry of every kind of server but its weight', async () => {
		const director = changingDirector(everyKind.rules);
		const before = await director.rules();
		const {services} = await director.look();
		const targets = services.flatMap(service => service.servers.map(server => ({service, server})));
		const plan = planOf(proposeWeights(targets, {by: 1}));
		expect(await applyPlan(plan, director.context)).toMatchObject({result: 'done'});
		expect(await director.rules()).toEqual(
			before.map(({service, servers}) => ({
				service,
				servers: servers.map(server => ({
					...server,
					weight: Math.min(server.weight + 1, 65_535),
				})),
			})),
		);
	});

	it('tells its progress, and stops before its next command if asked', async () => {
		const {director, plan} = await withWeightsPlan();
		const stopping = new AbortController();
		const progress: number[] = [];
		const onStep = (done: number) => {
			progress.push(done);
			if (done === 2) {
				stopping.abort();
			}
		};
		expect(
			await applyPlan(plan, {...director.context, onStep, stop: stopping.signal}),
		).toMatchObject({
			result: 'failed',
			done: 2,
			nextUntouched: true,
			reason: 'stopped before command 3 of 3, as you asked',
		});
		expect(progress).toEqual([1, 2]);
		expect(await weights(director)).toEqual([5, 5, 1]);
	});

	it('changes nothing if it is stopped before its first command', async () => {
		const {director, plan} = await withWeightsPlan();
		const stopped = {...director.context, stop: AbortSignal.abort()};
		expect(await applyPlan(plan, stopped)).toMatchObject({result: 'refused'});
		// The weight of one server back and forth.
		const [there] = plan.steps;
		const back = there && {...there, before: there.after, after: there.before};
		const many = Array.from({length: 600}, () => [there, back]).flat();
		const steps = many.filter(step => step !== undefined);
		expect(await applyPlan({...plan, steps}, stopped)).toMatchObject({
			result: 'refused',
			reason: 'stopped before command 1 of 1,200, as you asked',
		});
		expect(director.commands).toEqual([]);
	});

	it('may build one step on another', async () => {
		const director = changingDirector(rules);
		const key = {...web.key, port: 443} as typeof web.key;
		const plan = planOf(proposeAddService({...web, key}, [nat, {...gue, port: 443}], []));
		expect(await applyPlan(plan, director.context)).toMatchObject({result: 'done', steps: 3});
		expect(await director.rules()).toHaveLength(2);
	});

	it('may change settings and zero counters', async () => {
		const director = changingDirector(rules);
		const {settings, services} = await director.look();
		const timeouts = settings?.timeouts ?? {tcp: 0, tcpFin: 0, udp: 0};
		const daemon = {
			role: 'master',
			interface: 'br0',
			syncId: 5,
			maxLength: null,
			group: null,
			port: null,
			ttl: null,
		} as const;
		for (const proposal of [
			proposeTimeouts(timeouts, {...timeouts, udp: 77}),
			proposeStartDaemon(daemon, []),
			proposeZero(services),
			proposeZero(null),
		]) {
			expect(await applyPlan(planOf(proposal), director.context)).toMatchObject({result: 'done'});
		}

		const after = (await director.look()).settings;
		expect(after?.timeouts).toEqual({...timeouts, udp: 77});
		expect(after?.daemons).toMatchObject([{role: 'master', interface: 'br0', syncId: 5}]);
	});
});

describe('a plan that fails in the middle', () => {
	it('stops at the command that fails, and tells how far it came and what was said', async () => {
		const {director, plan} = await withWeightsPlan();
		director.beforeCommand = async command => {
			if (command.includes('10.0.0.9')) {
				await director.elsewhere('-d -t 172.16.249.138:80 -r 10.0.0.9:80');
			}
		};
		expect(await applyPlan(plan, director.context)).toEqual({
			result: 'failed',
			reason:
				'ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.9:80 -m -w 5: No such destination (exit 255)',
			done: 1,
			nextUntouched: true,
			warnings: [],
		});
		expect(await weights(director)).toEqual([5, 1]);
		expect(director.logged.map(({result}) => result?.exitCode)).toEqual([0, 255]);
	});

	it('reads again when it takes long, and does not touch what changed meanwhile', async () => {
		const {director, plan} = await withWeightsPlan();
		director.beforeCommand = async () => {
			if (director.commands.length === 0) {
				director.clock.advance(1500);
				await director.elsewhere('-e -t 172.16.249.138:80 -r 10.0.0.9:80 -m -w 3');
			}
		};
		expect(await applyPlan(plan, director.context)).toEqual({
			result: 'failed',
			reason: 'changed in the meantime: 10.0.0.9:80 in tcp:172.16.249.138:80: weight is 3, not 1',
			done: 1,
			nextUntouched: true,
			warnings: [],
		});
		expect(await weights(director)).toEqual([5, 3, 1]);
	});

	/** The connection breaks at the second command. */
	const cut = () => new PortError('lost', 'ssh lb1', 'ssh lb1: the connection was cut');

	it('reads again if a command never answered, and says that it had no effect', async () => {
		const {director, plan} = await withWeightsPlan();
		director.simulated.disturb({hits: subject => subject.includes('-r 10.0.0.9'), failure: 'lost'});
		expect(await applyPlan(plan, director.context)).toMatchObject({
			result: 'failed',
			reason: expect.stringMatching(/: lost; it had no effect \(read again\)$/),
			done: 1,
			nextUntouched: true,
		});
		expect(director.logged[1]).toMatchObject({
			result: null,
			problem: expect.stringMatching(/lost/),
		});
	});

	it('reads again, and counts a command that took effect without an answer', async () => {
		const {director, plan} = await withWeightsPlan();
		director.beforeCommand = async () => {
			if (director.commands.length === 1) {
				await director.elsewhere('-e -t 172.16.249.138:80 -r 10.0.0.9:80 -m -w 5');
				throw cut();
			}
		};
		const outcome = await applyPlan(plan, director.context);
		expect(outcome).toEqual({
			result: 'failed',
			reason: 'ssh lb1: the connection was cut; it took effect (read again)',
			done: 2,
			nextUntouched: true,
			warnings: [],
		});
		expect(outcomeDetails(plan, outcome)).toMatch(
			/^done:\n.*10\.0\.0\.8:80.*\n.*10\.0\.0\.9:80.*\nnot done:\n.*10\.0\.0\.10:80.*\n$/,
		);
		expect(await weights(director)).toEqual([5, 5, 1]);
	});

	it('is done if only the answer of the last command was lost', async () => {
		const {director, plan} = await withWeightPlan();
		director.beforeCommand = async () => {
			await director.elsewhere('-e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 5 -x 100 -y 80');
			throw cut();
		};
		expect(await applyPlan(plan, director.context)).toEqual({
			result: 'done',
			steps: 1,
			warnings: ['ssh lb1: the connection was cut; it took effect (read again)'],
		});
	});

	it('waits for a director that cannot be reached for a moment', async () => {
		const {director, plan} = await withWeightsPlan();
		let repair = () => {};
		director.beforeCommand = () => {
			if (director.commands.length === 1) {
				repair = director.simulated.disturb({hits: () => true, failure: 'lost'});
				throw cut();
			}
		};
		const applying = applyPlan(plan, director.context);
		await director.clock.pass(10_000);
		repair();
		await director.clock.pass(20_000);
		expect(await applying).toMatchObject({done: 1, nextUntouched: true});
	});

	it('does not know whether a command took effect if the director stays away', async () => {
		const {director, plan} = await withWeightsPlan();
		director.beforeCommand = () => {
			if (director.commands.length === 1) {
				director.simulated.disturb({hits: () => true, failure: 'lost'});
				throw cut();
			}
		};
		const applying = applyPlan(plan, director.context);
		await director.clock.pass(60_000);
		const outcome = await applying;
		expect(outcome).toMatchObject({
			result: 'failed',
			reason: expect.stringMatching(
				/^ssh lb1: the connection was cut; it is not known whether it took effect: the table could not be read: /,
			),
			done: 1,
		});
		expect(outcome).not.toHaveProperty('nextUntouched');
		expect(outcomeDetails(plan, outcome)).toMatch(
			/^done:\n.*8:80.*\nmay have been done:\n.*9:80.*\nnot done:\n.*10:80.*\n$/,
		);
	});

	it('knows that a command was not run if the connection was not even open', async () => {
		const {director, plan} = await withWeightPlan();
		director.beforeCommand = () => {
			throw new PortError('unreached', 'ssh lb1', 'ssh lb1: Connection refused');
		};
		expect(await applyPlan(plan, director.context)).toMatchObject({
			reason: 'ssh lb1: Connection refused',
			done: 0,
			nextUntouched: true,
		});
	});

	it('says that a command could not even be started', async () => {
		const {director, plan} = await withWeightPlan();
		director.beforeCommand = () => {
			throw new PortError('forbidden', 'ipvsadm', 'ipvsadm: no permission to run it');
		};
		expect(await applyPlan(plan, director.context)).toMatchObject({
			result: 'failed',
			reason: 'ipvsadm: no permission to run it',
			done: 0,
		});
	});
});

describe('the final table', () => {
	it('is read again, and reported if it is not as planned', async () => {
		const {director, plan} = await withWeightPlan();
		const reader = director.context.reader;
		let looks = 0;
		const outcome = await applyPlan(plan, {
			...director.context,
			reader: {
				async read(...wanted) {
					looks += 1;
					if (looks === 2) {
						await director.elsewhere('-e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 9 -x 100 -y 80');
					}

					return reader.read(...wanted);
				},
			},
		});
		expect(outcome).toMatchObject({
			result: 'failed',
			reason: 'all commands ran, but 10.0.0.8:80 in tcp:172.16.249.138:80: weight is 9, not 5',
			done: 1,
		});
	});

	it('is unknown if it cannot be read, which is reported', async () => {
		const {director, plan} = await withWeightPlan();
		director.beforeCommand = () => {
			director.simulated.disturb({hits: subject => subject.includes('-Sn'), failure: 'lost'});
		};
		const applying = applyPlan(plan, director.context);
		await director.clock.pass(60_000);
		expect(await applying).toMatchObject({
			result: 'failed',
			reason: expect.stringMatching(/^the table could not be read/),
			done: 1,
		});
	});

	it('does not trouble about servers that others added to an edited service', async () => {
		const director = changingDirector(rules);
		const plan = planOf(
			proposeEditService(await director.service(webId), {...web, scheduler: 'rr'}),
		);
		director.beforeCommand = () =>
			director.elsewhere('-a -t 172.16.249.138:80 -r 10.0.0.20:80 -m -w 1');
		expect(await applyPlan(plan, director.context)).toMatchObject({result: 'done'});
	});

	it('of a deleted server is that it is gone', async () => {
		const director = changingDirector(rules);
		const target = await director.target(webId, '10.0.0.8:80');
		const plan = planOf(proposeDeleteServers([target], unknownSysctls));
		expect(await applyPlan(plan, director.context)).toMatchObject({result: 'done'});
		expect(await weights(director)).toHaveLength(2);
	});
});

describe('a log that cannot be written', () => {
	it('does not prevent a plan, and is reported once', async () => {
		const {director, plan} = await withWeightsPlan();
		const outcome = await applyPlan(plan, {
			...director.context,
			log: () => Promise.reject(new Error('ENOSPC: no space left on device')),
		});
		expect(outcome).toEqual({
			result: 'done',
			steps: 3,
			warnings: ['the log of commands could not be written: ENOSPC: no space left on device'],
		});
		expect(await weights(director)).toEqual([5, 5, 5]);
	});
});
