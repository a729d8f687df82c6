/**
 * Snapshots by keys on the real kernel: saved, changed outside the console, compared, restored.
 */

import {readFile} from 'node:fs/promises';
import {afterAll, beforeAll, beforeEach, expect, it, onTestFinished, vi} from 'vitest';
import {pressKey} from '../../source/console/keys/dispatch.ts';
import {parseKeyScript} from '../../source/console/keys/key-script.ts';
import type {ConsoleState} from '../../source/console/state/model.ts';
import {systemClock} from '../../source/director/port/clock.ts';
import {snapshotPlaces} from '../../source/features/snapshots/commands/snapshot-places.ts';
import {snapshots} from '../../source/features/snapshots/console/snapshots-list.ts';
import {openConsole} from '../../source/program/console-session.ts';
import {createSession} from '../../source/program/open-session.ts';
import {directorPlace} from '../../source/program/run-subcommand.ts';
import {createPassingMemory} from '../../source/program/state-folder.ts';
import {fakeProgram} from '../support/fake-program.ts';
import {overlayText, partsOf} from '../support/parts-of.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {describeLab} from './describe-lab.ts';
import {printedRules, resetToEveryKind} from './every-kind-director.ts';
import {guestPort} from './guest-port.ts';
import {bootKernel, type Guest} from './kernel.ts';

/** Milliseconds until something must have happened on the screen. */
const patience = 15_000;

/** A console on the guest that has read it. */
async function consoleOn(guest: Guest) {
	const session = createSession({
		port: guestPort(guest),
		clock: systemClock,
		isNear: false,
		state: createPassingMemory(),
		snapshotFolder: null,
		user: 'ann',
	});
	const folder = await temporaryFolder();
	const program = fakeProgram({XDG_STATE_HOME: folder});
	const places = snapshotPlaces(directorPlace(program, session, {keepSnapshots: null}), session);
	const {store, start, stop} = openConsole(session, places, {interval: 500});
	const terminal = {quit() {}, suspend() {}, redraw() {}};
	const until = (look: (state: ConsoleState) => void) =>
		vi.waitFor(() => look(store.getState()), {timeout: patience, interval: 20});
	start();
	onTestFinished(stop);
	await until(({director}) => expect(director.live?.access.level).toBe('full'));
	return {
		store,
		until,
		press(script: string) {
			for (const step of parseKeyScript(script)) {
				if ('press' in step) {
					pressKey({store, terminal}, step.press);
				}
			}
		},
		/** The distance of the cursor's snapshot from the director, in rows. */
		distance: () => {
			const {rows, cursor} = partsOf(store).snapshots;
			const content = rows[cursor.index]?.content;
			return content?.problem === null ? content.distance : undefined;
		},
	};
}

const same = {added: 0, changed: 0, removed: 0};

describeLab('snapshots by keys on the kernel', () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
	});
	afterAll(() => guest.close());
	beforeEach(() => resetToEveryKind(guest));

	it('are saved, compared and restored to exactly the rules of before, and ipvsadm-restore takes them', async () => {
		const before = await printedRules(guest);
		const {press, until, distance, store} = await consoleOn(guest);
		press('5Sgood<enter>');
		await until(({message}) =>
			expect(message?.text).toMatch(/^saved \d+ services and \d+ servers: /),
		);
		await until(() => expect(distance()).toEqual({services: same, servers: same}));

		await guest.runAll([
			{command: ['ipvsadm', '-D', '-f', '8', '-6']},
			{command: ['ipvsadm', '-A', '-t', '10.99.0.1:80', '-s', 'rr']},
			{command: ['ipvsadm', '-a', '-t', '10.99.0.1:80', '-r', '10.99.0.2:80', '-m']},
		]);
		const changed = await printedRules(guest);
		expect(changed).not.toEqual(before);
		await until(() =>
			expect(distance()?.services).toMatchObject({
				removed: 1,
				added: before.saved.filter(line => !changed.saved.includes(line) && line.startsWith('-A'))
					.length,
			}),
		);

		press('c');
		await until(state => {
			expect(state.overlay?.place).toBe('difference');
			expect(overlayText(state)).toMatch(/^\s*-.*tcp:10\.99\.0\.1:80/m);
		});
		press('<esc>R');
		await until(({prompt}) => expect(prompt?.kind).toBe('confirm'));
		press('yes<enter>');
		await until(({message}) => expect(message?.text).toMatch(/^done: restore of /));
		expect(await printedRules(guest)).toEqual(before);

		press('u');
		await until(({prompt}) => expect(prompt?.kind).toBe('confirm'));
		const {prompt} = store.getState();
		press(prompt?.kind === 'confirm' && prompt.plan.danger === 'none' ? 'y' : 'yes<enter>');
		await until(({done}) => expect(done).toEqual([]));
		expect(await printedRules(guest)).toEqual(changed);

		// The newest was saved before the restore, the oldest by the key.
		const saved = partsOf(store).snapshots.saved?.at(-1);
		const [, restored] = await guest.runAll([
			{command: ['ipvsadm', '-C']},
			{command: ['ipvsadm-restore'], input: await readFile(saved?.path ?? '', 'utf8')},
		]);
		expect(restored).toMatchObject({exitCode: 0, stderr: ''});
		expect(await printedRules(guest)).toEqual(before);
	});

	it('are not restored on a table that has changed since the plan was shown', async () => {
		const {press, until} = await consoleOn(guest);
		press('5S<enter>');
		await until(state => expect(snapshots.see(state).own.rows).toHaveLength(1));
		await guest.runAll([{command: ['ipvsadm', '-A', '-t', '10.99.0.1:80', '-s', 'rr']}]);
		await until(({director}) =>
			expect(director.live?.services.map(({id}) => id)).toContain('tcp:10.99.0.1:80'),
		);
		press('R');
		await until(({prompt}) => expect(prompt?.kind).toBe('confirm'));
		await guest.runAll([{command: ['ipvsadm', '-A', '-t', '10.99.0.2:80', '-s', 'rr']}]);
		const changed = await printedRules(guest);
		press('yes<enter>');
		await until(({message}) =>
			expect(message?.text).toBe(
				'refused, nothing was changed: the table has changed since the plan was shown: 1 service added',
			),
		);
		expect(await printedRules(guest)).toEqual(changed);
	});
});
