/**
 * The argument vectors of ipvsadm that change rules, without the program's name. This is the only place
 * that makes them, in the order of words in which `ipvsadm -S` prints a rule.
 *
 * An edit is the whole entry: what `-E` and `-e` are not told goes back to its default, so every vector
 * here says everything that is not a default. An option that only says the default is left out if some versions of
 * ipvsadm do not know it.
 */
import {formatEndpoint} from '../address.ts';
import type {Forwarding, ServerKey, ServerRule, Tunnel} from '../server.ts';
import {fullNetmask, type Protocol, type ServiceKey, type ServiceRule} from '../service.ts';

/** Words for ipvsadm. */
export type Arguments = readonly string[];

const protocolOption: Readonly<Record<Protocol, string>> = {
	tcp: '-t',
	udp: '-u',
	sctp: '--sctp-service',
};

/** A server that is the director itself has no option of its own; ipvsadm saves it as `-g`, too. */
const forwardingOption: Readonly<Record<Forwarding, string>> = {
	masq: '-m',
	route: '-g',
	tunnel: '-i',
	local: '-g',
};

/** `-t 10.1.1.1:80`, `-f 8 -6`. The `-6` comes right after the mark, because it takes back an earlier `-M`. */
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

/** `-A`: makes the service. */
export function addServiceArguments(rule: ServiceRule): Arguments {
	return ['-A', ...wholeService(rule)];
}

/** `-E`: makes the service with that key be as the rule says. */
export function editServiceArguments(rule: ServiceRule): Arguments {
	return ['-E', ...wholeService(rule)];
}

/** `-D`: removes the service and its servers. */
export function deleteServiceArguments(key: ServiceKey): Arguments {
	return ['-D', ...serviceArguments(key)];
}

/**
 * A plain IP-in-IP tunnel is the default of `-i` and is not said: ipvsadm before 1.31 does not know `--tun-type` and
 * takes the whole command as wrong.
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

/**
 * The whole entry of a server behind the words that name its service; thresholds of 0 are the default and
 * left out.
 */
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

/** The whole entry of a server, as `-a` and `-e` take it. */
export function serverArguments(service: ServiceKey, rule: ServerRule): Arguments {
	return [...serviceArguments(service), ...serverEntryArguments(rule)];
}

/** `-a`: puts the server into the service. */
export function addServerArguments(service: ServiceKey, rule: ServerRule): Arguments {
	return ['-a', ...serverArguments(service, rule)];
}

/** `-e`: makes the server with that key be as the rule says. */
export function editServerArguments(service: ServiceKey, rule: ServerRule): Arguments {
	return ['-e', ...serverArguments(service, rule)];
}

/** `-d`: takes the server out of the service. */
export function deleteServerArguments(service: ServiceKey, server: ServerKey): Arguments {
	return ['-d', ...serviceArguments(service), '-r', formatEndpoint(server)];
}
