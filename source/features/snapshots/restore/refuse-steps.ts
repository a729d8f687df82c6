/**
 * Rules that ipvsadm does not make, or makes otherwise than they are written, so that a restore of them
 * is refused before its first command.
 */
import {serverId} from '../../../ipvs/server.ts';
import {serviceId} from '../../../ipvs/service.ts';
import type {Step} from '../../../plans/plan.ts';
import {refuseNewAddress, refuseServer} from '../../../plans/validate/refuse-server.ts';
import {refuseService} from '../../../plans/validate/refuse-service.ts';

/** Rules that were saved have been accepted once, so they are taken for ones that are there already. */
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

/** Why these steps cannot lead where they should, a reason a row; empty if they can. */
export function refuseSteps(steps: readonly Step[]): readonly string[] {
	return steps.map(refuseStep).filter(reason => reason !== null);
}
