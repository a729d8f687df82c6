import {expect, test} from 'vitest';
import {traffic} from '../../../source/features/traffic/traffic-state.ts';
import {keyboard} from '../../support/keyboard.ts';
import {sampleDirector} from '../../support/sample-director.ts';

test('t in the details opens the traffic of their row', () => {
	const {press, store} = keyboard(sampleDirector());
	press('j');
	const {row} = store.getState().selection;
	press('<enter>');
	expect(store.getState().overlay?.place).toBe('details');
	press('t');
	const state = store.getState();
	expect([state.view, state.overlay]).toEqual(['traffic', null]);
	expect(traffic.see(state).own.subject).toBe(row?.id);
});
