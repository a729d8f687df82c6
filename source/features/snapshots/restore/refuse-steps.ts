/**
 * Rules that ipvsadm cannot create, or would create differently, so that a restore of them is refused before its first
 * command.
 */
import {serverId} from '../../../ipvs/server.ts';
import {serviceId} from '../../../ipvs/service.ts';
import type {Step} from '../../../plans/plan.ts';
import {refuseNewAddress, refuseServer} from '../../../plans/validate/refuse-server.ts';
import {refuseService} from '../../../plans/validate/refuse-service.ts';

/**
 * Why a step is refused; null if it is not. Saved rules have been accepted before, so they are validated like existing
 * ones.
 */
function refuseStep({before, after: state}: Step): string | null {
	if (state.row === 'service') {
		const reason = refuseService(state.rule, state.rule);
		return reason && `${serviceId(state.rule.key)}: ${reason}`;
	}

	if (state.row === 'server') {
		const isNew = before.row !== 'server';
		const reason =
			refuseServer(state.service, state.rule, state.rule) ??
			(isNew ? refuseNewAddress(state.rule.address) : null);
		return reason && `${serverId(state.rule)} in ${serviceId(state.service)}: ${reason}`;
	}

	return null;
}

/** Why these steps cannot reach their target, one reason for each row; empty if they can. */
export function refuseSteps(steps: readonly Step[]): readonly string[] {
	return steps.map(refuseStep).filter(reason => reason !== null);
}
