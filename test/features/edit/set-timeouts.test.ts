import {describe, expect, it} from 'vitest';
import {proposeTimeouts} from '../../../source/features/edit/set-timeouts.ts';
import {commandsOf} from '../../support/example.ts';

describe('timeouts', () => {
	const present = {tcp: 900, tcpFin: 120, udp: 300};

	it('that are not changed are not touched', () => {
		const {plan} = proposeTimeouts(present, {...present, udp: 60});
		expect(plan?.title).toBe('timeouts: UDP 300 s → 60 s');
		expect(commandsOf({plan})).toEqual(['ipvsadm --set 0 0 60']);
		expect(plan?.steps[0]).toMatchObject({
			before: {timeouts: present},
			after: {timeouts: {...present, udp: 60}},
		});
	});

	it.each([0, -1, 1.5, 2_678_401])('of %s s are refused', udp => {
		expect(commandsOf(proposeTimeouts(present, {...present, udp}))).toBe(
			'the timeout of UDP is a whole number of seconds from 1 to 2678400',
		);
	});

	it('that are like that already are refused', () => {
		expect(commandsOf(proposeTimeouts(present, present))).toMatch(/already/);
	});
});
