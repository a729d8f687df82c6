/**
 * Zeroes counters.
 */
import {type KnownService, unknownSysctls} from '../../plans/known-row.ts';
import type {Proposal} from '../../plans/plan.ts';
import {zeroStep} from '../../plans/steps.ts';
import {planOf} from '../../plans/traffic-effects.ts';
import {countOf} from '../../text/figures.ts';

/**
 * Proposes to zero the counters of these services with their servers, or all counters (null). The kernel zeroes to its
 * last sample, so up to two seconds of traffic reappear, and it keeps the totals of the director unless everything is
 * zeroed (verified on Linux 6.1).
 */
export function proposeZero(services: readonly KnownService[] | null): Proposal {
	const steps = services ? services.map(({key}) => zeroStep(key)) : [zeroStep(null)];
	const [first] = services ?? [];
	if (steps.length === 0) {
		return {refused: 'no service is selected'};
	}

	const what = !services
		? 'of everything'
		: services.length === 1
			? `of ${first?.id}`
			: `of ${countOf(services.length, 'service')}`;
	const warnings = [
		'zeroed counters cannot be restored',
		...(services ? ['the totals of the director keep counting'] : []),
	];
	return {
		plan: planOf(`zero the counters ${what}`, steps, {
			services: [],
			sysctls: unknownSysctls,
			warnings,
		}),
	};
}
