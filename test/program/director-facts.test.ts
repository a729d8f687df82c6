import {expect, it} from 'vitest';
import type {DirectorFacts} from '../../source/console/state/director-state.ts';
import {followFacts} from '../../source/program/director-facts.ts';
import {createPassingMemory} from '../../source/program/state-folder.ts';
import {createManualClock} from '../../source/simulator/manual-clock.ts';
import {createSimulatedPort} from '../../source/simulator/simulated-port.ts';

it('a drain is not over because the memory cannot be read once', async () => {
	const clock = createManualClock();
	const state = createPassingMemory();
	const drain = {service: 'tcp:10.0.0.1:80', server: '10.0.0.8:80', weight: 3, since: 0} as const;
	await state.drains.remember(drain);
	let isReadable = true;
	const drains: typeof state.drains = {
		...state.drains,
		read: () => (isReadable ? state.drains.read() : Promise.reject(new Error('EMFILE'))),
	};
	const port = createSimulatedPort({scene: 'nat', seed: 1, clock});
	let next = Promise.withResolvers<DirectorFacts>();
	const facts = followFacts({port, clock, state: {...state, drains}}, found => next.resolve(found));
	facts.readNow();
	expect((await next.promise).drains).toEqual([drain]);

	isReadable = false;
	next = Promise.withResolvers();
	facts.readNow();
	expect((await next.promise).drains).toEqual([drain]);
	facts.stop();
});
