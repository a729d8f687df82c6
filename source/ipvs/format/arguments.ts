/**
 * The ipvsadm arguments that change rules, without the program's name. They are made only here, with the words in the
 * order in which `ipvsadm -S` prints a rule.
 *
 * An edit contains the whole entry: `-E` and `-e` reset whatever is not given, so every vector here gives everything
 * that is not a default. An option that only states the default is left out if some versions of ipvsadm do not know it.
 */
import {formatEndpoint} from '../address.ts';
import type {Forwarding, ServerKey, ServerRule, Tunnel} from '../server.ts';
import {fullNetmask, type Protocol, type ServiceKey, type ServiceRule} from '../service.ts';

/** Arguments for ipvsadm. */
export type Arguments = readonly string[];

const protocolOption: Readonly<Record<Protocol, string>> = {
	tcp: '-t',
	udp: '-u',
	sctp: '--sctp-service',
};

/** A server on the director itself has no separate option; ipvsadm saves it as `-g` too. */
const forwardingOption: Readonly<Record<Forwarding, string>> = {
	masq: '-m',
	route: '-g',
	tunnel: '-i',
	local: '-g',
};

/** `-t 10.1.1.1:80`, `-f 8 -6`. The `-6` comes right after the mark, because it resets an earlier `-M`. */
export function serviceArguments(key: ServiceKey): Arguments {
	if (key.kind === 'address') {
		return [protocolOption[key.protocol], formatEndpoint(key)];
	}

	return ['-f', String(key.fwmark), ...(key.family === 'ipv6' ? ['-6'] : [])];
}

function persistenceArguments({key, persistence}: ServiceRule): Arguments {
	if (!persistence) {
		return [];
	}

	const masked = persistence.netmask !== fullNetmask(key.family);
	return ['-p', String(persistence.timeout), ...(masked ? ['-M', persistence.netmask] : [])];
}

function wholeService(rule: ServiceRule): Arguments {
	return [
		...serviceArguments(rule.key),
		'-s',
		rule.scheduler,
		...persistenceArguments(rule),
		...(rule.engine === null ? [] : ['--pe', rule.engine]),
		...(rule.onePacket ? ['-o'] : []),
		...(rule.schedulerFlags.length > 0 ? ['-b', rule.schedulerFlags.join(',')] : []),
	];
}

/** `-A`: adds the service. */
export function addServiceArguments(rule: ServiceRule): Arguments {
	return ['-A', ...wholeService(rule)];
}

/** `-E`: changes the service with that key to this rule. */
export function editServiceArguments(rule: ServiceRule): Arguments {
	return ['-E', ...wholeService(rule)];
}

/** `-D`: removes the service and its servers. */
export function deleteServiceArguments(key: ServiceKey): Arguments {
	return ['-D', ...serviceArguments(key)];
}

/**
 * A plain IP-in-IP tunnel is the default of `-i` and left out: ipvsadm before 1.31 does not know `--tun-type` and
 * rejects the whole command.
 */
function tunnelArguments(tunnel: Tunnel): Arguments {
	if (tunnel.type === 'ipip') {
		return [];
	}

	return [
		'--tun-type',
		tunnel.type,
		...(tunnel.port === null ? [] : ['--tun-port', String(tunnel.port)]),
		...(tunnel.checksum === null ? [] : [`--tun-${tunnel.checksum}`]),
	];
}

/** The whole entry of a server, without its service. Thresholds of 0 are the default and left out. */
export function serverEntryArguments(rule: ServerRule): Arguments {
	const {upperThreshold, lowerThreshold, tunnel} = rule;
	const words = [
		'-r',
		formatEndpoint(rule),
		forwardingOption[rule.forwarding],
		'-w',
		`${rule.weight}`,
	];
	if (upperThreshold !== 0) {
		words.push('-x', String(upperThreshold));
	}

	if (lowerThreshold !== 0) {
		words.push('-y', String(lowerThreshold));
	}

	return tunnel ? [...words, ...tunnelArguments(tunnel)] : words;
}

/** The whole entry of a server, as `-a` and `-e` accept it. */
export function serverArguments(service: ServiceKey, rule: ServerRule): Arguments {
	return [...serviceArguments(service), ...serverEntryArguments(rule)];
}

/** `-a`: adds the server to the service. */
export function addServerArguments(service: ServiceKey, rule: ServerRule): Arguments {
	return ['-a', ...serverArguments(service, rule)];
}

/** `-e`: changes the server with that key to this rule. */
export function editServerArguments(service: ServiceKey, rule: ServerRule): Arguments {
	return ['-e', ...serverArguments(service, rule)];
}

/** `-d`: removes the server from the service. */
export function deleteServerArguments(service: ServiceKey, server: ServerKey): Arguments {
	return ['-d', ...serviceArguments(service), '-r', formatEndpoint(server)];
}
