import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {readDrains, rememberDrain} from '../../../source/features/drain/drain-memory.ts';
import {applyRemembering} from '../../../source/features/drain/remember-drains.ts';
import {applyPlan} from '../../../source/plans/apply/apply-plan.ts';
import type {Outcome} from '../../../source/plans/plan.ts';
import {proposeWeights} from '../../../source/plans/set-weight.ts';
import {drainsIn} from '../../../source/program/state-folder.ts';
import {planOf, withWeightsPlan} from '../../plans/apply/weight-plans.ts';
import {nat, seenServer, seenService, targetsIn, web} from '../../support/example.ts';
import {temporaryFolder} from '../../support/temporary-folder.ts';

const done: Outcome = {result: 'done', steps: 1, warnings: ['the log is full']};
const refused: Outcome = {result: 'refused', reason: 'changed meanwhile'};

/** The plan from one weight to another. */
function weightPlan(from: number, to: number) {
	const service = seenService(web, [seenServer({...nat, weight: from})]);
	return planOf(proposeWeights(targetsIn(service), {to}));
}

const remembered = {
	service: 'tcp:172.16.249.138:80',
	server: '10.0.0.8:8080',
	weight: 7,
	since: 50,
} as const;

describe('a drain', () => {
	it('is remembered before it runs, so that no crash loses the weight', async () => {
		const folder = await temporaryFolder();
		let during: unknown;
		const outcome = await applyRemembering(weightPlan(7, 0), {
			drains: drainsIn(folder),
			now: 50,
			async apply() {
				during = await readDrains(folder);
				return done;
			},
		});
		expect(outcome).toEqual(done);
		expect(during).toEqual([remembered]);
		expect(await readDrains(folder)).toEqual([remembered]);
	});

	it('that is refused leaves the memory as it was', async () => {
		const folder = await temporaryFolder();
		const apply = () => Promise.resolve(refused);
		await applyRemembering(weightPlan(9, 0), {drains: drainsIn(folder), now: 60, apply});
		expect(await readDrains(folder)).toEqual([]);
		await rememberDrain(folder, remembered);
		await applyRemembering(weightPlan(9, 0), {drains: drainsIn(folder), now: 60, apply});
		expect(await readDrains(folder)).toEqual([remembered]);
	});

	it('that fails is remembered, because it may have taken effect', async () => {
		const folder = await temporaryFolder();
		const failed: Outcome = {result: 'failed', reason: 'lost', done: 0, warnings: []};
		const apply = () => Promise.resolve(failed);
		await applyRemembering(weightPlan(7, 0), {drains: drainsIn(folder), now: 50, apply});
		expect(await readDrains(folder)).toEqual([remembered]);
	});

	it('that ipvsadm has refused is not remembered, because it did not begin', async () => {
		const folder = await temporaryFolder();
		const {director, plan} = await withWeightsPlan(0);
		director.beforeCommand = command =>
			command.includes('10.0.0.9') ? director.elsewhere('-C') : undefined;
		const outcome = await applyRemembering(plan, {
			drains: drainsIn(folder),
			now: 50,
			apply: remembering => applyPlan(remembering, director.context),
		});
		expect(outcome).toMatchObject({result: 'failed', done: 1});
		expect((await readDrains(folder)).map(({server}) => server)).toEqual(['10.0.0.8:80']);
	});

	it('that a failure has prevented leaves the memory unchanged', async () => {
		const folder = await temporaryFolder();
		const service = seenService(web, [
			seenServer({...nat, weight: 7}),
			seenServer({...nat, address: '10.0.0.9', weight: 8}),
			seenServer({...nat, address: '10.0.0.10', weight: 9}),
		]);
		const failed: Outcome = {result: 'failed', reason: 'lost', done: 1, warnings: []};
		const apply = () => Promise.resolve(failed);
		const plan = planOf(proposeWeights(targetsIn(service), {to: 0}));
		await applyRemembering(plan, {drains: drainsIn(folder), now: 50, apply});
		expect((await readDrains(folder)).map(({weight}) => weight).sort()).toEqual([7, 8]);
	});

	it('is forgotten if a plan has given the server weight before it failed', async () => {
		const folder = await temporaryFolder();
		await rememberDrain(folder, remembered);
		const service = seenService(web, [
			seenServer({...nat, weight: 0}),
			seenServer({...nat, address: '10.0.0.9', weight: 8}),
		]);
		const failed: Outcome = {result: 'failed', reason: 'lost', done: 1, warnings: []};
		const apply = () => Promise.resolve(failed);
		const plan = planOf(proposeWeights(targetsIn(service), {to: 3}));
		await applyRemembering(plan, {drains: drainsIn(folder), now: 60, apply});
		expect(await readDrains(folder)).toEqual([]);
	});

	it('is forgotten when the server has weight again', async () => {
		const folder = await temporaryFolder();
		await rememberDrain(folder, remembered);
		const apply = () => Promise.resolve(done);
		await applyRemembering(weightPlan(0, 3), {drains: drainsIn(folder), now: 60, apply});
		expect(await readDrains(folder)).toEqual([]);
	});

	it('runs even if it cannot be remembered, and the weight is shown', async () => {
		const file = join(await temporaryFolder(), 'file');
		await writeFile(file, '');
		const context = {drains: drainsIn(file), now: 50, apply: () => Promise.resolve(done)};
		const outcome = await applyRemembering(weightPlan(7, 0), context);
		expect(outcome).toMatchObject({result: 'done'});
		expect('warnings' in outcome && outcome.warnings).toEqual([
			'the log is full',
			expect.stringMatching(
				/^the weights before the drain could not be remembered \(10\.0\.0\.8:8080: 7\): .*: a part of the path is not a folder$/,
			),
		]);
	});
});
