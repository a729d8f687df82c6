/**
 * Compares the table with the rules that a file wants. Finds the differences that the program may have made itself
 * because of its health checks.
 */
import {diffRules, type RulesDiff, type ServerOfService, serverChanges} from '../../ipvs/diff.ts';
import type {RuleSet, ServiceWithServers} from '../../ipvs/rule-set.ts';
import {type ServerId, type ServerRule, serverId} from '../../ipvs/server.ts';
import {fullNetmask, type ServiceId, type ServiceRule, serviceId} from '../../ipvs/service.ts';
import type {WantedRules, WantedServer, WantedService, WantedSpare} from './wanted.ts';

/** A server of a service. */
interface ServerPlace {
	readonly service: ServiceId;
	readonly server: ServerId;
}

/** The reason why a difference of a server may be right. It is a sentence without its full stop. */
export interface Explanation extends ServerPlace {
	readonly reason: string;
}

/** A state that looks like the work of health checks, but that they do not explain. */
export interface Doubt {
	readonly service: ServiceId;
	readonly reason: string;
}

/** A service of the file and the state of its servers in the table. */
interface Sides {
	readonly wanted: WantedService;
	readonly servers: ReadonlyMap<ServerId, WantedServer>;
	readonly spareUse: 'used' | 'not used' | 'missing';
}

function weightsOf(servers: readonly ServerRule[]): ReadonlyMap<ServerId, number> {
	return new Map(servers.map(server => [serverId(server), server.weight]));
}

/** Whether the spare server is in use. `missing` if it is not, although the other servers have too little weight. */
function spareUseOf(
	wanted: WantedService,
	weights: ReadonlyMap<ServerId, number>,
): Sides['spareUse'] {
	const {spare, servers, leastWeight} = wanted;
	const ids = servers.map(({rule}) => serverId(rule));
	if (!spare || ids.includes(serverId(spare.rule))) {
		return 'not used';
	}

	const inUse = ids.reduce((sum, id) => sum + (weights.get(id) ?? 0), 0);
	if ((weights.get(serverId(spare.rule)) ?? 0) > 0) {
		return inUse === 0 ? 'used' : 'not used';
	}

	return inUse < leastWeight ? 'missing' : 'not used';
}

function sidesOf(wanted: WantedService, {servers}: ServiceWithServers): Sides {
	return {
		wanted,
		servers: new Map(wanted.servers.map(server => [serverId(server.rule), server])),
		spareUse: spareUseOf(wanted, weightsOf(servers)),
	};
}

/** The row of the spare server in the table while it is not used; null if it is not in the table then. */
function idleSpare(spare: WantedSpare, weights: ReadonlyMap<ServerId, number>): ServerRule | null {
	const isIdle =
		spare.idle === 'weight-zero' ||
		(spare.idle === 'either' && weights.get(serverId(spare.rule)) === 0);
	return isIdle ? {...spare.rule, weight: 0} : null;
}

/** The rule of a service. It has no mask if the program may have lost the mask and the table has none. */
function expectedService(
	{rule, mayLackNetmask}: WantedService,
	there: ServiceRule | undefined,
): ServiceRule {
	const netmask = fullNetmask(rule.key.family);
	return mayLackNetmask && rule.persistence && there?.persistence?.netmask === netmask
		? {...rule, persistence: {...rule.persistence, netmask}}
		: rule;
}

/** The rules of a file as they are if no check has failed. If two states are possible, `present` decides. */
export function expectedRules({services}: WantedRules, present: RuleSet): RuleSet {
	const byId = new Map(present.map(entry => [serviceId(entry.service.key), entry]));
	return services.map((wanted): ServiceWithServers => {
		const {rule, servers, spare} = wanted;
		const rules = servers.map(server => server.rule);
		const there = byId.get(serviceId(rule.key));
		const live = there?.servers ?? [];
		const idle = spare && idleSpare(spare, weightsOf(live));
		const isDouble = idle && rules.some(server => serverId(server) === serverId(idle));
		return {
			service: expectedService(wanted, there?.service),
			servers: idle && !isDouble ? [...rules, idle] : rules,
		};
	});
}

/** The reason why a server is not in use: another one is used instead of it, or its own check failed. */
function whyOut({wanted, spareUse}: Sides, own: string | null, bySpare: boolean): string | null {
	if (spareUse === 'missing') {
		return null;
	}

	return spareUse === 'used' && bySpare ? (wanted.spare?.othersOutBecause ?? own) : own;
}

/** The reason why a server of the file is not in the table. */
function whyAbsent(sides: Sides, {staysListed, absentBecause}: WantedServer): string | null {
	return whyOut(sides, absentBecause, !staysListed);
}

/** The reason why a server of the file has another weight. */
function whyWeight(sides: Sides, server: WantedServer, weight: number): string | null {
	const {staysListed, zeroBecause, weightBecause} = server;
	return weight === 0 ? (whyOut(sides, zeroBecause, staysListed) ?? weightBecause) : weightBecause;
}

/**
 * The reason why the spare server is in use. Null if it should not be in use, or if this is not the spare server as the
 * file describes it.
 */
function whySpare({wanted: {spare}, spareUse}: Sides, server: ServerRule): string | null {
	return spare &&
		spareUse === 'used' &&
		serverId(spare.rule) === serverId(server) &&
		serverChanges(spare.rule, server).length === 0
		? spare.usedBecause
		: null;
}

/** The differences, and the ones among them that health checks may have made. */
export interface Comparison {
	readonly diff: RulesDiff;
	readonly explanations: readonly Explanation[];
	readonly doubts: readonly Doubt[];
}

/**
 * Compares the table with the expected rules.
 * @param present the table
 * @param expected the result of `expectedRules`, or only some services of it
 */
export function compareWanted(
	{services}: WantedRules,
	present: RuleSet,
	expected: RuleSet,
): Comparison {
	const diff = diffRules(present, expected);
	const live = new Map(present.map(entry => [serviceId(entry.service.key), entry]));
	const sides = new Map(
		services.flatMap((wanted): (readonly [ServiceId, Sides])[] => {
			const id = serviceId(wanted.rule.key);
			const entry = live.get(id);
			return entry ? [[id, sidesOf(wanted, entry)]] : [];
		}),
	);
	const explanations: Explanation[] = [];
	const explain = (
		{service, rule}: ServerOfService,
		why: (sides: Sides, wanted: WantedServer | undefined) => string | null,
	) => {
		const found = sides.get(serviceId(service));
		const server = serverId(rule);
		const reason = found ? why(found, found.servers.get(server)) : null;
		if (reason !== null) {
			explanations.push({service: serviceId(service), server, reason});
		}
	};

	for (const server of diff.addedServers) {
		explain(server, (found, wanted) => (wanted ? whyAbsent(found, wanted) : null));
	}

	for (const server of diff.changedServers) {
		const [change, ...others] = server.changes;
		if (change?.field === 'weight' && others.length === 0) {
			const weight = Number(change.before);
			explain(server, (found, wanted) =>
				wanted ? whyWeight(found, wanted, weight) : whySpare(found, {...server.rule, weight}),
			);
		}
	}

	for (const server of diff.removedServers) {
		explain(server, (found, wanted) => (wanted ? null : whySpare(found, server.rule)));
	}

	const compared = new Set(expected.map(entry => serviceId(entry.service.key)));
	const doubts = [...sides].flatMap(([service, {wanted, spareUse}]) =>
		spareUse === 'missing' && wanted.spare && compared.has(service)
			? [
					{
						service,
						reason: `too few servers are in use, and the ${wanted.spare.name} ${serverId(wanted.spare.rule)} is not`,
					},
				]
			: [],
	);
	return {diff, explanations, doubts};
}
