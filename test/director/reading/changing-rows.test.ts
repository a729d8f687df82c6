import {describe, expect, it} from 'vitest';
import {
	counters,
	head,
	nothingMore,
	perCpu,
	readerOf,
	readServers,
	saved,
	serverRow,
	serverRule,
	serviceRow,
	serviceRule,
	small,
	table,
	thresholdHead,
	thresholdRow,
	thresholdServer,
	thresholds,
} from './small-director.ts';

describe('rows that change while they are read', () => {
	it('are read again with new rules if a rule is missing', async () => {
		const port = small({
			[table]: head + serviceRow + serverRow(1) + serverRow(2),
			[saved]: [serviceRule + serverRule(1), serviceRule + serverRule(1) + serverRule(2)],
			[thresholds]: thresholdHead + thresholdRow + thresholdServer(1) + thresholdServer(2),
		});
		const reading = await readerOf(port).read();
		expect(readServers(reading, row => row.rule?.upperThreshold)).toEqual({
			'tcp:10.1.1.1:80 10.0.0.1:80': 9,
			'tcp:10.1.1.1:80 10.0.0.2:80': 9,
		});
	});

	it('keep what is unknown of them null, never 0, and are not left out', async () => {
		const port = small({
			[table]: `${head + serviceRow + serverRow(1) + serverRow(2)}UDP  0A010101:0035 rr  \n`,
			[thresholds]: thresholdHead + thresholdRow + thresholdServer(1),
			[saved]: serviceRule + serverRule(1) + serverRule(2),
			[counters]: `IP Virtual Server version 1.2.1 (size=4096)
Prot LocalAddress:Port               Conns   InPkts  OutPkts  InBytes OutBytes
  -> RemoteAddress:Port
TCP  10.1.1.1:80                         1        2        3        4        5
`,
		});
		const reading = await readerOf(port).read({...nothingMore, counters: true});
		expect(reading.services).toMatchObject([
			{
				id: 'tcp:10.1.1.1:80',
				counters: {inBytes: 4n},
				servers: [
					{id: '10.0.0.1:80', counters: null, upperThreshold: 9},
					{
						...{id: '10.0.0.2:80', weight: 1, activeConnections: 2, inactiveConnections: 3},
						...{counters: null, upperThreshold: null, lowerThreshold: null, rule: null},
					},
				],
			},
			{id: 'udp:10.1.1.1:53', rule: null, schedulerFlags: null, counters: null},
		]);
	});

	it('do not cause all rules to be read at every reading if a rule stays missing', async () => {
		const port = small({[table]: head + serviceRow + serverRow(1) + serverRow(2)});
		const {read} = readerOf(port);
		await read();
		port.asked.length = 0;
		await read();
		expect(port.asked).toEqual([table, perCpu]);
	});

	it('have the weight of the table in their rule', async () => {
		const port = small({[table]: head + serviceRow + serverRow(1, 7)});
		const reading = await readerOf(port).read();
		expect(reading.services[0]?.servers[0]).toMatchObject({weight: 7, rule: {weight: 7}});
	});

	it('are looked for once more before they count as gone', async () => {
		const both = head + serviceRow + serverRow(1) + serverRow(2);
		const one = head + serviceRow + serverRow(1);
		const missed = small({[table]: [both, one, both]}, [1, 2]);
		const first = readerOf(missed);
		await first.read();
		expect((await first.read()).services[0]?.servers).toHaveLength(2);

		const gone = small({[table]: [both, one]}, [1, 2]);
		const second = readerOf(gone);
		await second.read();
		expect((await second.read()).services[0]?.servers).toHaveLength(1);
		// A removed row needs no new rules.
		expect(gone.asked.filter(subject => subject === saved)).toHaveLength(1);
	});

	it('count once if the kernel lists them twice', async () => {
		const port = small({
			[table]: head + serviceRow + serverRow(1) + serverRow(1) + serviceRow + serverRow(1),
		});
		const reading = await readerOf(port).read();
		expect(reading.services.map(({servers}) => servers.length)).toEqual([1]);
	});

	it('cause new rules to be read if a service has another scheduler', async () => {
		const port = small({
			[table]: [head + serviceRow, head + serviceRow.replace('rr', 'wlc')],
			[saved]: [serviceRule, serviceRule.replace('rr', 'wlc')],
		});
		const {read} = readerOf(port);
		await read();
		expect((await read()).services[0]).toMatchObject({scheduler: 'wlc', rule: {scheduler: 'wlc'}});
	});
});
