/** The heading of a service stays in the first line while its servers scroll. */
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {clickAt} from '../../../source/console/mouse/click-at.ts';
import {renderFrame} from '../../../source/console/screen/render-frame.tsx';
import {receivePoll} from '../../../source/console/state/director-reducers.ts';
import {linesAbove, type TerminalSize} from '../../../source/console/state/layout.ts';
import {openList, rowsHeight} from '../../../source/console/state/view.ts';
import {listWindow} from '../../../source/console/table/list.ts';
import {services} from '../../../source/features/services/slice.ts';
import {type Keyboard, keyboard} from '../../support/keyboard.ts';
import {read} from '../../support/open-console.ts';
import {director, server, service} from '../../support/sample-director.ts';

const sizes: readonly TerminalSize[] = [
	{columns: 60, rows: 15},
	{columns: 80, rows: 24},
	{columns: 120, rows: 40},
	{columns: 160, rows: 45},
	{columns: 200, rows: 60},
];

const many = director(
	Array.from({length: 4}, (_, at) =>
		service(
			`tcp:10.1.1.${at + 1}:80`,
			Array.from({length: 70}, (_each, last) => server(`10.0.${at}.${last + 1}:80`)),
		),
	),
);

function open(size: TerminalSize) {
	const opened = keyboard(null, {size, theme: 'plain'});
	opened.store.update(receivePoll(read(many)));
	return opened;
}

/** The lines of the rows, without those above and below. */
function rowLines({store}: Keyboard): readonly string[] {
	const state = store.getState();
	return renderFrame(state)
		.split('\n')
		.slice(linesAbove + 1, linesAbove + 1 + rowsHeight(state));
}

describe('the heading of a service', () => {
	test.each(sizes)('is the first line while its servers scroll, at $columns×$rows', size => {
		const opened = open(size);
		opened.press('<pagedown><pagedown>');
		const lines = rowLines(opened);
		const {rows, cursor} = services.see(opened.store.getState()).own;
		const row = rows[cursor.index];
		expect(lines[0]).toMatch(/^↑▾ TCP 10\.1\.1\.\d:80 /);
		expect(lines[0]).toContain(row?.service.id.slice('tcp:'.length));
		expect(lines.filter(line => line.startsWith('>'))).toEqual([
			expect.stringContaining(` ${row?.kind === 'server' ? row.server.id : ''} `),
		]);
	});

	test('is not shown twice: if its own row is in the first line, that is it', () => {
		const size = {columns: 80, rows: 24};
		const lines = rowLines(open(size));
		expect(lines[0]).toMatch(/^>▾ TCP 10\.1\.1\.1:80 /);
		expect(lines.join('\n')).not.toContain('↑');
	});

	test('is of the service of the second line, never hides the cursor, and a click on it goes to the service', () => {
		const size = {columns: 80, rows: 24};
		const opened = open(size);
		const keys = fc.constantFrom(
			'<down>',
			'<up>',
			'<pagedown>',
			'<pageup>',
			'g',
			'G',
			'<left>',
			'<right>',
		);
		fc.assert(
			fc.property(fc.array(keys, {maxLength: 20}), pressed => {
				for (const key of pressed) {
					opened.press(key);
					const state = opened.store.getState();
					const list = services.see(state).own;
					const {top, heading} = listWindow(list, rowsHeight(state));
					const first = list.rows[top];
					expect(list.cursor.index).toBeGreaterThanOrEqual(heading === null ? top : top + 1);
					expect(list.cursor.index).toBeLessThan(top + rowsHeight(state));
					expect(heading === null).toBe(first === undefined || first.kind === 'service');
					if (heading !== null && first !== undefined) {
						expect(list.rows[heading]?.id).toBe(first.service.id);
						expect(clickAt(state, {x: 5, y: linesAbove + 1})).toEqual({
							kind: 'choose',
							index: heading,
						});
						expect(clickAt(state, {x: 5, y: linesAbove + 2})).toEqual(
							list.cursor.index === top + 1
								? {kind: 'run', command: 'details'}
								: {kind: 'choose', index: top + 1},
						);
					}
				}
			}),
			{numRuns: 30},
		);
		expect(openList(opened.store.getState())?.rows.length).toBeGreaterThan(0);
	});
});
