/**
 * The effects of a plan on traffic: which clients are refused and which connections are cut off.
 */
import {skipsWeightZero} from '../ipvs/scheduler.ts';
import {type ServerId, serverId} from '../ipvs/server.ts';
import {type ServiceId, type ServiceKey, serviceId} from '../ipvs/service.ts';
import {deletedServerEffect, deletedServiceEffect, type Effect} from './deletion-effects.ts';
import type {Danger, Plan, RowState, Step} from './plan.ts';
import type {KnownService, Sysctls} from './seen.ts';
import type {DirectorSituation} from './weight-zero/situation.ts';
import {weightZeroWarnings} from './weight-zero/weight-zero-warnings.ts';

/** The facts that decide whether a service accepts new clients. */
interface Intake {
	readonly scheduler: string;
	readonly flags: readonly string[];
	readonly weights: Map<ServerId, number>;
}

/** Services by id; a missing one accepts no clients. */
type Intakes = Map<ServiceId, Intake>;

function seenIntake({scheduler, schedulerFlags, servers}: KnownService): Intake {
	return {
		scheduler,
		flags: schedulerFlags ?? [],
		weights: new Map(servers.map(({id, weight}) => [id, weight])),
	};
}

/** The service that a state belongs to; null for settings. */
export function touchedService(state: RowState): ServiceKey | null {
	return state.row === 'service' ? state.rule.key : 'service' in state ? state.service : null;
}

function put(intakes: Intakes, state: RowState): void {
	switch (state.row) {
		case 'service': {
			const {scheduler, schedulerFlags: flags, key} = state.rule;
			const id = serviceId(key);
			intakes.set(id, {scheduler, flags, weights: intakes.get(id)?.weights ?? new Map()});
			return;
		}

		case 'no-service':
			intakes.delete(serviceId(state.service));
			return;
		case 'server':
			intakes.get(serviceId(state.service))?.weights.set(serverId(state.rule), state.rule.weight);
			return;
		case 'no-server':
			intakes.get(serviceId(state.service))?.weights.delete(serverId(state.server));
	}
}

/**
 * The number of servers' worth of new clients that are refused: none, those that hash to a server of weight 0, or all
 * (infinite).
 */
function refusals(intake: Intake | undefined): number {
	const weights = [...(intake?.weights.values() ?? [])];
	if (!intake || intake.scheduler === 'none' || !weights.some(weight => weight > 0)) {
		return Number.POSITIVE_INFINITY;
	}

	return skipsWeightZero(intake.scheduler, intake.flags) === false
		? weights.filter(weight => weight === 0).length
		: 0;
}

/** New clients that are refused by a service that accepted them before. */
function refusedClients(id: ServiceId, before: Intake, after: Intake | undefined): Effect[] {
	const refused = refusals(after);
	if (refused <= refusals(before) || !after) {
		return [];
	}

	if (refused === Number.POSITIVE_INFINITY) {
		const why = after.scheduler === 'none' ? 'a scheduler' : 'a server that has weight';
		return [{danger: true, warning: `${id} is left without ${why}: new clients are refused`}];
	}

	return [
		{
			danger: true,
			warning: `${after.scheduler} does not skip a server of weight 0: the clients of ${id} that hash to it are refused`,
		},
	];
}

/** Rows that the steps remove, with the connections that are cut off. */
function cutOff(steps: readonly Step[], services: readonly KnownService[], sysctls: Sysctls) {
	const byId = new Map(services.map(service => [service.id, service]));
	const deleted = new Set(
		steps.flatMap(({after}) => (after.row === 'no-service' ? [serviceId(after.service)] : [])),
	);
	const left = [
		...services.filter(({id}) => !deleted.has(id)).map(({key}) => key),
		...steps.flatMap(({after}) => (after.row === 'service' ? after.rule.key : [])),
	];
	const familiesLeft = new Set(left.map(({family}) => family));
	return steps.flatMap(({after}): Effect[] => {
		if (after.row === 'no-service') {
			const service = byId.get(serviceId(after.service));
			const lastOfFamily = !familiesLeft.has(after.service.family);
			return service ? deletedServiceEffect(service, sysctls, lastOfFamily) : [];
		}

		if (after.row === 'no-server') {
			const service = byId.get(serviceId(after.service));
			const id = serverId(after.server);
			const server = service?.servers.find(candidate => candidate.id === id);
			return service && server ? deletedServerEffect(service, server, sysctls) : [];
		}

		return [];
	});
}

/** The effects of the steps on the traffic of the services, as they were last read. */
function effects(
	steps: readonly Step[],
	services: readonly KnownService[],
	sysctls: Sysctls,
): Effect[] {
	if (services.length === 0) {
		// An empty director has no traffic: filling it takes many steps and affects nobody.
		return [];
	}

	const seen = new Map(services.map(service => [service.id, service]));
	const before: Intakes = new Map();
	const after: Intakes = new Map();
	for (const step of steps) {
		const key = touchedService(step.after);
		const id = key && serviceId(key);
		const service = id && seen.get(id);
		// A new service refuses nobody that it accepted before.
		if (service) {
			if (!before.has(id)) {
				before.set(id, seenIntake(service));
				after.set(id, seenIntake(service));
			}

			put(after, step.after);
		}
	}

	return [
		...cutOff(steps, services, sysctls),
		...[...before].flatMap(([id, intake]) => refusedClients(id, intake, after.get(id))),
	];
}

/** The input of a plan besides its steps. */
export interface PlanContext {
	/** Every service that the steps affect; if a service is deleted, every service of the director. */
	readonly services: readonly KnownService[];
	readonly sysctls: Sysctls;
	/**
	 * The whole director, for a plan that may remove weight. Without it there are no warnings about the limits of
	 * weight 0.
	 */
	readonly situation?: DirectorSituation;
	/** Further warnings. */
	readonly warnings?: readonly string[];
}

/** Creates a plan from steps, with their effects on traffic. */
export function planOf(title: string, steps: readonly Step[], context: PlanContext): Plan {
	const found = effects(steps, context.services, context.sysctls);
	const danger: Danger = found.some(effect => effect.danger) ? 'drops-traffic' : 'none';
	const {services, situation} = context;
	const warnings = [
		...found.map(({warning}) => warning),
		...(situation === undefined ? [] : weightZeroWarnings(steps, services, situation)),
		...(context.warnings ?? []),
	];
	return {title, steps, danger, warnings};
}
