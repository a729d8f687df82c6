/**
 * Random walks through all views, forms and panels. `LVSTOP_FUZZ_RUNS` (10,000 keys per walk and million) and
 * `LVSTOP_FUZZ_SEED` make them longer and different.
 */
import {expect, test} from 'vitest';
import {assembly} from '../../source/program/features.ts';
import {randomWalk} from './random-walk.ts';

const keys = Math.max(1500, Math.floor(Number(process.env['LVSTOP_FUZZ_RUNS'] ?? 0) / 100));
const seed = Number(process.env['LVSTOP_FUZZ_SEED'] ?? 1);
const timeout = 60_000 + keys * 200;

test('every view, form and panel is walked through without a fault', {timeout}, async () => {
	const views = new Set<string>();
	const overlays = new Set<string>();
	const prompts = new Set<string>();
	let changes = 0;
	for (const [place, scene] of (['nat', 'every-kind', 'incident'] as const).entries()) {
		const walked = await randomWalk({scene, seed: seed + place, keys});
		for (const view of walked.views) {
			views.add(view);
		}

		for (const overlay of walked.overlays) {
			overlays.add(overlay);
		}

		for (const prompt of walked.prompts) {
			prompts.add(prompt);
		}

		changes += walked.changes;
	}

	expect([...views].toSorted()).toEqual(assembly.views.map(({id}) => id).toSorted());
	// The others are reached by chance.
	expect([...overlays]).toEqual(expect.arrayContaining(['form', 'details']));
	expect(overlays.size).toBeGreaterThan(3);
	expect([...prompts]).toEqual(expect.arrayContaining(['confirm', 'filter', 'command']));
	expect(changes).toBeGreaterThan(0);
});

test('a console that is read-only changes nothing, whatever is pressed', {timeout}, async () => {
	const walked = await randomWalk({scene: 'nat', seed: seed + 3, keys, readOnly: true});
	expect(walked.changes).toBe(0);
});
