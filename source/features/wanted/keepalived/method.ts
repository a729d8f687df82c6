/**
 * Reads `lvs_method`, `lb_kind` and `sorry_server_lvs_method`: the way in which packets reach a server.
 */
import type {ServerRule, Tunnel, TunnelChecksum} from '../../../ipvs/server.ts';
import {faulty, readNumber} from '../read-values.ts';
import type {Statement} from './blocks.ts';

/** The meaning of the words after the keyword. */
export type Method = Pick<ServerRule, 'forwarding' | 'tunnel'>;

/** The method if the file does not give one. */
export const usualMethod: Method = {forwarding: 'masq', tunnel: null};

const checksums: readonly TunnelChecksum[] = ['nocsum', 'csum', 'remcsum'];

/** Reads the words after TUN in `TUN [type {ipip|gue port NUM|gre} [nocsum|csum|remcsum]]`. */
function readTunnel(statement: Statement, words: readonly string[]): Tunnel {
	let type = 'ipip';
	let port: number | null = null;
	let checksum: TunnelChecksum = 'nocsum';
	for (let at = 0; at < words.length; at += 1) {
		const word = words[at];
		const found = checksums.find(name => name === word);
		if (found) {
			checksum = found;
		} else if (word === 'type') {
			at += 1;
			type = words[at] ?? '';
		} else if (word === 'port') {
			at += 1;
			port = readNumber(statement, 'the port of the tunnel', words[at], 1, 65_535);
		} else {
			faulty(statement, `not an option of a tunnel: ${word}`);
		}
	}

	if ((type === 'gue') !== (port !== null)) {
		faulty(statement, 'a gue tunnel needs a port, others have none');
	}

	if (type === 'gue' && port !== null) {
		return {type, port, checksum};
	}

	if (type === 'gre' && checksum !== 'remcsum') {
		return {type, port: null, checksum};
	}

	return type === 'ipip' && checksum === 'nocsum'
		? {type, port: null, checksum: null}
		: faulty(statement, `not a tunnel: type ${type} ${checksum}`);
}

/** Reads the method of a statement. */
export function readMethod(statement: Statement): Method {
	const [, name, ...words] = statement.words;
	switch (name) {
		case 'NAT':
			return {forwarding: 'masq', tunnel: null};
		case 'DR':
			return {forwarding: 'route', tunnel: null};
		case 'TUN':
			return {forwarding: 'tunnel', tunnel: readTunnel(statement, words)};
		default:
			return faulty(statement, `not NAT, DR or TUN: ${name ?? 'nothing'}`);
	}
}
