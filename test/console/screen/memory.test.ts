import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {expect, it} from 'vitest';
import type {LiveDirector} from '../../../source/director/polling/live.ts';
import {openConsole, read} from '../../support/open-console.ts';
import {sampleDirector} from '../../support/sample-director.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

it('keeps no reading but the last', async () => {
	const console = await openConsole({columns: 80, rows: 24}, sampleDirector());
	const shown: WeakRef<LiveDirector>[] = [];
	for (let monotonic = 2000; monotonic <= 10_000; monotonic += 2000) {
		const director = sampleDirector({monotonic});
		shown.push(new WeakRef(director));
		await console.poll(read(director));
	}

	await new Promise(resolve => setImmediate(resolve));
	collectGarbage();
	expect(shown.map(reference => reference.deref() !== undefined)).toEqual([
		...[false, false, false, false],
		true,
	]);
});
