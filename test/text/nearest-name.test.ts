import {expect, test} from 'vitest';
import {nearestName} from '../../source/text/nearest-name.ts';

const names = ['interval', 'units', 'theme', 'read-only', 'keep-snapshots'];

test.each([
	['intervall', 'interval'],
	['inteval', 'interval'],
	['Read_Only', 'read-only'],
	['unit', 'units'],
	['thmee', 'theme'],
	['uinst', null],
	['snapshots', 'keep-snapshots'],
	['retention', null],
	['x', null],
])('%s is taken for %s', (word, name) => {
	expect(nearestName(word, names)).toBe(name);
});
