/**
 * How long idle connections are kept.
 */
import type {Timeouts} from '../ipvs/listing.ts';
import type {Proposal} from './plan.ts';
import {unknownSysctls} from './seen.ts';
import {timeoutsStep} from './steps.ts';
import {planOf} from './traffic-effects.ts';

/** 31 days in seconds, the most that ipvsadm takes. */
const longestTimeout = 2_678_400;

const names = {tcp: 'TCP', tcpFin: 'TCP after a FIN', udp: 'UDP'} as const;
const fields = ['tcp', 'tcpFin', 'udp'] as const;

/** Proposes timeouts in seconds. Refused where nothing changes or a number is none that ipvsadm can set. */
export function proposeTimeouts(before: Timeouts, after: Timeouts): Proposal {
	const changed = fields.filter(field => before[field] !== after[field]);
	const wrong = changed.find(
		field => !Number.isInteger(after[field]) || after[field] < 1 || after[field] > longestTimeout,
	);
	if (wrong) {
		return {
			refused: `the timeout of ${names[wrong]} is a whole number of seconds from 1 to ${longestTimeout}`,
		};
	}

	if (changed.length === 0) {
		return {refused: 'the timeouts are like that already'};
	}

	const words = changed.map(field => `${names[field]} ${before[field]} s → ${after[field]} s`);
	return {
		plan: planOf(`timeouts: ${words.join(', ')}`, [timeoutsStep(before, after)], {
			services: [],
			sysctls: unknownSysctls,
			warnings: ['a connection gets its new timeout with its next packet'],
		}),
	};
}
