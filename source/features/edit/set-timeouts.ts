/**
 * How long idle connections are kept.
 */
import type {Timeouts} from '../../ipvs/listing.ts';
import type {Proposal} from '../../plans/plan.ts';
import {unknownSysctls} from '../../plans/seen.ts';
import {timeoutsStep} from '../../plans/steps.ts';
import {planOf} from '../../plans/traffic-effects.ts';
import {type Fault, firstReason} from '../../plans/validate/fault.ts';

/** 31 days in seconds, the most that ipvsadm takes. */
const longestTimeout = 2_678_400;

const names = {tcp: 'TCP', tcpFin: 'TCP after a FIN', udp: 'UDP'} as const;
const fields = ['tcp', 'tcpFin', 'udp'] as const;

/** Why these timeouts, in seconds, cannot be set, field by field. One that does not change is let through. */
export function timeoutFaults(before: Timeouts, after: Timeouts): readonly Fault<keyof Timeouts>[] {
	return fields
		.filter(field => before[field] !== after[field])
		.filter(
			field => !Number.isInteger(after[field]) || after[field] < 1 || after[field] > longestTimeout,
		)
		.map(field => ({
			field,
			reason: `the timeout of ${names[field]} is a whole number of seconds from 1 to ${longestTimeout}`,
		}));
}

/** Proposes timeouts in seconds. Refused where nothing changes or a number is none that ipvsadm can set. */
export function proposeTimeouts(before: Timeouts, after: Timeouts): Proposal {
	const changed = fields.filter(field => before[field] !== after[field]);
	const refused = firstReason(timeoutFaults(before, after));
	if (refused !== null) {
		return {refused};
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
