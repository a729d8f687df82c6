/**
 * The rows of the table as the kernel keeps them.
 */
import {type AddressFamily, familyOf} from '../../ipvs/address.ts';
import {type ServerId, type ServerRule, serverId} from '../../ipvs/server.ts';
import {type ServiceId, type ServiceRule, serviceId} from '../../ipvs/service.ts';
import {Statistics} from './statistics.ts';

/** A virtual service. */
export class Service {
	readonly id: ServiceId;
	readonly family: AddressFamily;
	readonly statistics = new Statistics();
	rule: ServiceRule;
	/** Newest first, as in the kernel. */
	readonly servers: Server[] = [];
	/** Incremented with every change of the rule or of a server; schedulers cache by it. */
	changes = 0;
	readonly #byId = new Map<ServerId, Server>();

	constructor(rule: ServiceRule) {
		this.id = serviceId(rule.key);
		this.family = rule.key.family;
		this.rule = rule;
	}

	server(id: ServerId): Server | null {
		return this.#byId.get(id) ?? null;
	}

	attach(server: Server): void {
		this.servers.unshift(server);
		this.#byId.set(server.id, server);
		this.changes += 1;
	}

	detach(server: Server): void {
		this.servers.splice(this.servers.indexOf(server), 1);
		this.#byId.delete(server.id);
		this.changes += 1;
	}
}

/** A real server of one service. It outlives its removal while connections or the trash refer to it. */
export class Server {
	readonly id: ServerId;
	readonly family: AddressFamily;
	readonly statistics = new Statistics();
	rule: ServerRule;
	/** The service that it belongs to, or last belonged to. */
	service: Service;
	/** False after removal: nothing is counted for it any more. */
	available = true;
	/** Set when its connections reach the upper threshold, until they fall below the lower one. */
	overloaded = false;
	activeConnections = 0;
	inactiveConnections = 0;
	persistentConnections = 0;
	/** The last weight that was not 0, or 0 if there was none; Maglev hashing keeps a server's place by it. */
	lastWeight: number;

	constructor(service: Service, rule: ServerRule) {
		this.id = serverId(rule);
		this.family = familyOf(rule.address);
		this.service = service;
		this.rule = rule;
		this.lastWeight = rule.weight;
	}

	/** The number of connections that thresholds are compared with. */
	get connections(): number {
		return this.activeConnections + this.inactiveConnections;
	}

	/** All entries of the connection table for this server, templates included. */
	get entries(): number {
		return this.connections + this.persistentConnections;
	}
}
