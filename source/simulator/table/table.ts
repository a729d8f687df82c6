/**
 * The table of services and servers: the kernel side of every command that reads or changes rules. The refusals, and
 * the order of the checks, are those of Linux 6.1.
 */
import type {ServerKey, ServerRule} from '../../ipvs/server.ts';
import {serverId} from '../../ipvs/server.ts';
import type {ServiceId, ServiceKey, ServiceRule} from '../../ipvs/service.ts';
import {serviceId} from '../../ipvs/service.ts';
import {whyNotUnicast} from '../../ipvs/unicast.ts';
import {KernelError} from './kernel-error.ts';
import {inKernelOrder, sortServices} from './order.ts';
import {Server, Service} from './rows.ts';
import {Statistics} from './statistics.ts';
import {Trash} from './trash.ts';

/** The schedulers that can be loaded; `none` means no scheduler. */
export const loadableSchedulers: ReadonlySet<string> = new Set(
	'rr wrr lc wlc lblc lblcr dh sh sed nq fo ovf mh none'.split(' '),
);
export const loadableEngines: ReadonlySet<string> = new Set(['sip']);

/** The table's dependencies on the rest of the director. */
export interface TableSurroundings {
	/** Seconds of simulated time. */
	readonly now: () => number;
	/** Pools of mixed address families and sync daemons exclude each other. */
	readonly syncDaemonRuns: () => boolean;
}

/**
 * The rules of one director with their counters. Every method that changes it throws {@link KernelError} and changes
 * nothing if the kernel would refuse.
 */
export class IpvsTable {
	readonly totals = new Statistics();
	readonly trash = new Trash();
	readonly #surroundings: TableSurroundings;
	readonly #services = new Map<ServiceId, Service>();
	#kernelOrder: readonly Service[] | null = null;
	#sorted: readonly Service[] | null = null;

	constructor(surroundings: TableSurroundings) {
		this.#surroundings = surroundings;
	}

	/** In the order of the kernel's dumps. */
	get services(): readonly Service[] {
		this.#kernelOrder ??= inKernelOrder(this.#services.values());
		return this.#kernelOrder;
	}

	/** In ipvsadm's order. */
	get sortedServices(): readonly Service[] {
		this.#sorted ??= sortServices(this.services);
		return this.#sorted;
	}

	/** Whether any server has another address family than its service. */
	get hasMixedFamilies(): boolean {
		return this.services.some(({family, servers}) =>
			servers.some(server => server.family !== family),
		);
	}

	find(key: ServiceKey): Service | null {
		return this.withId(serviceId(key));
	}

	withId(id: ServiceId): Service | null {
		return this.#services.get(id) ?? null;
	}

	addService(rule: ServiceRule): void {
		if (this.find(rule.key)) {
			throw new KernelError('EEXIST');
		}

		requireModules(rule);
		const service = new Service(rule);
		this.#services.set(service.id, service);
		this.#forgetOrder();
	}

	editService(rule: ServiceRule): void {
		const service = this.#existing(rule.key);
		requireModules(rule);
		service.rule = rule;
		service.changes += 1;
	}

	deleteService(key: ServiceKey): void {
		this.#remove(this.#existing(key));
	}

	/** Removes everything. */
	flush(): void {
		for (const service of this.services) {
			this.#remove(service);
		}
	}

	addServer(key: ServiceKey, rule: ServerRule): void {
		const service = this.#existing(key);
		const server = new Server(service, rule);
		this.#requireUsable(service, server);
		if (service.server(server.id)) {
			throw new KernelError('EEXIST');
		}

		const old = this.trash.take(service, server.family, rule);
		if (old) {
			revive(old, service, rule);
		} else if (whyNotUnicast(rule.address) !== null) {
			throw new KernelError('EINVAL');
		}

		service.attach(old ?? server);
	}

	editServer(key: ServiceKey, rule: ServerRule): void {
		const service = this.#existing(key);
		this.#requireUsable(service, new Server(service, rule));
		const server = service.server(serverId(rule));
		if (!server) {
			throw new KernelError('ENOENT');
		}

		replaceRule(server, rule);
		service.changes += 1;
	}

	deleteServer(key: ServiceKey, serverKey: ServerKey): void {
		const service = this.#existing(key);
		const server = service.server(serverId(serverKey));
		if (!server) {
			throw new KernelError('ENOENT');
		}

		service.detach(server);
		this.#discard(server);
	}

	/** Zeroes one service with its servers; null zeroes everything and the totals. */
	zero(key: ServiceKey | null): void {
		const services = key === null ? this.services : [this.#existing(key)];
		for (const service of services) {
			service.statistics.zero();
			for (const {statistics} of service.servers) {
				statistics.zero();
			}
		}

		if (key === null) {
			this.totals.zero();
		}
	}

	#existing(key: ServiceKey): Service {
		const service = this.find(key);
		if (!service) {
			throw new KernelError('ESRCH');
		}

		return service;
	}

	#remove(service: Service): void {
		this.#services.delete(service.id);
		this.#forgetOrder();
		for (const server of [...service.servers]) {
			service.detach(server);
			this.#discard(server);
		}
	}

	#discard(server: Server): void {
		server.available = false;
		this.trash.put(server, this.#surroundings.now());
	}

	#forgetOrder(): void {
		this.#kernelOrder = null;
		this.#sorted = null;
	}

	#requireUsable(service: Service, {family, rule}: Server): void {
		const mixed = family !== service.family;
		if (mixed && (this.#surroundings.syncDaemonRuns() || rule.forwarding !== 'tunnel')) {
			throw new KernelError('EINVAL');
		}

		if (rule.lowerThreshold > rule.upperThreshold) {
			throw new KernelError('ERANGE');
		}
	}
}

function requireModules({scheduler, engine}: ServiceRule): void {
	if (!loadableSchedulers.has(scheduler) || (engine !== null && !loadableEngines.has(engine))) {
		throw new KernelError('ENOENT');
	}
}

/**
 * Changes a server's rule. A raised or removed threshold ends an overload at once; a lowered one does not begin one.
 */
function replaceRule(server: Server, rule: ServerRule): void {
	if (rule.upperThreshold === 0 || rule.upperThreshold > server.rule.upperThreshold) {
		server.overloaded = false;
	}

	server.rule = rule;
	server.lastWeight = rule.weight || server.lastWeight;
}

/** Brings a server back from the trash. In a service that was recreated its counters start again. */
function revive(server: Server, service: Service, rule: ServerRule): void {
	if (server.service !== service) {
		server.statistics.zero();
		server.service = service;
	}

	replaceRule(server, rule);
	server.lastWeight = rule.weight;
	server.available = true;
}
