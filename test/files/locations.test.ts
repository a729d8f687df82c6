import {homedir} from 'node:os';
import {basename, dirname} from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {readDrains, rememberDrain} from '../../source/features/drain/drain-memory.ts';
import {fileName, hostFolder} from '../../source/files/locations.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';

describe('the folder of a director', () => {
	it('is where XDG_STATE_HOME says, and below the home folder without it', () => {
		expect(hostFolder({XDG_STATE_HOME: '/var/state'}, 'lb1')).toBe('/var/state/lvstop/lb1');
		expect(hostFolder({}, 'lb1')).toBe(`${homedir()}/.local/state/lvstop/lb1`);
	});

	it('does not follow a relative XDG_STATE_HOME, as its rules say', () => {
		expect(hostFolder({XDG_STATE_HOME: 'state'}, 'lb1')).toBe(hostFolder({}, 'lb1'));
	});

	it('is always one folder below lvstop, whatever the director is called', () => {
		fc.assert(
			fc.property(fc.string({unit: 'grapheme'}), host => {
				const folder = hostFolder({XDG_STATE_HOME: '/s'}, host);
				expect(dirname(folder)).toBe('/s/lvstop');
				expect(['', '.', '..']).not.toContain(basename(folder));
			}),
		);
		expect(hostFolder({XDG_STATE_HOME: '/s'}, '../../etc')).toBe('/s/lvstop/..%2f..%2fetc');
		expect(hostFolder({XDG_STATE_HOME: '/s'}, '..')).toBe('/s/lvstop/%..');
	});
});

const drain = {service: 'tcp:10.0.0.1:80', server: '10.0.0.8:80', weight: 1, since: 5} as const;

describe('a file name', () => {
	it('has room in a folder however long the words of --via are', async () => {
		const via = `ssh ${'-o Setting=value '.repeat(30)}root@lb`;
		const folder = hostFolder({XDG_STATE_HOME: await temporaryFolder()}, `${via}1`);
		await rememberDrain(folder, drain);
		expect(await readDrains(folder)).toEqual([drain]);
		expect(fileName(`${via}1`)).toMatch(/^ssh%20-o%20Setting%3dvalue/);
		expect(fileName(`${via}1`)).not.toBe(fileName(`${via}2`));
	});

	it('is never that of another text', () => {
		const text = fc.string({unit: fc.constantFrom('a', '0', '%', '.', '/', 'Ā', '€', '𝄞', ' ')});
		fc.assert(
			fc.property(text, text, (one, other) => {
				expect(fileName(one) === fileName(other)).toBe(one === other);
			}),
		);
	});
});
