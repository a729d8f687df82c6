import {formatIpv4} from '../../../source/ipvs/ipv4.ts';
import type {RuleSet, ServiceWithServers} from '../../../source/ipvs/rule-set.ts';
import type {ServerRule} from '../../../source/ipvs/server.ts';

/** A server like the others. */
export function exampleServer(number: number): ServerRule {
	return {
		...{address: formatIpv4(0x0a_00_00_00 + number), port: 80, forwarding: 'masq', tunnel: null},
		...{weight: 1, upperThreshold: 0, lowerThreshold: 0},
	};
}

/** A service like the others. */
export function exampleService(number: number, servers: readonly ServerRule[]): ServiceWithServers {
	const address = formatIpv4(0xcb_00_71_00 + number);
	return {
		service: {
			key: {kind: 'address', protocol: 'tcp', family: 'ipv4', address, port: 80},
			...{scheduler: 'wlc', schedulerFlags: [], persistence: null, engine: null, onePacket: false},
		},
		servers,
	};
}

/** This many services with two servers each. */
export function exampleRules(services: number): RuleSet {
	return Array.from({length: services}, (_, number) =>
		exampleService(number, [exampleServer(2 * number), exampleServer(2 * number + 1)]),
	);
}
