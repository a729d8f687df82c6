import {expect, test} from 'vitest';
import {openConsole} from '../../support/open-console.ts';
import {sampleDirector} from '../../support/sample-director.ts';
import {keySequences} from '../../support/terminal-screen.ts';

test.each([60, 80, 100])(
	'the key of the help is on the line even if other hints fill it, at %i columns',
	async columns => {
		const console = await openConsole({columns, rows: 24}, sampleDirector());
		await console.press(keySequences.down, 'w', '7', keySequences.enter, 'y');
		const line = (await console.drawn()).split('\n').at(-1) ?? '';
		expect(line).toMatch(/^ w weight .* \? help/);
		expect(line.length).toBeLessThanOrEqual(columns);
		if (columns >= 80) {
			expect(line).toContain('u undo');
		}
	},
);
