import {describe, expect, it} from 'vitest';
import {proposeZero} from '../../../source/features/edit/zero-counters.ts';
import {commandsOf, seenService, web} from '../../support/example.ts';

describe('zeroing counters', () => {
	it('is for services or for everything, and there is no way back', () => {
		expect(commandsOf(proposeZero([seenService(web)]))).toEqual([
			'ipvsadm -Z -t 172.16.249.138:80',
		]);
		const everything = proposeZero(null);
		expect(commandsOf(everything)).toEqual(['ipvsadm -Z']);
		expect(everything.plan?.warnings).toEqual(['counters that were zeroed cannot be brought back']);
		expect(commandsOf(proposeZero([]))).toBe('no service is selected');
	});
});
