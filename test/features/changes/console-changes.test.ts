/**
 * The list of changes of a whole console on the simulated director: plans, another lvstop, and plain ipvsadm.
 */
import {mkdtemp} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {pressKey} from '../../../source/console/keys/dispatch.ts';
import {parseKeyScript} from '../../../source/console/keys/key-script.ts';
import {changeInWords, changesOf} from '../../../source/features/changes/index.ts';
import {snapshotPlaces} from '../../../source/features/snapshots/commands/snapshot-places.ts';
import {openConsole} from '../../../source/program/console-session.ts';
import {createSession} from '../../../source/program/open-session.ts';
import {createPassingMemory} from '../../../source/program/state-folder.ts';
import {createSimulatedPort} from '../../../source/simulator/simulated-port.ts';
import {eventually} from '../../support/eventually.ts';
import {fakeProgram} from '../../support/fake-program.ts';
import {partsOf} from '../../support/parts-of.ts';

const row = 'tcp:172.16.249.138:80 10.0.0.8:80';

/** Two consoles on one director, and others who change it with ipvsadm. */
async function twoConsoles() {
	const {clock} = fakeProgram();
	const port = createSimulatedPort({scene: 'nat', seed: 1, clock});
	const state = createPassingMemory();
	const folder = await mkdtemp(join(tmpdir(), 'lvstop-'));
	/** Lets the time pass until this holds: the log and snapshots are files, and a busy machine takes longer for them. */
	const until = (holds: () => void) =>
		eventually(async () => {
			await clock.pass(100);
			holds();
		});
	const open = () => {
		const session = createSession({
			...{port, clock, isNear: true, state, user: 'me'},
			snapshotFolder: folder,
		});
		const places = snapshotPlaces(
			{host: 'lb1', user: 'me', hostFolder: folder, snapshotFolder: folder, keepSnapshots: null},
			session,
		);
		const {store, start, stop} = openConsole(session, places, {interval: 2000});
		start();
		onTestFinished(stop);
		const terminal = {quit() {}, suspend() {}, redraw() {}};
		return {
			async press(script: string) {
				for (const step of parseKeyScript(script)) {
					if ('press' in step) {
						pressKey({store, terminal}, step.press);
						await clock.pass(100);
					}
				}

				await clock.pass(3000);
			},
			changes: (of: typeof row | null = row) =>
				changesOf(store.getState().director, of).map(
					change => `${change.by}: ${changeInWords(change, of)}`,
				),
			message: () => store.getState().message?.text,
			snapshots: () => partsOf(store).snapshots.saved,
			/** Lets the time pass until the message or the question is this. */
			until(said: RegExp) {
				const text = () => {
					const {message, prompt} = store.getState();
					return prompt?.kind === 'confirm' ? prompt.plan.title : (message?.text ?? '');
				};
				return until(() => expect(text()).toMatch(said));
			},
		};
	};
	const [one, other] = [open(), open()];
	await clock.pass(3000);
	return {
		...{clock, one, other, until},
		async ipvsadm(words: string) {
			expect(await port.run(['ipvsadm', ...words.split(' ')])).toMatchObject({exitCode: 0});
			await clock.pass(5000);
		},
	};
}

test('a plan is in the list of the console that ran it, and by another lvstop in the list of another', async () => {
	const {one, other, until} = await twoConsoles();
	await one.press('/10.0.0.8<enter>jw9<enter>');
	await one.until(/^weight of 10\.0\.0\.8:80/);
	await one.press('y');
	await one.until(/^done: weight of 10\.0\.0\.8:80 /);
	expect(one.changes()).toEqual([
		expect.stringMatching(/^this-console: weight of 10\.0\.0\.8:80: \d+ → 9$/),
	]);
	await until(() =>
		expect(other.changes()).toEqual([expect.stringMatching(/^other-lvstop: weight \d+ → 9$/)]),
	);
	await one.press('u');
	await one.until(/^undo: weight of 10\.0\.0\.8:80/);
	await one.press('y');
	await one.until(/^undone: weight of 10\.0\.0\.8:80/);
	expect(one.changes()[0]).toMatch(/^this-console: undo: weight of 10\.0\.0\.8:80: \d+ → 9$/);
	expect(one.changes()).toHaveLength(2);
	await until(() => expect(other.changes()).toHaveLength(2));
});

test('what ipvsadm did is in the lists of all consoles, once', async () => {
	const {one, other, until, ipvsadm} = await twoConsoles();
	await ipvsadm('-e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 7');
	for (const console of [one, other]) {
		await until(() =>
			expect(console.changes()).toEqual([expect.stringMatching(/^outside: weight \d+ → 7$/)]),
		);
	}
});

test('a restore is in the list, with the rows that it has changed', async () => {
	const {one, ipvsadm} = await twoConsoles();
	await one.press('S<enter>');
	await one.until(/saved/);
	await ipvsadm('-e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 7');
	await one.press('5');
	await eventually(() => expect(one.snapshots()).toHaveLength(1));
	await one.press('R');
	await one.until(/^restore of /);
	await one.press('y');
	await one.until(/^done: restore of /);
	expect(one.changes()).toEqual([
		expect.stringMatching(/^this-console: restore of /),
		expect.stringMatching(/^outside: weight \d+ → 7$/),
	]);
});
