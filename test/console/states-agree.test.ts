/**
 * Draining and drained mean one thing wherever they are said: in rows, in the header, in filters, in details, and in the list
 * of problems. The figures beside the words are those of the table.
 */
import fc from 'fast-check';
import {expect, it} from 'vitest';
import {renderFrame} from '../../source/console/screen/render-frame.tsx';
import {keyboard} from '../support/keyboard.ts';
import {partsOf} from '../support/parts-of.ts';
import {director, server, service} from '../support/sample-director.ts';

const size = {columns: 120, rows: 40};
const few = fc.integer({min: 0, max: 3});
const rows = fc.array(fc.record({weight: fc.constantFrom(0, 1), active: few, inactive: few}), {
	minLength: 1,
	maxLength: 6,
});

it('is the same state in the whole console', () => {
	fc.assert(
		fc.property(rows, told => {
			const servers = told.map(({weight, active, inactive}, index) =>
				server(`10.0.0.${index}:80`, {
					weight,
					activeConnections: active,
					inactiveConnections: inactive,
				}),
			);
			const {press, store} = keyboard(director([service('tcp:10.1.1.1:80', servers)]), {
				size,
				theme: 'plain',
			});
			const screen = () => renderFrame(store.getState());
			const isZero = told.map(({weight}) => weight === 0);
			const left = told.map(({active, inactive}) => active + inactive);
			const draining = left.filter((count, index) => isZero[index] && count > 0).length;
			const drained = left.filter((count, index) => isZero[index] && count === 0).length;

			const [header = ''] = screen().split('\n');
			expect(/(\d+) draining/.exec(header)?.[1] ?? '0').toBe(String(draining));
			expect(/(\d+) drained/.exec(header)?.[1] ?? '0').toBe(String(drained));

			for (const [index, count] of left.entries()) {
				const row = screen()
					.split('\n')
					.find(line => line.includes(` 10.0.0.${index}:80 `));
				expect(/ (\d+) left/.exec(row ?? '')?.[1] ?? null).toBe(
					isZero[index] && count > 0 ? String(count) : null,
				);
				expect(/ drained/.test(row ?? '')).toBe(isZero[index] === true && count === 0);
			}

			for (const [word, count] of [
				['draining', draining],
				['drained', drained],
			] as const) {
				press(`/state:${word}<enter>`);
				const found = partsOf(store).services.rows.filter(({kind}) => kind === 'server');
				expect(found).toHaveLength(count);
				if (count > 0) {
					press('G<enter>');
					expect(screen()).toMatch(new RegExp(`^ state +${word}`, 'm'));
					press('<esc>');
				}

				press('<esc>:problems<enter>');
				const listed = new RegExp(`(\\d+) rows?: ${word}`).exec(screen())?.[1] ?? '0';
				expect(listed).toBe(String(count));
				press('<esc>');
			}
		}),
		{numRuns: 40},
	);
});
