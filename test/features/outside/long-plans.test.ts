/**
 * Plans with more commands than the watch reads from the log at first, and with more than the log keeps.
 */
import {expect, test} from 'vitest';
import {createOutsideWatch} from '../../../source/features/outside/outside-watch.ts';
import type {LogEntry} from '../../../source/plans/log/log-entry.ts';
import {createPassingMemory} from '../../../source/program/state-folder.ts';
import {fakeProgram} from '../../support/fake-program.ts';
import {director, server, service} from '../../support/sample-director.ts';

const id = 'tcp:10.1.1.1:80';
const servers = 600;
const address = (index: number) => `10.0.${index >> 8}.${index & 255}`;

/** A director whose servers all have one weight, but for the first one. */
function withWeights(first: number, weight: number, monotonic: number, time: number) {
	const all = Array.from({length: servers}, (_, index) =>
		server(`${address(index)}:80`, {weight: index === 0 ? first : weight}),
	);
	return {...director([service(id, all)], {monotonic}), time};
}

/** What a watch reports if lvstop set every weight to 2 and somebody else the first one to `first`. */
async function reported({first, kept}: {readonly first: number; readonly kept: number}) {
	const {clock} = fakeProgram();
	const start = clock.now();
	const before = withWeights(1, 1, 0, start);
	const after = withWeights(first, 2, 2000, start + 2000);
	const key = after.services[0]?.key;
	if (key === undefined) {
		throw new Error('there is no service');
	}

	const own = after.services.flatMap(({servers: rows}) =>
		rows.map(
			({rule}, index): LogEntry => ({
				time: new Date(start + 1000).toISOString(),
				user: 'me',
				host: 'lb1',
				plan: `weight of ${servers} servers: → 2`,
				run: {begun: new Date(start + 500).toISOString(), step: index + 1, steps: servers},
				command: ['ipvsadm'],
				exitCode: 0,
				message: '',
				before: null,
				after: rule && {row: 'server', service: key, rule: {...rule, weight: 2}},
			}),
		),
	);
	const {log} = createPassingMemory();
	await log.append(own.slice(-kept));
	const words: string[] = [];
	const watch = createOutsideWatch({
		clock,
		log,
		isBusy: () => false,
		onChanges: changes => words.push(...changes.map(change => change.words)),
	});
	watch.see(before);
	await clock.pass(2000);
	watch.see(after);
	await clock.pass(5000);
	watch.stop();
	return words;
}

test('explain their own changes, however far back the log has to be read', async () => {
	expect(await reported({first: 2, kept: servers})).toEqual([]);
	expect(await reported({first: 7, kept: servers})).toEqual([`10.0.0.0:80 in ${id}: weight 2 → 7`]);
});

test('are not taken for changes by others if the log does not keep all of their commands', async () => {
	expect(await reported({first: 2, kept: 300})).toEqual([]);
});
