/**
 * Schedulers that assign an address to a fixed server. They pick first and check the weight afterwards: a client whose
 * server has weight 0 is refused, unless the scheduler's fallback flag is set.
 */
import {scramble} from '../../random.ts';
import type {Server, Service} from '../../table/rows.ts';
import {type Arrival, isUsable, type Scheduler} from './scheduling.ts';

const slots = 256;

/** The slots, filled with the servers in turn, each as often as its weight says, at least once a turn. */
function fillSlots(servers: readonly Server[]): readonly Server[] {
	const filled: Server[] = [];
	for (let index = 0; servers.length > 0 && filled.length < slots; index += 1) {
		const server = servers[index % servers.length];
		const turns = Math.min(Math.max(server?.rule.weight ?? 0, 1), slots - filled.length);
		filled.push(...new Array<Server | undefined>(turns).fill(server).filter(isServer));
	}

	return filled;
}

function isServer(server: Server | undefined): server is Server {
	return server !== undefined;
}

/** Rebuilds the slots only when the servers have changed. */
function cachedSlots(): (service: Service) => readonly Server[] {
	let filled: readonly Server[] = [];
	let changes = -1;
	return service => {
		if (changes !== service.changes) {
			filled = fillSlots(service.servers);
			changes = service.changes;
		}

		return filled;
	};
}

function hasFlag({rule}: Service, flag: string): boolean {
	return rule.schedulerFlags.includes(flag);
}

function clientHash({client, clientPort}: Arrival, withPort: boolean): number {
	return withPort ? scramble(client.hash + clientPort) : client.hash;
}

/** `sh`: by the client's address, and its port with `sh-port`. */
export function sourceHashing(): Scheduler {
	const slotsOf = cachedSlots();
	return (service, arrival) => {
		const filled = slotsOf(service);
		const hash = clientHash(arrival, hasFlag(service, 'sh-port'));
		const tries = hasFlag(service, 'sh-fallback') ? slots : 1;
		for (let attempt = 0; attempt < tries; attempt += 1) {
			const server = filled[(attempt === 0 ? hash : scramble(hash + attempt)) % slots];
			if (server && isUsable(server)) {
				return server;
			}
		}

		return null;
	};
}

/** `dh`: by the address that the client connects to, which for one service is always the same. */
export function destinationHashing(): Scheduler {
	const slotsOf = cachedSlots();
	return service => {
		const [server] = slotsOf(service);
		return server && isUsable(server) ? server : null;
	};
}

/**
 * `mh`: by the client's address, so that a change moves as few clients as possible. The kernel fills a Maglev table.
 * Here each client ranks all servers, which distributes clients by weight in the same way.
 */
export const maglevHashing: Scheduler = (service, arrival) => {
	const hash = clientHash(arrival, hasFlag(service, 'mh-port'));
	const rank = ({id, lastWeight}: Server): number =>
		lastWeight / -Math.log((scramble(hash ^ textHash(id)) + 1) / 0x1_0000_0001);
	const ranked = [...service.servers].sort((one, other) => rank(other) - rank(one));
	const [first] = ranked;
	if (first && isUsable(first)) {
		return first;
	}

	return hasFlag(service, 'mh-fallback') ? (ranked.find(isUsable) ?? null) : null;
};

function textHash(text: string): number {
	let hash = 0;
	for (let index = 0; index < text.length; index += 1) {
		hash = scramble(hash + text.charCodeAt(index));
	}

	return hash;
}
