/**
 * Decides how a server of a service is drained, and why: the effect of weight 0 there, its limits, and what has to end
 * before the server is empty.
 */
import {schedulerNamed, skipsWeightZero} from '../../ipvs/scheduler.ts';
import type {ServiceRule} from '../../ipvs/service.ts';
import {type ConnectionKind, emptyWhen} from '../../plans/connections-left.ts';
import {deletedServerEffect} from '../../plans/deletion-effects.ts';
import type {KnownService, Target} from '../../plans/seen.ts';
import {persistenceReasons} from '../../plans/weight-zero/persistence-pause.ts';
import {portReuseReasons} from '../../plans/weight-zero/port-reuse.ts';
import type {DrainSituation} from '../../plans/weight-zero/situation.ts';
import {targetWarnings} from '../../plans/weight-zero/weight-zero-warnings.ts';

/** The steps in order. Only the first two and the last are commands. */
export type DrainStep = 'set-fallback-flag' | 'set-weight-0' | 'wait' | 'delete';

/** The procedure to drain one server in one service. */
export interface DrainProcedure {
	readonly steps: readonly DrainStep[];
	/** The flag with which weight 0 does not refuse clients, if the service lacks it. */
	readonly fallbackFlag: string | null;
	/** The counts that must be 0 for the server to be empty. */
	readonly emptyWhen: readonly ConnectionKind[];
	/** The reasons, with the present values, a sentence each. */
	readonly reasons: readonly string[];
	/** The limits of weight 0 here, one sentence each. */
	readonly warnings: readonly string[];
	/** The effects of deleting the server now, one sentence each; empty if no client would notice. */
	readonly deletion: readonly string[];
}

/** The kernel's default, seconds. */
const defaultUdpTimeout = 300;

/** The flag that this service needs; null if it has it or its scheduler has none. */
export function missingFallbackFlag({
	scheduler,
	schedulerFlags,
}: Pick<KnownService, 'scheduler' | 'schedulerFlags'>): string | null {
	const flag =
		schedulerNamed(scheduler)?.weightZero === 'skipped-with-fallback'
			? `${scheduler}-fallback`
			: null;
	return flag === null || schedulerFlags?.includes(flag) ? null : flag;
}

/** The rule with its fallback flag set. */
export function withFallbackFlag(rule: ServiceRule, flag: string): ServiceRule {
	return {...rule, schedulerFlags: [flag, ...rule.schedulerFlags]};
}

function protocolReason({key, onePacket}: KnownService, {settings}: DrainSituation): string {
	if (onePacket) {
		return 'one-packet scheduling: there are no connections, every packet is scheduled separately';
	}

	if (key.kind === 'fwmark') {
		return 'a firewall mark can carry TCP and UDP: both active and inactive connections must end, and a closed TCP connection is inactive for up to 2 minutes';
	}

	if (key.protocol === 'udp') {
		const silence = settings?.timeouts.udp ?? defaultUdpTimeout;
		return `UDP: a flow stays on this server while its client keeps sending, and ends after ${silence} s of silence`;
	}

	return `${key.protocol.toUpperCase()}: new connections go to other servers, open connections continue until they end`;
}

function schedulerReasons(service: KnownService): readonly string[] {
	const {scheduler, schedulerFlags} = service;
	const flag = missingFallbackFlag(service);
	if (flag !== null) {
		return [
			`${scheduler} does not skip a server of weight 0: the clients that hash to it are refused unless ${flag} is set first`,
		];
	}

	const skips = skipsWeightZero(scheduler, schedulerFlags ?? []);
	if (scheduler === 'none') {
		return ['the service has no scheduler, so it accepts no new clients anyway'];
	}

	if (skips === null) {
		return [`it is not known what the scheduler ${scheduler} does with weight 0`];
	}

	return skips
		? []
		: [
				`${scheduler} does not skip a server of weight 0 and has no fallback: its clients are refused; delete the server instead, or change the scheduler first`,
			];
}

function stepsFor(service: KnownService): readonly DrainStep[] {
	const {scheduler, schedulerFlags} = service;
	if (missingFallbackFlag(service) !== null) {
		return ['set-fallback-flag', 'set-weight-0', 'wait'];
	}

	const refuses = skipsWeightZero(scheduler, schedulerFlags ?? []) === false;
	return refuses && scheduler !== 'none' ? ['delete'] : ['set-weight-0', 'wait'];
}

/** The procedure to drain a server of a service. */
export function drainProcedure(target: Target, situation: DrainSituation): DrainProcedure {
	const {service, server} = target;
	const {sysctls} = situation;
	return {
		steps: stepsFor(service),
		fallbackFlag: missingFallbackFlag(service),
		emptyWhen: emptyWhen(service, sysctls),
		reasons: [
			protocolReason(service, situation),
			...schedulerReasons(service),
			...persistenceReasons(service, situation),
			...portReuseReasons(target, situation),
		],
		warnings: targetWarnings(target, situation),
		deletion: deletedServerEffect(service, server, sysctls).map(({warning}) => warning),
	};
}
