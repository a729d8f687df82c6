/**
 * Rules as `ipvsadm -S -n` prints them and `ipvsadm -R` takes them.
 */
import type {RuleSet, ServiceWithServers} from '../rule-set.ts';
import {printedSchedulerFlags} from '../scheduler.ts';
import type {ServerRule} from '../server.ts';
import type {ServiceKey, ServiceRule} from '../service.ts';
import {addServiceArguments, serverEntryArguments, serviceArguments} from './arguments.ts';

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

/** How the rows of a service are written. */
interface Printed {
	readonly service: (rule: ServiceRule) => ServiceRule;
	readonly server: (rule: ServerRule) => ServerRule;
	/** Words behind a server that commands leave out. */
	readonly behind: (rule: ServerRule) => string;
}

/** What 1.31 prints behind a server with a plain tunnel; versions before it neither print nor take it. */
export const printedPlainTunnel = ' --tun-type ipip';

const inFull: Printed = {service: rule => rule, server: rule => rule, behind: () => ''};
const asIpvsadmPrints: Printed = {
	service: printedService,
	server: withoutThresholds,
	behind: ({tunnel}) => (tunnel?.type === 'ipip' ? printedPlainTunnel : ''),
};

/** What {@link formatSave} is to write. */
export interface SaveOptions {
	/**
	 * With thresholds (`-x -y`) the text is complete: restoring it gives back every rule that ipvsadm can
	 * make, with any version that can make it. Without, it is byte for byte what `ipvsadm -S -n` of 1.31 prints, which
	 * leaves thresholds out, writes firewall marks from 2^31 on as negative numbers, which `-R` refuses, and writes
	 * `--tun-type ipip`, which `-R` of versions before 1.31 refuses.
	 */
	readonly thresholds?: boolean;
}

/** The lines of a service. A list of those of a large table would only be made to be thrown away. */
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

/** One `-A` line a service, followed by its `-a` lines, in the order of the rule set. */
export function formatSave(rules: RuleSet, {thresholds = false}: SaveOptions = {}): string {
	const printed = thresholds ? inFull : asIpvsadmPrints;
	let text = '';
	for (const entry of rules) {
		text += serviceText(entry, printed);
	}

	return text;
}
