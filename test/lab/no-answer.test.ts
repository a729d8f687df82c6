/**
 * A server that dies with open connections, as the Connections view and the Services view report it.
 */
import {setTimeout as pause} from 'node:timers/promises';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {plainContext} from '../../source/console/filter/filter-term.ts';
import {factsOfNoAnswers} from '../../source/console/state/row-facts.ts';
import {createDirectorFollower} from '../../source/director/polling/director-follower.ts';
import {systemClock} from '../../source/director/port/clock.ts';
import {createIpvsadmReader} from '../../source/director/reading/ipvsadm-reader.ts';
import {readConnections} from '../../source/features/connections/connections-reading.ts';
import {findNoAnswers} from '../../source/features/connections/find-no-answers.ts';
import type {NoAnswer} from '../../source/features/connections/no-answer.ts';
import {createNoAnswerWatch} from '../../source/features/connections/no-answer-watch.ts';
import {wholeTable} from '../../source/features/connections/table/survey.ts';
import {selectRows} from '../../source/features/services/select-rows.ts';
import {readersOrder, type Sort, sortBy} from '../../source/features/services/sort-rows.ts';
import {clients, holdConnections, servers, startServers, vip} from './connections.ts';
import {describeLab, measured} from './describe-lab.ts';
import {guestPort} from './guest-port.ts';
import {bootKernel, type Guest} from './kernel.ts';
import {buildNetwork} from './network.ts';
import {topologies} from './topology.ts';

const port = 4000;
const service = `tcp:${vip.ipv4}:${port}`;
const [alive, dying] = servers.ipv4.map(address => `${address}:${port}`) as [string, string];
const wanted = {address: vip.ipv4, port, client: clients.ipv4[0]} as const;
const parts = {
	counters: true,
	kernelRates: true,
	persistentConnections: false,
	freshRules: true,
	settings: true,
};

describeLab('a server that dies with open connections', measured, () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
		await buildNetwork(guest, topologies.nat);
		await startServers(guest, port);
	});
	afterAll(() => guest.close());

	async function look() {
		const director = guestPort(guest);
		const reader = createIpvsadmReader({port: director, clock: systemClock});
		const live = await createDirectorFollower(systemClock).follow(await reader.read(parts), 30_000);
		const {findings} = await readConnections(
			{
				services: live.services,
				timeouts: live.settings?.timeouts ?? null,
				question: wholeTable,
				budget: 5000,
			},
			{port: director, clock: systemClock},
		);
		return {live, texts: findings.map(({text}) => text)};
	}

	it('is found at once by the rate, and in the Services view; after a minute by its silence', async () => {
		const rules = `-A -t ${vip.ipv4}:${port} -s rr\n-a -t ${vip.ipv4}:${port} -r ${alive} -m\n-a -t ${vip.ipv4}:${port} -r ${dying} -m\n`;
		await guest.run(['ipvsadm', '-C']);
		expect(await guest.run(['ipvsadm', '-R'], {input: rules})).toMatchObject({exitCode: 0});
		const held = await holdConnections(guest, [{...wanted, state: 'ESTABLISHED', count: 4}]);
		expect((await look()).texts).toEqual([]);
		await guest.run(['ip', '-n', 'server-9', 'link', 'set', 'eth0', 'down']);
		const waiting = await holdConnections(guest, [{...wanted, state: 'SYN_RECV', count: 24}]);
		await pause(12_000);
		const {live, texts} = await look();
		expect(texts).toContainEqual(
			expect.stringContaining(
				`${dying} of ${service}: in the last minute 12 connections stayed in SYN_RECV and 2 did not`,
			),
		);

		const found = await new Promise<readonly NoAnswer[]>(resolve => {
			const watch = createNoAnswerWatch({
				port: guestPort(guest),
				clock: systemClock,
				director: () => live,
				// On a slow machine a look may be cut off; then it takes two looks.
				onFound: noAnswers => {
					if (noAnswers !== null && noAnswers.length > 0) {
						watch.stop();
						resolve(noAnswers);
					}
				},
			});
			watch.start();
		});
		expect(found).toEqual([{service, servers: [dying]}]);
		// As `--once` and `--json` look: once, and without the director's timeouts.
		expect(
			await findNoAnswers(live.services, {port: guestPort(guest), clock: systemClock}),
		).toEqual([{service, servers: [dying]}]);
		// It comes before the one that answers, and a filter finds it.
		const rows = (sort: Sort, filter: string) =>
			selectRows({
				...{director: live, sort, filter, folded: new Set<never>()},
				context: {...plainContext, facts: factsOfNoAnswers(found)},
			}).map(({id}) => id);
		expect(rows(sortBy('state'), '')).toEqual([
			service,
			`${service} ${dying}`,
			`${service} ${alive}`,
		]);
		expect(rows(readersOrder, 'state:no-answer')).toEqual([service, `${service} ${dying}`]);

		await pause(60_000);
		// More clients come; what waited at first has been given up by the kernel of the client or is still waiting.
		const more = await holdConnections(guest, [{...wanted, state: 'SYN_RECV', count: 8}]);
		await pause(12_000);
		expect((await look()).texts).toContainEqual(
			expect.stringMatching(
				new RegExp(
					`^${dying} of ${service}: \\d+ of \\d+ connections are in SYN_RECV, and none has completed for \\d\\d+ s: the server or its return path is down`,
				),
			),
		);
		await Promise.all([held, waiting, more].map(connections => connections.release()));
	}, 240_000);
});
