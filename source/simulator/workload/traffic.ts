/**
 * The traffic of a director: clients come, are given servers, talk, and leave.
 */
import type {Endpoint} from '../../ipvs/address.ts';
import type {Connection} from '../../ipvs/listing.ts';
import type {ServerRule} from '../../ipvs/server.ts';
import type {Protocol, ServiceKey} from '../../ipvs/service.ts';
import type {Kernel} from '../kernel.ts';
import type {Random} from '../random.ts';
import type {Server, Service} from '../table/rows.ts';
import type {Increment, Statistics} from '../table/statistics.ts';
import {Arrivals, type Crowd} from './arrivals.ts';
import type {Client} from './clients.ts';
import {ConnectionLifecycle} from './connection-lifecycle.ts';
import {ConnectionTable} from './connection-table.ts';
import {Counting} from './counting.ts';
import {type ConnectionEntry, type Entry, type TemplateEntry, ticksPerSecond} from './entries.ts';
import {Failures} from './failures.ts';
import {newConnection, requestPackets} from './packets.ts';
import {Templates} from './persistence.ts';
import {Scheduling} from './schedulers/schedulers.ts';
import type {ServiceTraffic, TrafficShape} from './shape.ts';
import {Timers} from './timers.ts';

/** The destination of packets that reach a service by a firewall mark, if the scene does not say it. */
const anyAddress: Endpoint = {address: '192.0.2.1', port: 80};

function virtualOf(key: ServiceKey, {to}: ServiceTraffic): Endpoint {
	return key.kind === 'fwmark'
		? (to ?? anyAddress)
		: {address: key.address, port: key.port || (to?.port ?? anyAddress.port)};
}

function protocolOf(key: ServiceKey): Protocol {
	return key.kind === 'fwmark' ? 'tcp' : key.protocol;
}

/**
 * The server's port: with port 0 it is the packet's own port, and so it is for every server of a persistent firewall
 * mark.
 */
function serverPortOf(service: Service, server: ServerRule, virtual: Endpoint): number {
	const {key, persistence} = service.rule;
	const keepsPort = key.kind === 'fwmark' && persistence !== null;
	return keepsPort || server.port === 0 ? virtual.port : server.port;
}

/** Whether replies come back through the director: with NAT, and from a server on the director itself. */
function repliesPass({forwarding, address}: ServerRule, virtual: Endpoint): boolean {
	return forwarding === 'masq' || address === virtual.address;
}

/** All traffic of a director. */
export class Traffic {
	readonly #kernel: Kernel;
	readonly #random: Random;
	readonly #arrivals: Arrivals;
	readonly #failures: Failures;
	readonly #timers = new Timers<Entry>();
	readonly #table = new ConnectionTable();
	readonly #templates: Templates;
	readonly #scheduling = new Scheduling();
	readonly #counting: Counting;
	readonly #lifecycle: ConnectionLifecycle;

	constructor(kernel: Kernel, shape: TrafficShape, random: Random) {
		this.#kernel = kernel;
		this.#random = random;
		this.#arrivals = new Arrivals(shape, random);
		this.#failures = new Failures(shape.failures);
		this.#templates = new Templates(kernel.sysctls);
		this.#counting = new Counting(kernel);
		this.#lifecycle = new ConnectionLifecycle({
			kernel,
			random,
			table: this.#table,
			counting: this.#counting,
			failures: this.#failures,
		});
	}

	/** The live counters of each CPU. */
	get perCpu(): readonly Statistics[] {
		return this.#counting.perCpu;
	}

	/** The number of entries, templates included. */
	get entries(): number {
		return this.#table.size;
	}

	/** The connection table. */
	connections(tick: number): readonly Connection[] {
		return this.#table.list(tick);
	}

	/** Counts the past traffic of a server, evenly on all CPUs except for the remainder. */
	countHistory(server: Server, history: Increment): void {
		const {length} = this.perCpu;
		const share = (number: number): number => Math.floor(number / length);
		const part = {
			connections: share(history.connections),
			inPackets: share(history.inPackets),
			outPackets: share(history.outPackets),
			inBytes: share(history.inBytes),
			outBytes: share(history.outBytes),
		};
		for (const cpu of this.perCpu.keys()) {
			this.#counting.count({server, clientPort: cpu, repliesPass: true}, part);
		}
	}

	/** Simulates one tick. Call it for every tick in order. */
	advance(tick: number): void {
		for (const entry of this.#timers.take(tick)) {
			if (entry.kind === 'template') {
				this.#lookAtTemplate(entry, tick);
			} else {
				this.#wake(entry, this.#lifecycle.step(entry, tick));
			}
		}

		for (const crowd of this.#arrivals.at(tick)) {
			const service = this.#kernel.table.withId(crowd.id);
			if (service) {
				this.#admit(service, crowd, tick);
			}
		}
	}

	#wake(entry: ConnectionEntry, tick: number | null): void {
		if (tick !== null) {
			this.#timers.add(tick, entry);
		}
	}

	/** Checks a template whose timer has fired; its time may have been extended since. */
	#lookAtTemplate(template: TemplateEntry, tick: number): void {
		const isOver = template.expiresAt <= tick;
		if (isOver && this.#templates.expire(template, tick) === 'gone') {
			this.#table.removeTemplate(template);
		} else {
			this.#timers.add(template.expiresAt, template);
		}
	}

	#admit(service: Service, {key, traffic, clients}: Crowd, tick: number): void {
		const {client, port: clientPort} = clients.next();
		if (this.#kernel.isFull && !service.rule.onePacket) {
			// Dropped silently, and not counted.
			return;
		}

		const template = this.#templates.find(service, client);
		const arrival = {client, clientPort, random: this.#random};
		const server = template?.server ?? this.#scheduling.pick(service, arrival);
		if (!server) {
			return;
		}

		this.#counting.countUnanswered({server, clientPort}, newConnection);
		if (service.rule.onePacket) {
			// It leaves no entry, so replies belong to nothing and are not counted.
			const packets = requestPackets(traffic.conversation, protocolOf(key), this.#random);
			this.#counting.countUnanswered({server, clientPort}, packets);
			return;
		}

		const virtual = virtualOf(key, traffic);
		const entry: ConnectionEntry = {
			kind: 'connection',
			protocol: protocolOf(key),
			client,
			clientPort,
			virtual,
			server,
			serverPort: serverPortOf(service, server.rule, virtual),
			repliesPass: repliesPass(server.rule, virtual),
			conversation: traffic.conversation,
			template: template ?? this.#newTemplate(service, client, server, tick),
			state: this.#firstState(server, protocolOf(key), tick),
			expiresAt: 0,
			closesAt:
				tick + Math.ceil(this.#random.exponential(traffic.conversation.lifetime * ticksPerSecond)),
			quiet: false,
			repeats: 0,
			abandoned: false,
		};
		this.#table.addConnection(entry);
		this.#prolongTemplate(entry.template, tick);
		this.#wake(entry, this.#lifecycle.begin(entry, tick));
	}

	#firstState(server: Server, protocol: Protocol, tick: number): ConnectionEntry['state'] {
		if (protocol === 'udp') {
			return 'UDP';
		}

		return this.#failures.isFailing(server, tick) ? 'SYN_RECV' : 'ESTABLISHED';
	}

	#newTemplate(
		service: Service,
		client: Client,
		server: Server,
		tick: number,
	): TemplateEntry | null {
		const {persistence} = service.rule;
		if (persistence === null) {
			return null;
		}

		const template = this.#templates.make(service, client, server, persistence, tick);
		this.#table.addTemplate(template);
		this.#timers.add(template.expiresAt, template);
		return template;
	}

	#prolongTemplate(template: TemplateEntry | null, tick: number): void {
		if (template) {
			template.expiresAt = tick + template.timeout;
		}
	}
}
