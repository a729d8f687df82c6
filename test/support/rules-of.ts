/**
 * Rules from saved text, and services as a reading would show them.
 */

import {parseText} from '../../source/ipvs/line-parser.ts';
import {saveFormatParser} from '../../source/ipvs/parse/save-format.ts';
import {parseSavedRules} from '../../source/ipvs/parse/saved-rules.ts';
import type {RuleSet} from '../../source/ipvs/rule-set.ts';
import {serverId} from '../../source/ipvs/server.ts';
import {serviceId} from '../../source/ipvs/service.ts';
import type {KnownService} from '../../source/plans/known-row.ts';

/** The rules of lines as `ipvsadm -S -n` prints them. */
export function rulesOf(...lines: readonly string[]): RuleSet {
	return parseText(saveFormatParser(), lines.map(line => `${line}\n`).join(''));
}

/** Rules as they are seen on a director, each server with so many active connections. */
export function seenOf(rules: RuleSet, activeConnections = 0): readonly KnownService[] {
	return rules.map(({service, servers}) => ({
		...service,
		id: serviceId(service.key),
		rule: service,
		servers: servers.map(server => ({
			...server,
			id: serverId(server),
			activeConnections,
			inactiveConnections: 0,
			persistentConnections: 0,
			rule: server,
		})),
	}));
}

/**
 * The rules of a saved text as a restore reads them, most of their servers as numbers.
 * @throws {ParseError} naming the line
 */
export function savedRulesOf(text: string): RuleSet {
	const steps = parseSavedRules(text);
	for (;;) {
		const step = steps.next();
		if (step.done) {
			return step.value;
		}
	}
}
