/**
 * Persistence: a client, or its network, stays on its server while its template lives.
 */
import type {IpAddress} from '../../ipvs/address.ts';
import {formatIpv4, parseIpv4} from '../../ipvs/ipv4.ts';
import {formatIpv6, parseIpv6} from '../../ipvs/ipv6.ts';
import type {Persistence as PersistenceRule} from '../../ipvs/service.ts';
import type {Server, Service} from '../table/rows.ts';
import type {Sysctls} from '../table/sysctls.ts';
import type {Client} from './clients.ts';
import {type TemplateEntry, ticksPerSecond} from './entries.ts';

/** The extension of a template that could not expire because it still has connections. */
const prolongation = 60 * ticksPerSecond;

/** Applies a netmask to an address. */
export function maskAddress(address: IpAddress, netmask: string): IpAddress {
	const words = address.includes(':') ? parseIpv6(address) : null;
	if (words === null) {
		return formatIpv4(((parseIpv4(address) ?? 0) & (parseIpv4(netmask) ?? 0)) >>> 0);
	}

	const prefix = Number(netmask);
	return formatIpv6(
		words.map((word, index) => {
			const kept = Math.min(16, Math.max(0, prefix - index * 16));
			return word & (0xffff << (16 - kept)) & 0xffff;
		}),
	);
}

/** The templates of a director by lookup key. */
export class Templates {
	readonly #byKey = new Map<string, TemplateEntry>();
	readonly #sysctls: Sysctls;
	#calls = 0;

	constructor(sysctls: Sysctls) {
		this.#sysctls = sysctls;
	}

	/**
	 * The template that a new connection of this client follows. If its server is gone, or has weight 0 with
	 * expire_quiescent_template, it is invalidated and not followed.
	 */
	find(service: Service, client: Client): TemplateEntry | null {
		const {persistence, engine} = service.rule;
		// For the sip engine every call is a separate dialogue.
		if (persistence === null || engine !== null) {
			return null;
		}

		const template = this.#byKey.get(lookupKey(service, client, persistence)) ?? null;
		if (template && !this.#isUsable(template)) {
			template.invalid = true;
			this.#byKey.delete(template.lookupKey);
			return null;
		}

		return template;
	}

	/** Creates a template for a client that was given a server. */
	make(
		service: Service,
		client: Client,
		server: Server,
		persistence: PersistenceRule,
		tick: number,
	): TemplateEntry {
		const {engine: engineName, key} = service.rule;
		const clientNetwork = maskAddress(client.address, persistence.netmask);
		this.#calls += 1;
		const data = `call-${this.#calls}@${client.address}`;
		const engine = engineName === null ? null : {name: engineName, data};
		const timeout = persistence.timeout * ticksPerSecond;
		const template: TemplateEntry = {
			kind: 'template',
			service: key,
			lookupKey: engine?.data ?? lookupKey(service, client, persistence),
			clientNetwork,
			server,
			engine,
			timeout,
			expiresAt: tick + timeout,
			controlled: 0,
			assured: false,
			invalid: false,
		};
		this.#byKey.set(template.lookupKey, template);
		return template;
	}

	/** Handles the end of a template's time: it is extended, or forgotten and to be removed from the table. */
	expire(template: TemplateEntry, tick: number): 'prolonged' | 'gone' {
		if (template.controlled > 0) {
			template.timeout = prolongation;
			template.expiresAt = tick + prolongation;
			return 'prolonged';
		}

		if (!template.invalid) {
			this.#byKey.delete(template.lookupKey);
		}

		return 'gone';
	}

	#isUsable({server}: TemplateEntry): boolean {
		const isQuiescent = server.rule.weight === 0;
		return server.available && !(isQuiescent && this.#sysctls.isOn('expire_quiescent_template'));
	}
}

function lookupKey({id}: Service, {address}: Client, {netmask}: PersistenceRule): string {
	return `${id} ${maskAddress(address, netmask)}`;
}
