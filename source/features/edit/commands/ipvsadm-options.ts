/**
 * The options of ipvsadm in the help of the subcommands that take them. A test compares them with the parser's.
 */
import type {DescribedOption, DescribedTable} from '../../../commands/option.ts';
import {schedulers} from '../../../ipvs/scheduler.ts';

function flag(help: string, short?: string): DescribedOption {
	return {argument: null, help, ...(short === undefined ? {} : {short})};
}

function option(
	argument: string,
	help: string,
	more: Pick<DescribedOption, 'short' | 'bare' | 'names'> = {},
): DescribedOption {
	return {argument, help, ...more};
}

/** The options that name a service. */
export const serviceNames: DescribedTable = {
	tcpService: option('VIP:PORT', 'the TCP service', {short: 't'}),
	udpService: option('VIP:PORT', 'the UDP service', {short: 'u'}),
	sctpService: option('VIP:PORT', 'the SCTP service'),
	fwmarkService: option('N', 'the service of a firewall mark', {short: 'f'}),
	ipv6: flag('the firewall mark is for IPv6', '6'),
};

/** The option that names a server. */
export const serverNames: DescribedTable = {
	realServer: option('RIP:PORT', "the server; without PORT, the service's port", {short: 'r'}),
};

const serviceValues: DescribedTable = {
	scheduler: option('NAME', 'service: scheduler (default for add: wlc)', {
		short: 's',
		names: schedulers.map(({name}) => name),
	}),
	persistent: option('[S]', 'service: keep clients on their server for S seconds (360)', {
		short: 'p',
		bare: '360',
	}),
	netmask: option(
		'MASK',
		'service: clients of one network stay together; for IPv6 a prefix length',
		{
			short: 'M',
		},
	),
	pe: option('NAME', 'service: persistence engine', {names: ['sip']}),
	ops: flag('service: one-packet scheduling', 'o'),
	schedFlags: option('FLAGS', 'service: scheduler flags, separated by commas', {short: 'b'}),
};

const serverValues: DescribedTable = {
	masquerading: flag('server: masquerading (NAT)', 'm'),
	gatewaying: flag('server: direct routing (default for add)', 'g'),
	ipip: flag('server: tunnel', 'i'),
	weight: option('N', 'server: weight (default for add: 1)', {short: 'w'}),
	uThreshold: option('N', 'server: upper threshold of connections; 0 is none', {short: 'x'}),
	lThreshold: option('N', 'server: lower threshold of connections; 0 is none', {short: 'y'}),
	tunType: option('TYPE', 'server: tunnel type (default for add: ipip)', {
		names: ['ipip', 'gue', 'gre'],
	}),
	tunPort: option('PORT', 'server: port of a gue tunnel'),
	tunNocsum: flag('server: tunnel without checksums'),
	tunCsum: flag('server: tunnel with checksums'),
	tunRemcsum: flag('server: tunnel with remote checksums'),
};

/** The options that describe a sync daemon. */
export const daemonValues: DescribedTable = {
	mcastInterface: option('INTERFACE', 'network interface; required'),
	syncid: option('N', 'sync id, 0 to 255 (0)'),
	syncMaxlen: option('N', 'largest message in bytes'),
	mcastGroup: option('ADDRESS', 'multicast group (224.0.0.81)'),
	mcastPort: option('PORT', 'UDP port (8848)'),
	mcastTtl: option('N', 'time to live (1)'),
};

/** Everything that a service or a server can have. */
export const rowOptions: DescribedTable = {
	...serviceNames,
	...serverNames,
	...serviceValues,
	...serverValues,
};
