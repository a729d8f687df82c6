import {expect, test} from 'vitest';
import {outputColumns, screenSize} from '../../source/commands/program.ts';
import {fakeProgram} from '../support/fake-program.ts';

type Size = readonly [columns: number, rows: number] | null;

/** A program with a terminal of that size, or without one. */
function programOn(size: Size, environment: Record<string, string>) {
	const program = fakeProgram(environment);
	if (size) {
		Object.assign(program.stdout, {isTTY: true, columns: size[0], rows: size[1]});
	}

	return program;
}

test.each<[string, Size, Record<string, string>, number, [number, number]]>([
	['its terminal', [100, 40], {COLUMNS: '120', LINES: '50'}, 100, [100, 40]],
	['a terminal that says 0×0', [0, 0], {}, 80, [80, 24]],
	['the environment of such a terminal', [0, 0], {COLUMNS: '120', LINES: '50'}, 120, [120, 50]],
	['the environment without a terminal', null, {COLUMNS: '70', LINES: '20'}, 70, [70, 20]],
	['nothing that tells it', null, {COLUMNS: '0'}, 120, [80, 24]],
])('what is printed has the size of %s', (_, size, environment, columns, [width, height]) => {
	const program = programOn(size, environment);
	expect(outputColumns(program)).toBe(columns);
	expect(screenSize(program)).toEqual({columns: width, rows: height});
});
