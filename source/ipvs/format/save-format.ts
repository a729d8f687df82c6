/**
 * Rules in the format that `ipvsadm -S -n` prints and `ipvsadm -R` accepts.
 */
import {plainServersOf} from '../plain-servers.ts';
import type {RuleSet, ServiceWithServers} from '../rule-set.ts';
import {printedSchedulerFlags} from '../scheduler.ts';
import type {ServerRule} from '../server.ts';
import type {ServiceKey, ServiceRule} from '../service.ts';
import {addServiceArguments, serverEntryArguments, serviceArguments} from './arguments.ts';

/** ipvsadm prints the mark as a signed number: the upper half is negative (verified with 1.31). */
function printedKey(key: ServiceKey): ServiceKey {
	return key.kind === 'fwmark' ? {...key, fwmark: key.fwmark | 0} : key;
}

/** If a flag has no name under its scheduler, nothing follows `-b` (verified with 1.31). */
function printedService(rule: ServiceRule): ServiceRule {
	const {scheduler, schedulerFlags} = rule;
	const printed = [printedSchedulerFlags(scheduler, schedulerFlags).join(',')];
	return {
		...rule,
		key: printedKey(rule.key),
		schedulerFlags: schedulerFlags.length > 0 ? printed : [],
	};
}

/** The server without thresholds. Most servers have none and are returned unchanged. */
function withoutThresholds(server: ServerRule): ServerRule {
	return server.upperThreshold === 0 && server.lowerThreshold === 0
		? server
		: {...server, upperThreshold: 0, lowerThreshold: 0};
}

/** The format of a service's rows. */
interface Printed {
	readonly service: (rule: ServiceRule) => ServiceRule;
	readonly server: (rule: ServerRule) => ServerRule;
	/** Words after a server that ipvsadm prints but commands leave out. */
	readonly behind: (rule: ServerRule) => string;
}

/** The words that 1.31 prints after a server with a plain tunnel; earlier versions neither print nor accept them. */
export const printedPlainTunnel = ' --tun-type ipip';

const inFull: Printed = {service: rule => rule, server: rule => rule, behind: () => ''};
const asIpvsadmPrints: Printed = {
	service: printedService,
	server: withoutThresholds,
	behind: ({tunnel}) => (tunnel?.type === 'ipip' ? printedPlainTunnel : ''),
};

/** The options of {@link formatSave}. */
export interface SaveOptions {
	/**
	 * With thresholds (`-x -y`) the text is complete: restoring it recreates every rule that ipvsadm can make, with any
	 * version that can make it. Without them, it is byte for byte the output of `ipvsadm -S -n` of 1.31. That leaves
	 * thresholds out, prints firewall marks from 2^31 on as negative numbers, which `-R` refuses, and prints
	 * `--tun-type ipip`, which `-R` of versions before 1.31 refuses.
	 */
	readonly thresholds?: boolean;
}

/** The lines of a service as one text, because an array of lines would only cost time and memory for a large table. */
function serviceText({service, servers}: ServiceWithServers, printed: Printed): string {
	const rule = printed.service(service);
	const named = serviceArguments(rule.key).join(' ');
	let text = `${addServiceArguments(rule).join(' ')}\n`;
	for (const server of servers) {
		const entry = serverEntryArguments(printed.server(server)).join(' ');
		text += `-a ${named} ${entry}${printed.behind(server)}\n`;
	}

	return text;
}

/**
 * Complete rules (see {@link SaveOptions}) in pieces. Services that are saved as they were read need not be made again:
 * those that follow each other in their file are one piece of its text.
 */
export function* formatSavePieces(rules: RuleSet): Generator<string, void> {
	let read = {text: '', from: 0, to: 0};
	for (const entry of rules) {
		const plain = plainServersOf(entry);
		if (plain && read.text === plain.text && read.to === plain.from) {
			read.to = plain.to;
			continue;
		}

		yield read.text.slice(read.from, read.to);
		if (plain) {
			read = {text: plain.text, from: plain.from, to: plain.to};
		} else {
			read = {text: '', from: 0, to: 0};
			yield serviceText(entry, inFull);
		}
	}

	yield read.text.slice(read.from, read.to);
}

/** One `-A` line for each service, followed by its `-a` lines, in the order of the rule set. */
export function formatSave(rules: RuleSet, {thresholds = false}: SaveOptions = {}): string {
	let text = '';
	if (thresholds) {
		for (const piece of formatSavePieces(rules)) {
			text += piece;
		}
	} else {
		for (const entry of rules) {
			text += serviceText(entry, asIpvsadmPrints);
		}
	}

	return text;
}
