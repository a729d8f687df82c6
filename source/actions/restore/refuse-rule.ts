/**
 * Rules that ipvsadm does not make, or makes otherwise than they are written, so that a restore of them
 * is refused before its first command.
 */
import {familyOf} from '../../ipvs/address.ts';
import {type ServerRule, serverId} from '../../ipvs/server.ts';
import {type ServiceKey, type ServiceRule, serviceId} from '../../ipvs/service.ts';
import type {RowState, Step} from '../plan.ts';
import {refuseServerEdit} from '../refuse-edit.ts';

/** The longest persistence that ipvsadm takes: 31 days in seconds. */
const longestPersistence = 2_678_400;

function refuseService({key, persistence, onePacket}: ServiceRule): string | null {
	const id = serviceId(key);
	if (key.kind === 'address' && key.port === 0 && !persistence) {
		return `${id}: ipvsadm makes a service of every port only with persistence`;
	}

	if (key.kind === 'address' && key.protocol !== 'udp' && onePacket) {
		return `${id}: one-packet scheduling is only for UDP and firewall marks`;
	}

	const timeout = persistence?.timeout ?? 1;
	return timeout < 1 || timeout > longestPersistence
		? `${id}: ipvsadm takes persistence of 1 to ${longestPersistence} seconds, not ${timeout}`
		: null;
}

function refuseServer(service: ServiceKey, rule: ServerRule): string | null {
	const name = `${serverId(rule)} in ${serviceId(service)}`;
	if (familyOf(rule.address) !== service.family && rule.forwarding !== 'tunnel') {
		return `${name}: only a tunnel leads to an address of the other family`;
	}

	if (rule.lowerThreshold > rule.upperThreshold) {
		return `${name}: the lower threshold ${rule.lowerThreshold} is above the upper one ${rule.upperThreshold}`;
	}

	return refuseServerEdit(service, rule);
}

function refuseState(state: RowState): string | null {
	switch (state.row) {
		case 'service':
			return refuseService(state.rule);
		case 'server':
			return refuseServer(state.service, state.rule);
		default:
			return null;
	}
}

/** Why these steps cannot lead where they should, a reason a row; empty where they can. */
export function refuseSteps(steps: readonly Step[]): readonly string[] {
	return steps.map(({after}) => refuseState(after)).filter(reason => reason !== null);
}
