import fc from 'fast-check';
import {expect, test} from 'vitest';
import {renderFrame} from '../../../source/console/screen/render-frame.tsx';
import {receiveFacts, receivePoll} from '../../../source/console/state/director-reducers.ts';
import type {OwnerKind} from '../../../source/ipvs/owner.ts';
import {unknownSysctls} from '../../../source/plans/known-row.ts';
import {keyboard} from '../../support/keyboard.ts';
import {read} from '../../support/open-console.ts';
import {sampleDirector} from '../../support/sample-director.ts';

test('the interval and "live" stay where they are, however long the words before them are', () => {
	const kinds: readonly OwnerKind[] = ['seesaw', 'lvscare', 'kube-proxy', 'kube-router', 'cilium'];
	const owner = fc.record({
		kind: fc.constantFrom(...kinds),
		sign: fc.constant('a process'),
		doubt: fc.constantFrom(null, 'perhaps not'),
	});
	fc.assert(
		fc.property(
			fc.array(owner, {maxLength: 6}),
			fc.string({maxLength: 90, unit: fc.constantFrom('l', 'b', '-', '1')}),
			fc.constantFrom(60, 80, 120, 160, 200),
			fc.boolean(),
			(owners, host, columns, readOnly) => {
				const size = {columns, rows: 24};
				const {store} = keyboard(null, {size, theme: 'plain', readOnly});
				store.update(
					receivePoll(read(sampleDirector({host}))),
					receiveFacts({sysctls: unknownSysctls, drains: [], owners}),
				);
				const [line = ''] = renderFrame(store.getState()).split('\n');
				expect(line.slice(columns - 21)).toBe('2s   ● live');
			},
		),
		{numRuns: 60},
	);
});
