/**
 * The checks that ipvsadm makes once it has read all arguments.
 */
import type {CommandEntry} from './command-entry.ts';
import {checkCommandOptions, checkTunnelOptions} from './compatibility.ts';
import {fail, type Output} from './exit.ts';
import type {OptionName} from './options.ts';

function checkServiceEntry(output: Output, {service}: CommandEntry): void {
	if (service.fwmark !== 0) {
		return;
	}

	if (service.port === 0 && !service.persistent) {
		fail(output, 'Zero port specified for non-persistent service');
	}

	if (service.onePacket && service.protocol !== 'udp') {
		fail(output, 'One-Packet Scheduling is only for UDP virtual services');
	}
}

const tunnelOptions: readonly OptionName[] = [
	'tun-type',
	'tun-port',
	'tun-nocsum',
	'tun-csum',
	'tun-remcsum',
];

/** Also replaces the server's port with the service's if packets keep their port anyway. */
function checkServerEntry(output: Output, {service, server, options}: CommandEntry): void {
	if (service.fwmark === 0 && server.forwarding !== 'masq') {
		server.port = service.port;
	}

	if (server.family !== service.family && server.forwarding !== 'tunnel') {
		fail(output, 'Different address family is allowed only for tunneling servers');
	}

	if (server.forwarding !== 'tunnel' && tunnelOptions.some(name => options.has(name))) {
		fail(output, 'Tunnel options conflict with forward method');
	}

	checkTunnelOptions(output, server.tunnelType, options);
}

function checkListOptions(output: Output, options: ReadonlySet<OptionName>): void {
	const has = (...names: readonly OptionName[]) => names.some(name => options.has(name));
	if (
		(has('connection', 'timeout', 'daemon') && has('stats', 'rate', 'thresholds')) ||
		(has('timeout', 'daemon') && has('persistent-conn'))
	) {
		fail(output, 'options conflicts in the list command');
	}
}

/**
 * Ends the program if the arguments do not fit together. Gives a server whose packets are not rewritten the port of its
 * service.
 */
export function checkEntry(output: Output, entry: CommandEntry): void {
	checkCommandOptions(output, entry.command, entry.options);
	switch (entry.command) {
		case 'add-service':
		case 'edit-service':
			checkServiceEntry(output, entry);
			break;
		case 'add-server':
		case 'edit-server':
			checkServerEntry(output, entry);
			break;
		case 'list':
			checkListOptions(output, entry.options);
			break;
		default:
			break;
	}
}
