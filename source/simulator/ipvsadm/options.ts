/**
 * The options of ipvsadm 1.31 and which of them each command takes.
 */
import type {ArgumentKind, OptionDefinition} from './option-reader.ts';

/** The commands, named as in ipvsadm's messages. */
export type CommandName =
	| 'add-service'
	| 'edit-service'
	| 'delete-service'
	| 'flush'
	| 'list'
	| 'add-server'
	| 'delete-server'
	| 'edit-server'
	| 'set'
	| 'start-daemon'
	| 'stop-daemon'
	| 'restore'
	| 'save'
	| 'zero';

/** The options that may follow a command, in the order in which ipvsadm checks them, named as in its messages. */
export const optionNames = [
	'numeric',
	'connection',
	'service-address',
	'scheduler',
	'persistent',
	'netmask',
	'real-server',
	'forwarding-method',
	'weight',
	'u-threshold',
	'l-threshold',
	'mcast-interface',
	'timeout',
	'daemon',
	'stats',
	'rate',
	'thresholds',
	'persistent-conn',
	'nosort',
	'syncid',
	'exact',
	'ops',
	'pe',
	'sched-flags',
	'mcast-group',
	'mcast-port',
	'mcast-ttl',
	'sync-maxlen',
	'tun-info',
	'tun-type',
	'tun-port',
	'tun-nocsum',
	'tun-csum',
	'tun-remcsum',
] as const;

export type OptionName = (typeof optionNames)[number];

/** A result of the option reader: a command, an option, or one of the few that are neither. */
export type Tag =
	| CommandName
	| OptionName
	| 'help'
	| 'version'
	| 'tcp-service'
	| 'udp-service'
	| 'sctp-service'
	| 'fwmark-service'
	| 'masquerading'
	| 'ipip'
	| 'gatewaying'
	| 'sort'
	| 'ipv6';

function option(
	tag: Tag,
	short: string | null,
	argument: ArgumentKind = 'none',
	long: string = tag,
): OptionDefinition<Tag> {
	return {tag, long, short, argument};
}

/** Every option that ipvsadm knows. */
export const optionDefinitions: readonly OptionDefinition<Tag>[] = [
	option('add-service', 'A'),
	option('edit-service', 'E'),
	option('delete-service', 'D'),
	option('flush', 'C', 'none', 'clear'),
	option('list', 'L'),
	option('list', 'l'),
	option('zero', 'Z'),
	option('add-server', 'a'),
	option('edit-server', 'e'),
	option('delete-server', 'd'),
	option('set', null),
	option('help', 'h'),
	option('version', 'v'),
	option('restore', 'R'),
	option('save', 'S'),
	option('start-daemon', null, 'required'),
	option('stop-daemon', null, 'required'),
	option('tcp-service', 't', 'required'),
	option('udp-service', 'u', 'required'),
	option('sctp-service', null, 'required'),
	option('fwmark-service', 'f', 'required'),
	option('scheduler', 's', 'required'),
	option('persistent', 'p', 'optional'),
	option('netmask', 'M', 'required'),
	option('real-server', 'r', 'required'),
	option('masquerading', 'm'),
	option('ipip', 'i'),
	option('gatewaying', 'g'),
	option('weight', 'w', 'required'),
	option('u-threshold', 'x', 'required'),
	option('l-threshold', 'y', 'required'),
	option('numeric', 'n'),
	option('connection', 'c'),
	option('mcast-interface', null, 'required'),
	option('syncid', null, 'required'),
	option('timeout', null),
	option('daemon', null),
	option('stats', null),
	option('rate', null),
	option('thresholds', null),
	option('persistent-conn', null),
	option('nosort', null),
	option('sort', null),
	option('exact', 'X'),
	option('ipv6', '6'),
	option('ops', 'o'),
	option('pe', null, 'required'),
	option('sched-flags', 'b', 'required'),
	option('mcast-group', null, 'required'),
	option('mcast-port', null, 'required'),
	option('mcast-ttl', null, 'required'),
	option('sync-maxlen', null, 'required'),
	option('tun-info', null),
	option('tun-type', null, 'required'),
	option('tun-port', null, 'required'),
	option('tun-nocsum', null),
	option('tun-csum', null),
	option('tun-remcsum', null),
];

/** The options allowed with a command or a tunnel type; an option in none of the lists is illegal. */
export interface Compatibility<Name> {
	readonly required: readonly Name[];
	readonly optional: readonly Name[];
	/** At most one of these is allowed. */
	readonly exclusive: readonly Name[];
}

function takes<Name extends OptionName>(lists: {
	required?: readonly Name[];
	optional?: readonly Name[];
	exclusive?: readonly Name[];
}): Compatibility<OptionName> {
	return {required: [], optional: [], exclusive: [], ...lists};
}

const service = takes({
	required: ['service-address'],
	optional: ['scheduler', 'persistent', 'netmask', 'ops', 'pe', 'sched-flags'],
});

const server = takes({
	required: ['service-address', 'real-server'],
	optional: [
		'forwarding-method',
		'weight',
		'u-threshold',
		'l-threshold',
		'tun-type',
		'tun-port',
		'tun-nocsum',
		'tun-csum',
		'tun-remcsum',
	],
});

const nothing = takes({});

/** The options that each command accepts. */
export const commandCompatibility: Readonly<Record<CommandName, Compatibility<OptionName>>> = {
	'add-service': service,
	'edit-service': service,
	'delete-service': takes({required: ['service-address']}),
	flush: nothing,
	list: takes({
		optional: [
			'numeric',
			'stats',
			'rate',
			'thresholds',
			'persistent-conn',
			'nosort',
			'syncid',
			'exact',
			'tun-info',
		],
		exclusive: ['connection', 'service-address', 'timeout', 'daemon'],
	}),
	'add-server': server,
	'edit-server': server,
	'delete-server': takes({required: ['service-address', 'real-server']}),
	set: nothing,
	'start-daemon': takes({
		optional: [
			'mcast-interface',
			'syncid',
			'mcast-group',
			'mcast-port',
			'mcast-ttl',
			'sync-maxlen',
		],
	}),
	'stop-daemon': takes({optional: ['syncid']}),
	restore: nothing,
	save: takes({optional: ['numeric']}),
	zero: takes({optional: ['service-address']}),
};

/** The options that each type of tunnel accepts; only these four are checked. */
export const tunnelOptionNames = ['tun-port', 'tun-nocsum', 'tun-csum', 'tun-remcsum'] as const;

export const tunnelCompatibility: Readonly<
	Record<'ipip' | 'gue' | 'gre', Compatibility<OptionName>>
> = {
	ipip: nothing,
	gue: takes({required: ['tun-port'], exclusive: ['tun-nocsum', 'tun-csum', 'tun-remcsum']}),
	gre: takes({exclusive: ['tun-nocsum', 'tun-csum']}),
};
