/**
 * Rules as `ipvsadm -S -n` prints them and `ipvsadm -R` takes them.
 */
import type {RuleSet, ServiceWithServers} from '../rule-set.ts';
import {printedSchedulerFlags} from '../scheduler.ts';
import type {ServerRule} from '../server.ts';
import type {ServiceKey, ServiceRule} from '../service.ts';
import {type Arguments, addServerArguments, addServiceArguments} from './arguments.ts';

/** ipvsadm prints the mark from a signed variable: the upper half comes out negative (verified with 1.31). */
function printedKey(key: ServiceKey): ServiceKey {
	return key.kind === 'fwmark' ? {...key, fwmark: key.fwmark | 0} : key;
}

/** A flag without a name under its scheduler leaves `-b` with nothing behind it (verified with 1.31). */
function printedService(rule: ServiceRule): ServiceRule {
	const {scheduler, schedulerFlags} = rule;
	const printed = [printedSchedulerFlags(scheduler, schedulerFlags).join(',')];
	return {
		...rule,
		key: printedKey(rule.key),
		schedulerFlags: schedulerFlags.length > 0 ? printed : [],
	};
}

/** Most servers have none, and are left as they are. */
function withoutThresholds(server: ServerRule): ServerRule {
	return server.upperThreshold === 0 && server.lowerThreshold === 0
		? server
		: {...server, upperThreshold: 0, lowerThreshold: 0};
}

function lines({service, servers}: ServiceWithServers): readonly Arguments[] {
	return [
		addServiceArguments(service),
		...servers.map(server => addServerArguments(service.key, server)),
	];
}

function printedLines({service, servers}: ServiceWithServers): readonly Arguments[] {
	const key = printedKey(service.key);
	return [
		addServiceArguments(printedService(service)),
		...servers.map(server => addServerArguments(key, withoutThresholds(server))),
	];
}

/** What {@link formatSave} is to write. */
export interface SaveOptions {
	/**
	 * With thresholds (`-x -y`) the text is complete: restoring it gives back every rule that ipvsadm can
	 * make. Without, it is byte for byte what `ipvsadm -S -n` prints, which leaves thresholds out and
	 * writes firewall marks from 2^31 on as negative numbers, which `-R` refuses.
	 */
	readonly thresholds?: boolean;
}

/** One `-A` line a service, followed by its `-a` lines, in the order of the rule set. */
export function formatSave(rules: RuleSet, {thresholds = false}: SaveOptions = {}): string {
	const linesOf = thresholds ? lines : printedLines;
	let text = '';
	// A list of the lines of a large table would only be made to be thrown away.
	for (const entry of rules) {
		for (const words of linesOf(entry)) {
			text += `${words.join(' ')}\n`;
		}
	}

	return text;
}
