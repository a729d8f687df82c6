/**
 * The facts of a director, besides the rows, that a plan depends on if it takes weight away.
 */
import {unknownSysctls} from '../../plans/seen.ts';
import type {DirectorSituation} from '../../plans/weight-zero/situation.ts';
import type {DirectorState} from './director-state.ts';

/** The settings and the services of a director; what was not read is not known. */
export function situationOf({live, facts}: DirectorState): DirectorSituation {
	return {
		sysctls: facts?.sysctls ?? unknownSysctls,
		settings: live?.settings ?? null,
		services: live?.services ?? [],
	};
}
