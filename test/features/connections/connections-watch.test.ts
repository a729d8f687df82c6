import {describe, expect, it} from 'vitest';
import {PortError} from '../../../source/director/port/port.ts';
import {
	type ConnectionsState,
	createConnectionsWatch,
} from '../../../source/features/connections/connections-watch.ts';
import {wholeTable} from '../../../source/features/connections/table/survey.ts';
import {createManualClock} from '../../../source/simulator/manual-clock.ts';
import {cutTable, piecesPort} from './connections-port.ts';
import {connections} from './table/survey-of.ts';

function watched({delay = 10, budget = 1000, known = true} = {}) {
	const clock = createManualClock();
	const {port, asked} = piecesPort({clock, pieces: cutTable(connections(100), 10), delay});
	const states: ConnectionsState[] = [];
	const watch = createConnectionsWatch({
		port,
		clock,
		budget,
		services: () => (known ? [] : null),
		onChange: state => states.push(state),
	});
	return {clock, asked, states, watch, last: () => states.at(-1)};
}

/** Lets running readings finish; the clock only moves as pieces come. */
async function settled(): Promise<void> {
	for (let turn = 0; turn < 50; turn += 1) {
		await new Promise(resolve => setImmediate(resolve));
	}
}

describe('a watch of the connection table', () => {
	it('reads nothing before it is asked', async () => {
		const {asked, clock} = watched();
		await clock.pass(10_000);
		expect(asked.readings).toBe(0);
	});

	it('reads at once, and again after a while, until it is closed', async () => {
		const {asked, clock, watch, last} = watched();
		watch.ask(wholeTable);
		await settled();
		expect(asked.readings).toBe(1);
		expect(last()).toMatchObject({
			reading: {seen: 100, end: 'complete'},
			answered: wholeTable,
			progress: null,
			error: null,
		});

		clock.advance(1999);
		await settled();
		expect(asked.readings).toBe(1);
		clock.advance(1);
		await settled();
		expect(asked.readings).toBe(2);

		watch.close();
		clock.advance(100_000);
		await settled();
		expect(asked.readings).toBe(2);
		expect(clock.waiting).toBe(0);
	});

	it('rests four times as long as a long reading took', async () => {
		const {asked, clock, watch} = watched({delay: 90});
		watch.ask(wholeTable);
		await settled();
		clock.advance(3599);
		await settled();
		expect(asked.readings).toBe(1);
		clock.advance(1);
		await settled();
		expect(asked.readings).toBe(2);
	});

	it('cancels the old question for a new one', async () => {
		const {asked, states, watch, last} = watched();
		const other = {...wholeTable, filter: 'nowhere'};
		watch.ask(wholeTable);
		watch.ask(other);
		await settled();
		expect(states.filter(({answered}) => answered === wholeTable)).toEqual([]);
		expect(last()).toMatchObject({answered: other, reading: {shown: {connections: {all: 0}}}});
		expect(asked.open).toBe(0);
	});

	it('shows its progress', async () => {
		const {states, watch} = watched({delay: 60});
		watch.ask(wholeTable);
		await settled();
		const seen = states.map(({progress}) => progress?.seen).filter(count => count !== undefined);
		expect(seen.length).toBeGreaterThan(2);
		expect(seen).toEqual(seen.toSorted((one, other) => one - other));
	});

	it('waits until the services are known, for without them everything is an orphan', async () => {
		const {asked, watch} = watched({known: false});
		watch.ask(wholeTable);
		await settled();
		expect(asked.readings).toBe(0);
	});

	it('keeps the last reading when one fails, gives the reason, and continues', async () => {
		const clock = createManualClock();
		const {port, asked} = piecesPort({clock, pieces: cutTable(connections(5), 1), delay: 10});
		let broken = false;
		const states: ConnectionsState[] = [];
		const watch = createConnectionsWatch({
			port: {
				...port,
				stream(command, options) {
					if (broken) {
						throw new PortError('lost', 'ssh', 'ssh lb1: connection closed');
					}

					return port.stream?.(command, options) ?? expect.unreachable();
				},
			},
			clock,
			services: () => [],
			onChange: state => states.push(state),
		});
		watch.ask(wholeTable);
		await settled();
		broken = true;
		clock.advance(2000);
		await settled();
		expect(states.at(-1)).toMatchObject({
			reading: {seen: 5},
			progress: null,
			error: {problem: 'unreachable', message: 'ssh lb1: connection closed'},
		});

		broken = false;
		clock.advance(2000);
		await settled();
		expect(asked.readings).toBe(2);
		expect(states.at(-1)?.error).toBeNull();
	});
});
