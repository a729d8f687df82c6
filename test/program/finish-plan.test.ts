import {expect, test} from 'vitest';
import {createConsoleStore} from '../../source/console/state/console-store.ts';
import {receivePoll} from '../../source/console/state/director-reducers.ts';
import {agree, showProposal} from '../../source/console/state/plan-dialog.ts';
import type {Outcome} from '../../source/plans/plan.ts';
import {proposeWeights} from '../../source/plans/set-weight.ts';
import {assembly} from '../../source/program/features.ts';
import {finishPlan} from '../../source/program/finish-plan.ts';
import {fakeOutside, read} from '../support/open-console.ts';
import {sampleDirector} from '../support/sample-director.ts';

function consoleStore(outcome: Promise<Outcome>) {
	const outside = fakeOutside();
	outside.outcome = outcome;
	const store = createConsoleStore(assembly, outside);
	const director = sampleDirector();
	store.update(receivePoll(read(director)));
	const [service] = director.services;
	const [server] = service?.servers ?? [];
	if (!service || !server) {
		throw new Error('the sample has a server');
	}

	showProposal(store, proposeWeights([{service, server}], {to: 5}), {origin: 'weight'});
	return store;
}

test('a plan that is under way is waited for, and its end is told', async () => {
	const outcome = Promise.withResolvers<Outcome>();
	const store = consoleStore(outcome.promise);
	void agree(store);
	const written: string[] = [];
	const finished = finishPlan(store, text => void written.push(text));
	expect(written.join('')).toMatch(
		/^lvstop: finishing what is under way: weight of 10\.0\.0\.8:80/,
	);
	outcome.resolve({result: 'refused', reason: 'the row has changed'});
	await finished;
	expect(written.at(-1)).toBe('lvstop: refused, nothing was changed: the row has changed\n');
});

test('where nothing is under way, nothing is waited for or told', async () => {
	const written: string[] = [];
	await finishPlan(consoleStore(new Promise(() => {})), text => {
		written.push(text);
	});
	expect(written).toEqual([]);
});
