/**
 * The effect of each option on the entry: reads the argument, or ends the program if it is invalid.
 */
import type {IpAddress} from '../../ipvs/address.ts';
import {formatIpv4, parseIpv4} from '../../ipvs/ipv4.ts';
import {formatIpv6, parseIpv6} from '../../ipvs/ipv6.ts';
import type {Protocol} from '../../ipvs/service.ts';
import {readAddressArgument, resolveIpv4} from './address-argument.ts';
import type {CommandEntry} from './command-entry.ts';
import {fail, type Output} from './exit.ts';
import {leadingNumber, wholeNumber} from './numbers.ts';
import type {Tag} from './options.ts';

/** 31 days, seconds. */
const longestTimeout = 2_678_400;

/** The length that the kernel keeps of the name of a scheduler, an interface or an engine. */
const longestName = 15;
const longestEngine = 16;
const largestInt = 0x7fff_ffff;
const tunnelTypes = ['ipip', 'gue', 'gre'] as const;

/** `-p` without a number: 360 s in ipvsadm 1.31, whatever its man page says. */
const defaultPersistence = 360;

/** A time in seconds; ends the program if it is invalid. */
export function readTimeout(output: Output, text: string, least: number): number {
	return (
		wholeNumber(text, least, longestTimeout) ??
		fail(output, `invalid timeout value \`${text}' specified`)
	);
}

function setService(output: Output, entry: CommandEntry, protocol: Protocol, text: string): void {
	const {service} = entry;
	service.protocol = protocol;
	const read =
		readAddressArgument(text, protocol) ??
		fail(output, 'illegal virtual server address[:port] specified');
	service.family = read.family;
	service.address = read.address;
	service.port = read.port ?? service.port;
	service.netmask = read.family === 'ipv6' ? 128 : service.netmask;
}

function setFwmark({service}: CommandEntry, fwmark: number): void {
	service.family = 'ipv4';
	service.protocol = 'tcp';
	service.fwmark = fwmark;
}

function setServer(output: Output, {service, server}: CommandEntry, text: string): void {
	const read =
		readAddressArgument(text, service.protocol) ??
		fail(output, 'illegal real server address[:port] specified');
	server.family = read.family;
	server.address = read.address;
	server.port = read.port ?? service.port;
}

function setNetmask(output: Output, {service}: CommandEntry, text: string): void {
	if (service.family === 'ipv6') {
		const prefix = leadingNumber(text);
		service.netmask =
			prefix >= 1 && prefix <= 128 ? prefix : fail(output, 'illegal ipv6 netmask specified');
	} else {
		service.netmask =
			resolveIpv4(text) ?? fail(output, 'illegal virtual server persistent mask specified');
	}
}

function setIpv6(output: Output, {service}: CommandEntry): void {
	if (service.fwmark === 0) {
		fail(output, '-6 used before -f\n');
	}

	service.family = 'ipv6';
	service.netmask = 128;
}

function readGroup(output: Output, text: string): IpAddress {
	if (text.includes(':')) {
		const words = parseIpv6(text);
		return words && (words[0] ?? 0) >> 8 === 0xff
			? formatIpv6(words)
			: fail(output, `invalid IPv6 mcast-group \`${text}'`);
	}

	const number = parseIpv4(text);
	return number !== null && number >>> 28 === 0xe
		? formatIpv4(number)
		: fail(output, `invalid IPv4 mcast-group \`${text}'`);
}

/** The input of an option's effect. */
interface Given {
	readonly output: Output;
	readonly entry: CommandEntry;
	/** Empty if the option has no argument. */
	readonly text: string;
	/** The argument as a number within a range; ends the program if it is not. */
	number(least: number, most: number, message: string): number;
}

/** The effect of each option. Those that only choose what is shown have none here. */
const effects: Readonly<Partial<Record<Tag, (given: Given) => void>>> = {
	'tcp-service': ({output, entry, text}) => setService(output, entry, 'tcp', text),
	'udp-service': ({output, entry, text}) => setService(output, entry, 'udp', text),
	'sctp-service': ({output, entry, text}) => setService(output, entry, 'sctp', text),
	'fwmark-service': ({entry, text, number}) =>
		setFwmark(entry, number(1, 0xffff_ffff, `invalid fwmark value \`${text}' specified`)),
	ipv6: ({output, entry}) => setIpv6(output, entry),
	netmask: ({output, entry, text}) => setNetmask(output, entry, text),
	'real-server': ({output, entry, text}) => setServer(output, entry, text),
	scheduler({entry: {service}, text}) {
		service.scheduler = text.slice(0, longestName);
	},
	ops({entry: {service}}) {
		service.onePacket = true;
	},
	pe({entry: {service}, text}) {
		service.engine = text.slice(0, longestEngine);
	},
	'sched-flags'({entry: {service}, text}) {
		service.schedulerFlagList = text;
	},
	masquerading({entry: {server}}) {
		server.forwarding = 'masq';
	},
	ipip({entry: {server}}) {
		server.forwarding = 'tunnel';
	},
	gatewaying({entry: {server}}) {
		server.forwarding = 'route';
	},
	weight({entry: {server}, number}) {
		// Debian's build accepts any positive int; upstream stops at 65535 (verified with 1.31-1+b1).
		server.weight = number(0, largestInt, 'illegal weight specified');
	},
	'u-threshold'({entry: {server}, number}) {
		server.upperThreshold = number(0, largestInt, 'illegal u_threshold specified');
	},
	'l-threshold'({entry: {server}, number}) {
		server.lowerThreshold = number(0, largestInt, 'illegal l_threshold specified');
	},
	'tun-type'({output, entry: {server}, text}) {
		server.tunnelType =
			tunnelTypes.find(type => type === text) ?? fail(output, 'illegal tunnel type specified');
	},
	'tun-port'({entry: {server}, number}) {
		server.tunnelPort = number(1, 65_535, 'illegal tunnel port specified');
	},
	'tun-nocsum'({entry: {server}}) {
		server.tunnelChecksum = 'nocsum';
	},
	'tun-csum'({entry: {server}}) {
		server.tunnelChecksum = 'csum';
	},
	'tun-remcsum'({entry: {server}}) {
		server.tunnelChecksum = 'remcsum';
	},
	'mcast-interface'({entry: {daemon}, text}) {
		daemon.interface = text.slice(0, longestName);
	},
	syncid({entry: {daemon}, number}) {
		daemon.syncId = number(0, 255, 'illegal syncid specified');
	},
	'sync-maxlen'({entry: {daemon}, number}) {
		daemon.maxLength = number(1, 65_507, 'illegal sync-maxlen specified');
	},
	'mcast-group'({output, entry: {daemon}, text}) {
		daemon.group = readGroup(output, text);
	},
	'mcast-port'({entry: {daemon}, number}) {
		daemon.port = number(1, 65_535, 'illegal mcast-port specified');
	},
	'mcast-ttl'({entry: {daemon}, number}) {
		daemon.ttl = number(1, 255, 'illegal mcast-ttl specified');
	},
};

/** Applies one option with its argument (null if it has none) to the entry. */
export function applyOption(
	output: Output,
	entry: CommandEntry,
	tag: Tag,
	argument: string | null,
): void {
	if (tag === 'persistent') {
		entry.service.persistent = true;
		entry.service.timeout =
			argument === null ? defaultPersistence : readTimeout(output, argument, 1);
		return;
	}

	const text = argument ?? '';
	effects[tag]?.({
		output,
		entry,
		text,
		number: (least, most, message) => wholeNumber(text, least, most) ?? fail(output, message),
	});
}
