/**
 * Joins the rules of `ipvsadm -Sn` with the thresholds that it leaves out.
 */
import type {ThresholdService} from '../../ipvs/listing.ts';
import type {RuleSet, ServiceWithServers} from '../../ipvs/rule-set.ts';
import {compareServerKeys, type ServerKey, type ServerRule, serverId} from '../../ipvs/server.ts';
import {compareServiceKeys, type ServiceKey, serviceId} from '../../ipvs/service.ts';

type ThresholdServer = ThresholdService['servers'][number];

/** The joined listings. */
export interface JoinedThresholds {
	/** The services that ipvsadm saves, each with those of its servers that are in both listings. */
	readonly rules: RuleSet;
	/** Whether both listings have the same rows; otherwise some changed between them. */
	readonly isWhole: boolean;
}

/** Finds a row by its key, starting at its expected position: ipvsadm sorts both listings in the same way. */
type Find<Key, Row> = (key: Key, place: number) => Row | undefined;

/** A list is indexed only if its rows are not at their expected positions. */
function finder<Key, Row>(
	rows: readonly Row[],
	keyOf: (row: Row) => Key,
	{compare, idOf}: {compare: (one: Key, other: Key) => number; idOf: (key: Key) => string},
): Find<Key, Row> {
	let index: ReadonlyMap<string, Row> | null = null;
	return (key, place) => {
		const expected = rows[place];
		if (expected !== undefined && compare(keyOf(expected), key) === 0) {
			return expected;
		}

		index ??= new Map(rows.map(row => [idOf(keyOf(row)), row]));
		return index.get(idOf(key));
	};
}

const services = {compare: compareServiceKeys, idOf: serviceId};
const servers = {compare: compareServerKeys, idOf: serverId};

/** Most servers have no thresholds; their rules are not changed. */
function withThresholds(
	rule: ServerRule,
	{upperThreshold, lowerThreshold}: ThresholdServer,
): ServerRule {
	return rule.upperThreshold === upperThreshold && rule.lowerThreshold === lowerThreshold
		? rule
		: {...rule, upperThreshold, lowerThreshold};
}

/** The rules of those servers of a service that are in both listings, one server per step. */
export function* joinServers(
	saved: readonly ServerRule[],
	listed: readonly ThresholdServer[],
): Generator<void, readonly ServerRule[]> {
	const find = finder<ServerKey, ThresholdServer>(listed, server => server, servers);
	const joined: ServerRule[] = [];
	for (const [place, rule] of saved.entries()) {
		const found = find(rule, place);
		if (found) {
			joined.push(withThresholds(rule, found));
		}

		yield;
	}

	return joined;
}

/**
 * Joins both listings, one row per step. A server that only one of them has is left out: its thresholds are not known,
 * and an edit could write back a false 0.
 */
export function* joinThresholds(
	saved: RuleSet,
	listed: readonly ThresholdService[],
): Generator<void, JoinedThresholds> {
	const find = finder<ServiceKey, ThresholdService>(listed, ({service}) => service.key, services);
	const rules: ServiceWithServers[] = [];
	let isWhole = saved.length === listed.length;
	for (const [place, entry] of saved.entries()) {
		const found = find(entry.service.key, place);
		const joined = yield* joinServers(entry.servers, found?.servers ?? []);
		rules.push({service: entry.service, servers: joined});
		isWhole &&=
			found !== undefined &&
			joined.length === entry.servers.length &&
			joined.length === found.servers.length;
		yield;
	}

	return {rules, isWhole};
}
