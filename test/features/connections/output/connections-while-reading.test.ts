/**
 * The console while a large connection table is being read: keys are answered before the reading ends.
 */
import {setImmediate as nextTurn} from 'node:timers/promises';
import {describe, expect, test} from 'vitest';
import {pressKey} from '../../../../source/console/keys/dispatch.ts';
import {characterKey} from '../../../../source/console/keys/key-events.ts';
import {renderFrame} from '../../../../source/console/screen/render-frame.tsx';
import {createConsoleStore} from '../../../../source/console/state/console-store.ts';
import {receivePoll} from '../../../../source/console/state/director-reducers.ts';
import type {ConsoleState, ConsoleStore} from '../../../../source/console/state/model.ts';
import type {Clock} from '../../../../source/director/port/clock.ts';
import type {Port, StreamEnd} from '../../../../source/director/port/port.ts';
import {createConnectionsFeed} from '../../../../source/features/connections/console/connections-feed.ts';
import {connections as view} from '../../../../source/features/connections/console/connections-list.ts';
import {receiveConnections} from '../../../../source/features/connections/console/derive-connections.ts';
import {assembly} from '../../../../source/program/features.ts';
import {createManualClock} from '../../../../source/simulator/manual-clock.ts';
import {fakeOutside, read} from '../../../support/open-console.ts';
import {partsOf} from '../../../support/parts-of.ts';
import {director, server, service} from '../../../support/sample-director.ts';
import {cutTable} from '../connections-port.ts';
import {connections} from '../table/survey-of.ts';

const table = connections(40_000);

/** A console whose connection table comes as this stream. */
function consoleWith(
	clock: Clock,
	stream: NonNullable<Port['stream']>,
): {readonly store: ConsoleStore; press(key: string): void; close(): void} {
	const port: Port = {
		place: 'lb1',
		run: () => Promise.reject(new Error('nothing is run')),
		readFile: () => Promise.reject(new Error('nothing is read whole')),
		stream,
	};
	const feed = createConnectionsFeed({
		port,
		clock,
		services: () => store.getState().director.live?.services ?? null,
		onChange: state => store.update(receiveConnections(state)),
	});
	const store: ConsoleStore = createConsoleStore(
		assembly,
		{...fakeOutside(), connections: feed},
		{size: {columns: 80, rows: 24}, theme: 'plain'},
	);
	const servers = [server('10.0.0.8:80', {activeConnections: table.length})];
	store.update(receivePoll(read(director([service('tcp:10.1.1.1:80', servers)]))));
	const terminal = {quit() {}, suspend() {}, redraw() {}};
	const context = {store, terminal};
	return {store, press: key => pressKey(context, characterKey(key)), close: feed.close};
}

/** Waits until the condition holds, while everything running continues. */
async function until(
	{store}: {readonly store: ConsoleStore},
	isSo: (state: ConsoleState) => boolean,
): Promise<void> {
	while (!isSo(store.getState())) {
		await nextTurn();
	}
}

describe('while the table comes piece by piece', () => {
	test('each key is handled and drawn, and the reading continues', async () => {
		const clock = createManualClock();
		const pieces = cutTable(table, 4);
		/** Each piece waits here until the test lets it go. */
		const gates = pieces.map(() => Promise.withResolvers<void>());
		async function* stream(): AsyncGenerator<Uint8Array, StreamEnd> {
			for (const [index, piece] of pieces.entries()) {
				await gates[index]?.promise;
				clock.advance(150);
				yield piece;
			}

			return {exitCode: 0, stderr: ''};
		}

		const console = consoleWith(clock, stream);
		console.press('3');
		expect(renderFrame(console.store.getState())).toContain(
			'reading: seen 0 of about 40,000 entries',
		);

		gates[0]?.resolve();
		await until(console, state => (view.see(state).own.watch.progress?.seen ?? 0) > 0);
		console.press('v');
		expect(partsOf(console.store).connections.shown).toBeNull();
		const frame = renderFrame(console.store.getState());
		expect(frame).toContain('[state]');
		expect(frame).toMatch(/reading: seen [\d,]+ of about 40,000 entries/);

		gates[1]?.resolve();
		await until(console, state => (view.see(state).own.watch.progress?.seen ?? 0) > 5000);
		console.press('?');
		expect(console.store.getState().overlay?.place).toBe('help');
		expect(renderFrame(console.store.getState())).toContain('Keys');
		console.close();
	});
});

describe('with a whole table at once', () => {
	test('a key that comes meanwhile is answered before the reading has ended', async () => {
		const manual = createManualClock();
		// A clock that advances whenever it is read, as if each piece of work took a while.
		const clock: Clock = {
			...manual,
			monotonic() {
				manual.advance(4);
				return manual.monotonic();
			},
		};
		async function* stream(): AsyncGenerator<Uint8Array, StreamEnd> {
			yield* cutTable(table, 1);
			return {exitCode: 0, stderr: ''};
		}

		const console = consoleWith(clock, stream);
		const seenAtKey: (number | null)[] = [];
		console.press('3');
		const unsubscribe = console.store.subscribe(state => {
			const {watch, shown} = view.see(state).own;
			if ((watch.progress?.seen ?? 0) > 0 && seenAtKey.length === 0) {
				seenAtKey.push(null);
				// As a terminal does: the key waits in the event loop's queue.
				setImmediate(() => {
					console.press('v');
					seenAtKey.push(partsOf(console.store).connections.watch.progress?.seen ?? null);
				});
			}

			if (shown !== null) {
				unsubscribe();
			}
		});
		await until(console, state => view.see(state).own.shown !== null);
		console.close();

		const [, seen] = seenAtKey;
		expect(seen).toBeGreaterThan(0);
		expect(seen).toBeLessThan(table.length);
		expect(partsOf(console.store).connections).toMatchObject({
			place: {mode: 'state'},
			rows: [{name: 'TCP ESTABLISHED', count: table.length}],
		});
	});
});
