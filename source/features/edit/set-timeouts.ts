/**
 * Sets the timeouts of idle connections.
 */
import {longestTimeout, type Timeouts} from '../../ipvs/listing.ts';
import {unknownSysctls} from '../../plans/known-row.ts';
import type {Proposal} from '../../plans/plan.ts';
import {timeoutsStep} from '../../plans/steps.ts';
import {planOf} from '../../plans/traffic-effects.ts';
import {type Fault, firstReason} from '../../plans/validate/fault.ts';

const names = {tcp: 'TCP', tcpFin: 'TCP after a FIN', udp: 'UDP'} as const;
const fields = ['tcp', 'tcpFin', 'udp'] as const;

/** The errors of these timeouts (seconds) by field. An unchanged value is always accepted. */
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

/** Proposes timeouts in seconds. Refused if nothing changes, or if ipvsadm cannot set one of them. */
export function proposeTimeouts(before: Timeouts, after: Timeouts): Proposal {
	const changed = fields.filter(field => before[field] !== after[field]);
	const refused = firstReason(timeoutFaults(before, after));
	if (refused !== null) {
		return {refused};
	}

	if (changed.length === 0) {
		return {refused: 'the timeouts already have these values'};
	}

	const words = changed.map(field => `${names[field]} ${before[field]} s → ${after[field]} s`);
	return {
		plan: planOf(`timeouts: ${words.join(', ')}`, [timeoutsStep(before, after)], {
			services: [],
			sysctls: unknownSysctls,
			warnings: ['an open connection gets the new timeout with its next packet'],
		}),
	};
}
