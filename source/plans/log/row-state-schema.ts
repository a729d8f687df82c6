/**
 * Stored states of rows. They are used to build commands, so everything is validated: whatever lvstop has not written
 * itself is invalid.
 */
import * as v from 'valibot';
import {type Schema, wholeNumber} from '../../files/stored.ts';
import {familyOf, type IpAddress, parseIpAddress} from '../../ipvs/address.ts';
import type {SyncDaemon, Timeouts} from '../../ipvs/listing.ts';
import type {ServerKey, ServerRule, Tunnel} from '../../ipvs/server.ts';
import type {ServiceKey, ServiceRule} from '../../ipvs/service.ts';
import type {RowState} from '../plan.ts';

const port = wholeNumber(0, 0xffff);
const number31 = wholeNumber(0, 0x7fff_ffff);
const number32 = wholeNumber(0, 0xffff_ffff);

/** The name of a scheduler, a flag or an engine: not an option, and no blanks. */
const name = v.pipe(v.string(), v.regex(/^\w[\w.-]*$/, 'a name'));

/** 1 to 15 printable ASCII characters without blanks and slashes. */
const interfaceName = v.pipe(
	v.string(),
	v.regex(/^[!-.0-~]{1,15}$/, 'the name of a network interface'),
);

const address: Schema<IpAddress> = v.pipe(
	v.string(),
	v.guard(
		(text): text is IpAddress => parseIpAddress(text) === text,
		'an IP address in its shortest form',
	),
);

const family = v.picklist(['ipv4', 'ipv6']);

const serviceKey: Schema<ServiceKey> = v.variant('kind', [
	v.object({kind: v.literal('fwmark'), family, fwmark: number32}),
	v.pipe(
		v.object({
			kind: v.literal('address'),
			protocol: v.picklist(['tcp', 'udp', 'sctp']),
			family,
			address,
			port,
		}),
		v.check(key => familyOf(key.address) === key.family, 'an address of the same family'),
	),
]);

const serviceRule: Schema<ServiceRule> = v.object({
	key: serviceKey,
	scheduler: name,
	schedulerFlags: v.array(name),
	persistence: v.nullable(
		v.object({
			timeout: number32,
			netmask: v.pipe(v.string(), v.regex(/^[\d.]+$/, 'a netmask')),
		}),
	),
	engine: v.nullable(name),
	onePacket: v.boolean(),
});

const serverKey = v.object({address, port}) satisfies Schema<ServerKey>;

const tunnel: Schema<Tunnel> = v.variant('type', [
	v.pipe(
		v.object({type: v.literal('ipip')}),
		v.transform(({type}) => ({type, port: null, checksum: null})),
	),
	v.object({
		type: v.literal('gue'),
		port,
		checksum: v.picklist(['nocsum', 'csum', 'remcsum']),
	}),
	v.pipe(
		v.object({type: v.literal('gre'), checksum: v.picklist(['nocsum', 'csum'])}),
		v.transform(({type, checksum}) => ({type, port: null, checksum})),
	),
]);

const serverRule: Schema<ServerRule> = v.pipe(
	v.object({
		...serverKey.entries,
		forwarding: v.picklist(['masq', 'route', 'tunnel', 'local']),
		tunnel: v.nullable(tunnel),
		weight: number31,
		upperThreshold: number32,
		lowerThreshold: number32,
	}),
	v.check(
		rule => (rule.tunnel !== null) === (rule.forwarding === 'tunnel'),
		'a tunnel if and only if the forwarding method is tunnel',
	),
);

/** Timeouts of the director, in seconds. */
export const timeoutsSchema: Schema<Timeouts> = v.object({
	tcp: number31,
	tcpFin: number31,
	udp: number31,
});

const role = v.picklist(['master', 'backup']);

/** A sync daemon. */
export const syncDaemonSchema: Schema<SyncDaemon> = v.object({
	role,
	interface: interfaceName,
	syncId: number32,
	maxLength: v.nullable(number32),
	group: v.nullable(address),
	port: v.nullable(port),
	ttl: v.nullable(wholeNumber(0, 255)),
});

/** The state of a row. */
export const rowStateSchema: Schema<RowState> = v.variant('row', [
	v.object({
		row: v.literal('service'),
		rule: serviceRule,
		servers: v.nullable(v.array(serverRule)),
	}),
	v.object({row: v.literal('no-service'), service: serviceKey}),
	v.object({row: v.literal('server'), service: serviceKey, rule: serverRule}),
	v.object({row: v.literal('no-server'), service: serviceKey, server: serverKey}),
	v.object({row: v.literal('counters'), service: v.nullable(serviceKey)}),
	v.object({row: v.literal('timeouts'), timeouts: timeoutsSchema}),
	v.object({row: v.literal('daemon'), daemon: syncDaemonSchema}),
	v.object({row: v.literal('no-daemon'), role}),
]);
