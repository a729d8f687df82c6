/**
 * One screen of the console on a simulated director, with a clock that only this script moves, so that every run gives
 * the same screen.
 */

import {pressKey} from '../../source/console/keys/dispatch.ts';
import {parseKeyScript} from '../../source/console/keys/key-script.ts';
import {renderFrame} from '../../source/console/screen/render-frame.tsx';
import {createConsoleStore} from '../../source/console/state/console-store.ts';
import {receivePoll} from '../../source/console/state/director-reducers.ts';
import type {TerminalSize} from '../../source/console/state/layout.ts';
import {noNames} from '../../source/director/names.ts';
import {createPoller} from '../../source/director/polling/poller.ts';
import {createIpvsadmReader} from '../../source/director/reading/ipvsadm-reader.ts';
import type {SnapshotDeps} from '../../source/features/snapshots/console/snapshot-deps.ts';
import {assembly} from '../../source/program/features.ts';
import {createManualClock} from '../../source/simulator/manual-clock.ts';
import type {SceneName} from '../../source/simulator/scenes/scenes.ts';
import {createSimulatedPort} from '../../source/simulator/simulated-port.ts';

/** Milliseconds that the console runs before the picture, so that its graphs show something. */
const warmUp = 60_000;

export interface FrameOptions {
	readonly scene: SceneName;
	readonly size: TerminalSize;
	/** The keys to press at the end, as a script. */
	readonly keys: string;
}

async function refuse(): Promise<never> {
	throw new Error('this is a picture');
}

/** A picture has no files. */
const noSnapshotDeps: SnapshotDeps = {
	list: async () => [],
	unfinished: async () => null,
	read: refuse,
	save: refuse,
	rename: refuse,
	note: refuse,
	remove: refuse,
	restore: refuse,
	wayOut: refuse,
	forget: refuse,
};

/** The screen as text with its colours. */
export async function demoFrame({scene, size, keys}: FrameOptions): Promise<string> {
	const clock = createManualClock();
	const port = createSimulatedPort({scene, seed: 1, clock});
	const nothing = () => {};
	const store = createConsoleStore(
		assembly,
		{
			apply: async () => ({result: 'refused', reason: 'this is a picture'}),
			refresh: async () => {},
			setInterval: nothing,
			pause: nothing,
			want: nothing,
			connections: {ask: nothing, close: nothing},
			drains: {lookAgain: nothing, forget: nothing, longestExpiry: async () => null},
			names: {known: () => noNames, want: nothing},
			log: {read: async () => ({entries: [], unreadable: 0})},
			snapshots: noSnapshotDeps,
			monotonic: () => clock.monotonic(),
			now: () => clock.monotonic(),
		},
		{size, theme: 'dark'},
	);
	const poller = createPoller({
		reader: createIpvsadmReader({port, clock}),
		clock,
		interval: 2000,
		onState: state => store.update(receivePoll(state)),
	});
	poller.start();
	for (let passed = 0; passed < warmUp; passed += 100) {
		await clock.pass(100);
	}

	poller.stop();
	const terminal = {quit: nothing, suspend: nothing, redraw: nothing};
	for (const step of parseKeyScript(keys)) {
		if ('press' in step) {
			pressKey({store, terminal}, step.press);
		}
	}

	return renderFrame(store.getState());
}
