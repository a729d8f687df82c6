import {describe, expect, test} from 'vitest';
import {mostClients} from '../../../../source/features/connections/table/client-counts.ts';
import {singleClients} from '../../../../source/features/connections/table/client-prefix.ts';
import {connectionGroups} from '../../../../source/features/connections/table/connection-groups.ts';
import {mostPairs} from '../../../../source/features/connections/table/connection-pairs.ts';
import {
	client,
	createConnectionRow,
	createTableWords,
	server,
} from '../../../../source/features/connections/table/connection-row.ts';
import {createConnectionTally} from '../../../../source/features/connections/table/connection-tally.ts';
import {createFindDestination} from '../../../../source/features/connections/table/destination.ts';
import {type Grouping, scopeText} from '../../../../source/features/connections/table/scope.ts';

const tableWords = createTableWords();

/** The groups of this many rows: one in a hundred is from and to 9.9.9.9:99, the others are all different. */
function groupsOf(rows: number, by: Grouping) {
	const tally = createConnectionTally({
		findDestination: createFindDestination([]),
		tableWords,
		clientPrefix: singleClients,
		filter: null,
		timeouts: null,
		seed: 1,
	});
	const row = createConnectionRow();
	for (let index = 0; index < rows; index += 1) {
		const isFrequent = index % 100 === 0;
		row.words[(by === 'client' ? client : server) * 4] = isFrequent ? 0x0909_0909 : index;
		row.ports[server] = 99;
		tally.count(row);
	}

	const steps = connectionGroups(tally, by, 1, tableWords);
	for (;;) {
		const step = steps.next();
		if (step.done) {
			return step.value;
		}
	}
}

describe('more than is counted one by one', () => {
	test('clients: the frequent one is exact, and the note says how much others may lack', () => {
		const rows = mostClients + 20_000;
		const {listed, different, note} = groupsOf(rows, 'client');
		expect(listed).toMatchObject([
			{connections: Math.ceil(rows / 100), missing: 0, share: Math.ceil(rows / 100) / rows},
		]);
		expect(listed.map(({key}) => scopeText(key))).toEqual(['9.9.9.9']);
		expect(different).toBeNull();
		expect(note).toBe('too many clients to count each one: each may have up to 1 more');
	});

	test('servers: the frequent one is present, and the note says how many are in no group', () => {
		const rows = mostPairs + 20_000;
		const {listed, different, note} = groupsOf(rows, 'server');
		const [first] = listed;
		expect(first).toMatchObject({connections: Math.ceil(rows / 100)});
		expect(listed.map(({key}) => scopeText(key))).toEqual(['9.9.9.9:99']);
		expect(first?.missing).toBeGreaterThan(0);
		expect(different).toBeNull();
		expect(note).toBe(
			`too many services and servers to count each one: ${first?.missing} entries are in no group`,
		);
	});
});
