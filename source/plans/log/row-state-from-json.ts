/**
 * States of rows, read back from JSON. They are used to build commands, so everything is checked: what
 * lvstop has not written itself is no state.
 */
import {familyOf, parseIpAddress} from '../../ipvs/address.ts';
import type {SyncDaemon, Timeouts} from '../../ipvs/listing.ts';
import type {ServerKey, ServerRule, Tunnel} from '../../ipvs/server.ts';
import type {Persistence, ServiceKey, ServiceRule} from '../../ipvs/service.ts';
import type {RowState} from '../plan.ts';

/** Thrown inside of this file only. */
class NoState extends Error {}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new NoState();
	}

	return {...value};
}

function listOf<T>(value: unknown, item: (value: unknown) => T): readonly T[] {
	if (!Array.isArray(value)) {
		throw new NoState();
	}

	return value.map(item);
}

function orNull<T>(value: unknown, read: (value: unknown) => T): T | null {
	return value === null ? null : read(value);
}

function oneOf<const Word extends string>(value: unknown, ...words: readonly Word[]): Word {
	const word = words.find(candidate => candidate === value);
	if (word === undefined) {
		throw new NoState();
	}

	return word;
}

/** A whole number that is not negative. */
function number(most: number): (value: unknown) => number {
	return value => {
		if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > most) {
			throw new NoState();
		}

		return value;
	};
}

const port = number(0xffff);
const number31 = number(0x7fff_ffff);
const number32 = number(0xffff_ffff);

/** The name of a scheduler, a flag or an engine: no option and nothing with blanks. */
function name(value: unknown): string {
	if (typeof value !== 'string' || !/^\w[\w.-]*$/.test(value)) {
		throw new NoState();
	}

	return value;
}

/** The name of a network interface: up to 15 characters without blanks and slashes, as far as it is ASCII. */
function interfaceName(value: unknown): string {
	if (typeof value !== 'string' || !/^[!-.0-~]{1,15}$/.test(value)) {
		throw new NoState();
	}

	return value;
}

function flag(value: unknown): boolean {
	if (typeof value !== 'boolean') {
		throw new NoState();
	}

	return value;
}

function address(value: unknown): string {
	if (typeof value !== 'string' || parseIpAddress(value) !== value) {
		throw new NoState();
	}

	return value;
}

function serviceKey(value: unknown): ServiceKey {
	const fields = fieldsOf(value);
	const family = oneOf(fields['family'], 'ipv4', 'ipv6');
	if (fields['kind'] === 'fwmark') {
		return {kind: 'fwmark', family, fwmark: number32(fields['fwmark'])};
	}

	const key: ServiceKey = {
		kind: oneOf(fields['kind'], 'address'),
		protocol: oneOf(fields['protocol'], 'tcp', 'udp', 'sctp'),
		family,
		address: address(fields['address']),
		port: port(fields['port']),
	};
	if (familyOf(key.address) !== family) {
		throw new NoState();
	}

	return key;
}

function persistence(value: unknown): Persistence {
	const fields = fieldsOf(value);
	const {netmask} = fields;
	if (typeof netmask !== 'string' || !/^[\d.]+$/.test(netmask)) {
		throw new NoState();
	}

	return {timeout: number32(fields['timeout']), netmask};
}

function serviceRule(value: unknown): ServiceRule {
	const fields = fieldsOf(value);
	return {
		key: serviceKey(fields['key']),
		scheduler: name(fields['scheduler']),
		schedulerFlags: listOf(fields['schedulerFlags'], name),
		persistence: orNull(fields['persistence'], persistence),
		engine: orNull(fields['engine'], name),
		onePacket: flag(fields['onePacket']),
	};
}

function serverKey(value: unknown): ServerKey {
	const fields = fieldsOf(value);
	return {address: address(fields['address']), port: port(fields['port'])};
}

function tunnel(value: unknown): Tunnel {
	const fields = fieldsOf(value);
	switch (oneOf(fields['type'], 'ipip', 'gue', 'gre')) {
		case 'ipip':
			return {type: 'ipip', port: null, checksum: null};
		case 'gue':
			return {
				type: 'gue',
				port: port(fields['port']),
				checksum: oneOf(fields['checksum'], 'nocsum', 'csum', 'remcsum'),
			};
		case 'gre':
			return {type: 'gre', port: null, checksum: oneOf(fields['checksum'], 'nocsum', 'csum')};
	}
}

function serverRule(value: unknown): ServerRule {
	const fields = fieldsOf(value);
	const forwarding = oneOf(fields['forwarding'], 'masq', 'route', 'tunnel', 'local');
	const rule: ServerRule = {
		...serverKey(value),
		forwarding,
		tunnel: orNull(fields['tunnel'], tunnel),
		weight: number31(fields['weight']),
		upperThreshold: number32(fields['upperThreshold']),
		lowerThreshold: number32(fields['lowerThreshold']),
	};
	if ((rule.tunnel !== null) !== (forwarding === 'tunnel')) {
		throw new NoState();
	}

	return rule;
}

function timeouts(value: unknown): Timeouts {
	const fields = fieldsOf(value);
	return {
		tcp: number31(fields['tcp']),
		tcpFin: number31(fields['tcpFin']),
		udp: number31(fields['udp']),
	};
}

function role(value: unknown): SyncDaemon['role'] {
	return oneOf(value, 'master', 'backup');
}

function daemon(value: unknown): SyncDaemon {
	const fields = fieldsOf(value);
	return {
		role: role(fields['role']),
		interface: interfaceName(fields['interface']),
		syncId: number32(fields['syncId']),
		maxLength: orNull(fields['maxLength'], number32),
		group: orNull(fields['group'], address),
		port: orNull(fields['port'], port),
		ttl: orNull(fields['ttl'], number(255)),
	};
}

function rowState(value: unknown): RowState {
	const fields = fieldsOf(value);
	const row = oneOf(
		fields['row'],
		...(['service', 'no-service', 'server', 'no-server', 'counters'] as const),
		...(['timeouts', 'daemon', 'no-daemon'] as const),
	);
	switch (row) {
		case 'service':
			return {
				row,
				rule: serviceRule(fields['rule']),
				servers: orNull(fields['servers'], servers => listOf(servers, serverRule)),
			};
		case 'no-service':
			return {row, service: serviceKey(fields['service'])};
		case 'server':
			return {row, service: serviceKey(fields['service']), rule: serverRule(fields['rule'])};
		case 'no-server':
			return {row, service: serviceKey(fields['service']), server: serverKey(fields['server'])};
		case 'counters':
			return {row, service: orNull(fields['service'], serviceKey)};
		case 'timeouts':
			return {row, timeouts: timeouts(fields['timeouts'])};
		case 'daemon':
			return {row, daemon: daemon(fields['daemon'])};
		case 'no-daemon':
			return {row, role: role(fields['role'])};
	}
}

/** The state that a parsed JSON value is; null where it is none. */
export function rowStateFromJson(value: unknown): RowState | null {
	try {
		return rowState(value);
	} catch (error) {
		if (error instanceof NoState) {
			return null;
		}

		throw error;
	}
}
