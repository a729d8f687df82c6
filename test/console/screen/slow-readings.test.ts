import {expect, it} from 'vitest';
import {openConsole, read} from '../../support/open-console.ts';
import {sampleDirector} from '../../support/sample-director.ts';

const interval = 2000;
const sample = sampleDirector();

it.each([
	[80, 'every 8s: slow readings   ● live'],
	[120, 'every 8s instead of 2s: slow readings   ● live'],
])(
	'the header says at %i columns that there are fewer readings than asked for',
	async (columns, text) => {
		const console = await openConsole({columns, rows: 24}, sample, {interval});
		const header = () => console.frame().split('\n')[0] ?? '';
		expect(header()).toContain(' 2s   ● live');
		await console.poll(read(sample, {stretched: 8000}));
		expect(header()).toContain(text);
		expect(header()).toContain(sample.host);
		await console.poll(read(sample));
		expect(header()).toContain(' 2s   ● live');
		expect(header()).not.toContain('slow');
	},
);
