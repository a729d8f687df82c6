/**
 * Presses random keys on a console with a simulated director, and checks what must always hold.
 */
import {join} from 'node:path';
import {expect} from 'vitest';
import {pressKey} from '../../source/console/keys/dispatch.ts';
import {
	characterKey,
	type KeyEvent,
	namedKey,
	pasteEvent,
} from '../../source/console/keys/key-events.ts';
import {renderFrame} from '../../source/console/screen/render-frame.tsx';
import type {TerminalSize} from '../../source/console/state/layout.ts';
import type {CommandContext, ConsoleState} from '../../source/console/state/model.ts';
import {textWidth} from '../../source/console/text/text.ts';
import type {Port} from '../../source/director/port/port.ts';
import {snapshotPlaces} from '../../source/features/snapshots/commands/snapshot-places.ts';
import {hostFolder, snapshotFolder} from '../../source/files/locations.ts';
import {openConsole} from '../../source/program/console-session.ts';
import {assembly} from '../../source/program/features.ts';
import {createSession} from '../../source/program/open-session.ts';
import {openStateFolder} from '../../source/program/state-folder.ts';
import {createManualClock} from '../../source/simulator/manual-clock.ts';
import {createRandom, type Random} from '../../source/simulator/random.ts';
import type {SceneName} from '../../source/simulator/scenes/scenes.ts';
import {createSimulatedPort} from '../../source/simulator/simulated-port.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';

export interface Walk {
	readonly seed: number;
	readonly keys: number;
	readonly scene: SceneName;
	readonly readOnly?: boolean;
}

/** The places that a walk has reached, so that a test can see that it went anywhere. */
export interface Walked {
	/** Commands that changed the director. */
	readonly changes: number;
	readonly views: ReadonlySet<string>;
	readonly overlays: ReadonlySet<string>;
	readonly prompts: ReadonlySet<string>;
}

const sizes: readonly TerminalSize[] = [
	{columns: 80, rows: 24},
	{columns: 200, rows: 60},
	{columns: 60, rows: 15},
	{columns: 20, rows: 5},
	{columns: 132, rows: 17},
];

const bound = assembly.bindings.flatMap(({keys}) => keys);
const commands = assembly.bindings.map(({command}) => command);
const typed = [
	'1',
	'5',
	'0',
	'80',
	'10.9.8.7',
	'rr',
	'wlc',
	'yes',
	'y',
	'負',
	'x'.repeat(300),
	'\u{1B}[31m',
	'-1',
	'1e9',
	' ',
];
const often = [
	'down',
	'up',
	'enter',
	'esc',
	'tab',
	'y',
	'j',
	'k',
	'w',
	'space',
	'1',
	'2',
	'3',
	'4',
	'5',
	'6',
];

function keyOf(name: string): KeyEvent {
	return Array.from(name).length === 1 ? characterKey(name) : namedKey(name);
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
	return items[random.below(items.length)] ?? expect.fail('there is nothing to pick from');
}

/** The next keys: mostly one, sometimes a whole word or the name of a command. */
function nextKeys(random: Random): readonly KeyEvent[] {
	switch (random.below(12)) {
		case 0:
			return [pasteEvent(pick(random, typed))];
		case 1:
			return Array.from(pick(random, typed), characterKey);
		case 2:
			return [
				characterKey(':'),
				...Array.from(pick(random, commands), characterKey),
				namedKey('enter'),
			];
		case 3:
			return [characterKey(String.fromCodePoint(0x20 + random.below(95)))];
		case 5:
			// A change from its beginning to its end, which single keys rarely make.
			return [
				...['esc', 'esc', 'esc', '1', 'down', 'w', String(random.below(9)), 'enter', 'y'].map(
					keyOf,
				),
			];
		case 4:
			// Leaves whatever is open, and goes to a view.
			return [
				...['esc', 'esc', 'esc'].map(namedKey),
				characterKey(String(1 + random.below(assembly.views.length))),
			];
		case 6:
			return [keyOf(pick(random, often))];
		default:
			return [keyOf(pick(random, bound))];
	}
}

/** Whether a command changes the director: all except listings and saving. */
function changes([program, ...words]: readonly string[]): boolean {
	return (
		program === 'ipvsadm' &&
		!words.some(word => /^(-L|-S|--list|--save|--help|--version|-h|-v)/.test(word))
	);
}

/** The frame has at most the lines and cells of the terminal. */
function expectFrameFits(state: ConsoleState): void {
	const lines = renderFrame(state).split('\n');
	expect(lines.length).toBeLessThanOrEqual(state.size.rows);
	expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(state.size.columns);
}

/**
 * Walks. Fails at the first frame that does not fit, command without consent, or error.
 * @throws {Error} naming the seed and the previous keys
 */
export async function randomWalk({seed, keys, scene, readOnly = false}: Walk): Promise<Walked> {
	const random = createRandom(seed);
	const clock = createManualClock();
	const simulated = createSimulatedPort({scene, seed, clock});
	const folder = await temporaryFolder();
	const environment = {XDG_STATE_HOME: folder};
	const agreed = new Set<string>();
	let isRestoring = false;
	let changed = 0;
	const port: Port = {
		...simulated,
		async run(command, options) {
			if (changes(command)) {
				changed += 1;
				const isAgreed = command.includes('-R')
					? isRestoring
					: agreed.has(command.join(' ')) || isRestoring;
				expect({command, isAgreed}).toEqual({command, isAgreed: true});
			}

			return await simulated.run(command, options);
		},
	};
	const session = createSession({
		port,
		clock,
		isNear: true,
		state: openStateFolder(hostFolder(environment, port.place)),
		snapshotFolder: snapshotFolder(environment, port.place),
		user: 'ann',
	});
	const places = snapshotPlaces(
		{
			host: port.place,
			user: 'ann',
			hostFolder: hostFolder(environment, port.place),
			snapshotFolder: snapshotFolder(environment, port.place),
			keepSnapshots: 5,
		},
		session,
	);
	const {store, start, stop} = openConsole(session, places, {
		readOnly,
		size: {columns: 80, rows: 24},
		theme: 'mono',
	});
	// A typed path must not create a file just anywhere.
	const {save} = store.deps.snapshots;
	Object.assign(store.deps.snapshots, {
		save: (what: Parameters<typeof save>[0]) =>
			save({
				...what,
				file: what.file === null ? null : join(folder, encodeURIComponent(what.file).slice(0, 50)),
			}),
	});
	const context: CommandContext = {
		store,
		terminal: {quit() {}, suspend() {}, redraw() {}},
	};
	const views = new Set<string>();
	const overlays = new Set<string>();
	const prompts = new Set<string>();
	const pressed: string[] = [];

	const press = (key: KeyEvent): void => {
		const before = store.getState();
		pressed.push(key.key === 'paste' ? `paste ${key.text}` : key.key);
		pressKey(context, key);
		const after = store.getState();
		if (after.applying !== null && after.applying !== before.applying) {
			// Only a plan that was on the screen may start, and only by a key that confirms.
			expect(before.prompt).toMatchObject({kind: 'confirm', plan: after.applying});
			expect(['y', 'enter']).toContain(key.key);
			for (const {command} of after.applying.steps) {
				agreed.add(command.join(' '));
			}

			isRestoring ||= before.prompt?.kind === 'confirm' && before.prompt.carryOut !== undefined;
		}

		views.add(after.view);
		overlays.add(after.overlay?.place ?? 'none');
		prompts.add(after.prompt?.kind === 'text' ? after.prompt.name : (after.prompt?.kind ?? 'none'));
	};

	start();
	await clock.pass(100);
	try {
		while (pressed.length < keys) {
			for (const key of nextKeys(random)) {
				press(key);
			}

			if (random.below(40) === 0) {
				const size = pick(random, sizes);
				store.update(() => ({size}));
			}

			expectFrameFits(store.getState());
			await clock.pass(random.below(8) === 0 ? random.below(3000) : 0);
		}

		return {changes: changed, views, overlays, prompts};
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new Error(`seed ${seed}, after ${pressed.slice(-40).join(' ')}: ${reason}`, {
			cause: error,
		});
	} finally {
		stop();
	}
}
