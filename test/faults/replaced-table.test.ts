import {describe, expect, it} from 'vitest';
import {parseKeyScript} from '../../source/console/keys/key-script.ts';
import {playKeyScript} from '../../source/console/keys/script-player.ts';
import {renderFrame} from '../../source/console/screen/render-frame.tsx';
import {snapshotPlaces} from '../../source/features/snapshots/commands/snapshot-places.ts';
import {openConsole} from '../../source/program/console-session.ts';
import {createSession} from '../../source/program/open-session.ts';
import {createPassingMemory} from '../../source/program/state-folder.ts';
import {createManualClock} from '../../source/simulator/manual-clock.ts';
import {openDirector} from '../scenario/director.ts';
import {
	concerns,
	expectNothingOverwritten,
	replacements,
	rules,
	saysWhy,
	stages,
} from './replaced-table.ts';

/** A console on a simulated director, which has read the table. */
async function open() {
	const clock = createManualClock();
	const director = openDirector({rules}, clock);
	const {port} = director;
	const session = createSession({
		...{port, clock, isNear: true, state: createPassingMemory(), snapshotFolder: null},
		user: 'ann',
	});
	const places = snapshotPlaces(
		{
			...{host: port.place, user: 'ann', hostFolder: '/nonexistent'},
			...{snapshotFolder: '/nonexistent', keepSnapshots: null},
		},
		session,
	);
	const size = {columns: 160, rows: 40};
	const {store, start, stop} = openConsole(session, places, {
		interval: 2000,
		size,
		theme: 'plain',
		// The tests read the long texts of states, for which a panel leaves no room.
		sidePanel: false,
	});
	start();
	await clock.pass(9000);
	const terminal = {quit() {}, suspend() {}, redraw() {}};
	const press = async (script: string) => {
		const done = playKeyScript(parseKeyScript(script), {store, terminal});
		await clock.pass(1000);
		await done;
	};
	const frame = () => renderFrame(store.getState());
	return {
		...{clock, store, press, frame, stop},
		agree: () => press(frame().includes('Type yes') ? 'yes<enter>' : 'y'),
		printed: async () => (await port.run(['ipvsadm', '-Sn'])).stdout,
		async replace(text: string) {
			await port.run(['ipvsadm', '-C']);
			const {exitCode, stderr} = await port.run(['ipvsadm', '-R'], {input: text});
			expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
		},
	};
}

describe.each(Object.entries(replacements))('a table that is %s', (_, theirs) => {
	describe.each(Object.entries(stages))('while %s is open', (__, stage) => {
		it.each([
			['before the console has seen it', false],
			['after the console has seen it', true],
		])('is not overwritten %s, and the console goes on', async (___, isSeen) => {
			const console = await open();
			const {clock, store, press, frame} = console;
			await press(stage.open);
			await console.replace(theirs);
			if (isSeen) {
				await clock.pass(6000);
			}

			await press(stage.finish);
			await console.agree();
			expectNothingOverwritten(stage, theirs, await console.printed());
			if (concerns(stage, theirs)) {
				const said = [frame(), ...store.getState().messages.map(({text}) => text)].join('\n');
				expect(said).toMatch(saysWhy);
			}

			await console.replace(rules);
			await press('<esc><esc><esc>1<esc>U');
			await clock.pass(9000);
			expect(store.getState().director.stale).toBeNull();
			expect(store.getState().prompt).toBeNull();
			expect(frame()).toMatch(/10\.0\.0\.9:80 +≠?NAT +≠?9 /);
			await press('gjw6<enter>');
			await console.agree();
			expect(await console.printed()).toBe(rules.replace('-w 7', '-w 6'));
			console.stop();
		});
	});
});

describe('a drain that is followed', () => {
	const undone =
		'10.0.0.8:80 in tcp:10.1.1.1:80 is no longer drained: somebody else set its weight to 7';

	async function drained() {
		const console = await open();
		await console.press('jd');
		await console.agree();
		expect(await console.printed()).toBe(rules.replace('-w 7', '-w 0'));
		await console.clock.pass(6000);
		return console;
	}

	it('says that it was undone where the table is made anew, also after it was empty for a while', async () => {
		for (const tables of [[rules], ['', rules]]) {
			const console = await drained();
			for (const table of tables) {
				await console.replace(table);
				await console.clock.pass(6000);
			}

			expect(console.frame()).toContain(undone);
			expect(console.frame()).toMatch(/10\.0\.0\.8:80 +≠?NAT +≠?7 /);
			console.stop();
		}
	});

	it('says that its server is gone, and goes on where it comes back with weight 0', async () => {
		const console = await drained();
		await console.replace('');
		await console.clock.pass(6000);
		expect(console.frame()).toContain('10.0.0.8:80 is no longer in the table');
		await console.replace(rules.replace('-w 7', '-w 0'));
		await console.clock.pass(6000);
		expect(console.frame()).toMatch(/10\.0\.0\.8:80 +≠?NAT +≠?0 .* empty after/);
		await console.press('gj<esc>D');
		await console.agree();
		expect(await console.printed()).toBe(rules);
		console.stop();
	});
});
