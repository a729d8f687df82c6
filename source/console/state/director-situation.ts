/**
 * The facts about a director, besides the rows, that matter for a plan that removes weight.
 */
import {unknownSysctls} from '../../plans/seen.ts';
import type {DirectorSituation} from '../../plans/weight-zero/situation.ts';
import type {DirectorState} from './director-state.ts';

/** The settings and the services of a director; what was not read is unknown. */
export function situationOf({live, facts}: DirectorState): DirectorSituation {
	return {
		sysctls: facts?.sysctls ?? unknownSysctls,
		settings: live?.settings ?? null,
		services: live?.services ?? [],
	};
}
