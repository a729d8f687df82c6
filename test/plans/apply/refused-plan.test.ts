import {describe, expect, it} from 'vitest';
import {proposeAddServer} from '../../../source/features/edit/add-server.ts';
import {proposeDeleteServices} from '../../../source/features/edit/delete-service.ts';
import {proposeTimeouts} from '../../../source/features/edit/set-timeouts.ts';
import {applyPlan} from '../../../source/plans/apply/apply-plan.ts';
import {unknownSysctls} from '../../../source/plans/seen.ts';
import {nat} from '../../support/example.ts';
import {changingDirector} from './changing-director.ts';
import {planOf, rules, webId, withWeightPlan, withWeightsPlan} from './weight-plans.ts';

describe('a plan is refused, and nothing is written', () => {
	it.each([
		[
			'its weight',
			'-e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 3 -x 100 -y 80',
			/weight is 3, not 1/,
		],
		[
			'a threshold',
			'-e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 1 -x 200 -y 80',
			/upper threshold is 200, not 100/,
		],
		[
			'its forwarding',
			'-e -t 172.16.249.138:80 -r 10.0.0.8:80 -g -w 1 -x 100 -y 80',
			/forwarding is route, not masq/,
		],
		['the server', '-d -t 172.16.249.138:80 -r 10.0.0.8:80', /10\.0\.0\.8:80 in .* is gone$/],
		['the service', '-D -t 172.16.249.138:80', /tcp:172\.16\.249\.138:80 is gone$/],
	])('if somebody else changed or deleted %s meanwhile', async (_, words, reason) => {
		const {director, plan} = await withWeightPlan();
		await director.elsewhere(words);
		expect(await applyPlan(plan, director.context)).toEqual({
			result: 'refused',
			reason: expect.stringMatching(reason),
		});
		expect(director.commands).toEqual([]);
		expect(director.logged).toEqual([]);
	});

	it('if one row of many changed', async () => {
		const {director, plan} = await withWeightsPlan();
		await director.elsewhere('-e -t 172.16.249.138:80 -r 10.0.0.10:80 -m -w 2');
		expect(await applyPlan(plan, director.context)).toMatchObject({result: 'refused'});
		expect(director.commands).toEqual([]);
	});

	it('if a server was added to a service that is to be deleted', async () => {
		const director = changingDirector(rules);
		const service = await director.service(webId);
		const plan = planOf(
			proposeDeleteServices([service], {all: [service], sysctls: unknownSysctls}),
		);
		await director.elsewhere('-a -t 172.16.249.138:80 -r 10.0.0.11:80 -m -w 1');
		expect(await applyPlan(plan, director.context)).toEqual({
			result: 'refused',
			reason: 'changed in the meantime: tcp:172.16.249.138:80: 10.0.0.11:80 was added',
		});
	});

	it('if the service of a new server is gone, or the server exists', async () => {
		const director = changingDirector(rules);
		const service = await director.service(webId);
		const plan = planOf(proposeAddServer(service, nat));
		await director.elsewhere('-a -t 172.16.249.138:80 -r 10.0.0.8:8080 -m -w 1');
		expect(await applyPlan(plan, director.context)).toMatchObject({
			reason: 'changed in the meantime: 10.0.0.8:8080 in tcp:172.16.249.138:80 exists',
		});
		await director.elsewhere('-D -t 172.16.249.138:80');
		expect(await applyPlan(plan, director.context)).toMatchObject({
			reason: 'changed in the meantime: tcp:172.16.249.138:80 is gone',
		});
	});

	it('if somebody else set the timeouts, or started a daemon', async () => {
		const director = changingDirector(rules);
		const timeouts = {tcp: 900, tcpFin: 120, udp: 300};
		const timeoutPlan = planOf(proposeTimeouts(timeouts, {...timeouts, udp: 60}));
		await director.elsewhere('--set 0 0 200');
		expect(await applyPlan(timeoutPlan, director.context)).toMatchObject({
			result: 'refused',
			reason: 'changed in the meantime: timeouts: udp is 200, not 300',
		});
	});

	it('if the table cannot be read', async () => {
		const {director, plan} = await withWeightPlan();
		director.simulated.disturb({hits: subject => subject.includes('-Sn'), failure: 'timeout'});
		expect(await applyPlan(plan, director.context)).toMatchObject({
			result: 'refused',
			reason: expect.stringMatching(
				/^the table could not be read: .*; the director or the connection to it is too slow$/,
			),
		});
		expect(director.commands).toEqual([]);
	});
});
