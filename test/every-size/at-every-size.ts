/**
 * Screens of the console on a demo scene, at every size that {@link screenSizes} has. One console shows them all: it is the
 * same state, drawn again for each size.
 */
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {
	type EmbeddedConsole,
	openEmbeddedConsole,
} from '../../scripts/documents/embedded-console.ts';
import {plainFrame, playSteps, type StageStep} from '../../scripts/documents/stage.ts';
import {textWidth} from '../../source/console/text/text.ts';
import type {SceneName} from '../../source/simulator/scenes/scenes.ts';
import {screenSizes} from '../support/screen-sizes.ts';

/** The faults of a screen at any size, whatever it shows. */
function faultsOf(frame: string, [columns, rows]: readonly [number, number]): readonly string[] {
	const lines = frame.split('\n');
	const tooWide = lines.filter(line => textWidth(line) > columns);
	// A cut address goes on after the mark; a cut number ends there.
	const cutNumbers = [...frame.matchAll(/(?<![\w.:[\]-])[~≠⇣]?\d[\d,.]*…(?=\s|$)/gm)];
	return [
		...(lines.length === rows ? [] : [`${lines.length} lines instead of ${rows}`]),
		...tooWide.map(line => `wider than ${columns} cells: ${line}`),
		...cutNumbers.map(([number]) => `a number is cut: ${number}`),
		...((lines.at(-1) ?? '').trim() === '' ? ['the last line has no hint'] : []),
	];
}

export interface Screen extends StageStep {
	/** The name of its files. */
	readonly name: string;
	/** The step before it, if it has to wait for something. */
	readonly open?: StageStep;
	/** Keys that leave it. */
	readonly leave?: string;
}

/** Rows of the Services view in the scene `incident`, counted from the first one. */
export const incidentRow = {
	service: 4,
	server: 5,
	persistentService: 9,
	persistentServer: 10,
	deadServer: 16,
};

/** Keys that move the cursor of the Services view to a row. */
export function toRow(row: number): string {
	return `1g${'j'.repeat(row)}`;
}

/**
 * Tests that go through these screens on one console and compare each, at every size, with its file in
 * `test/frames/every-size`.
 * @param begin what happens on the director before the first screen
 */
export function testScreens(
	scene: SceneName,
	begin: readonly StageStep[],
	screens: readonly Screen[],
): void {
	/** The column of the status by the size of the screen: it never moves. */
	const statusAt = new Map<string, number>();
	let folder = '';
	let console: EmbeddedConsole;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'lvstop-test-'));
		const size = {columns: 120, rows: 40};
		console = await openEmbeddedConsole({scene, size, folder});
		await playSteps(console, begin);
	}, 60_000);

	afterAll(async () => {
		console.close();
		await rm(folder, {recursive: true, force: true, maxRetries: 10});
	});

	test.each(screens)('$name', async ({name, open, leave = '', ...step}) => {
		await playSteps(console, open === undefined ? [step] : [open, step]);
		const frames = screenSizes.map(size => {
			const [columns, rows] = size;
			return {size, frame: plainFrame(console.frameAt({columns, rows}))};
		});
		await console.press(leave);
		for (const {size, frame} of frames) {
			const [columns, rows] = size;
			const status = frame.search(/[●‖]/u);
			const usual = statusAt.get(`${columns}x${rows}`) ?? status;
			statusAt.set(`${columns}x${rows}`, usual);
			expect.soft(status, `the status at ${columns}×${rows}`).toBe(usual);
			expect.soft(faultsOf(frame, size), `${columns}×${rows}:\n${frame}`).toEqual([]);
			await expect
				.soft(`${frame}\n`)
				.toMatchFileSnapshot(`../frames/every-size/${name}-${columns}x${rows}.txt`);
		}
	});
}
