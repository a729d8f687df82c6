/**
 * A very large director: 2,500 services with 16 servers each.
 */
import type {ServiceId} from '../../ipvs/service.ts';
import {conversations, type ServiceTraffic} from '../workload/shape.ts';
import type {Scene} from './scene.ts';

const services = 2500;
const serversPerService = 16;
/** Connections per second of all services together. */
const totalRate = 600;

interface LargeService {
	readonly id: ServiceId;
	readonly option: string;
	readonly endpoint: string;
	readonly port: number;
}

/** Mostly web services; every twentieth is UDP. */
function serviceAt(index: number): LargeService {
	const address = `198.18.${Math.floor(index / 250)}.${(index % 250) + 1}`;
	const isUdp = index % 20 === 19;
	const port = isUdp ? 53 : index % 2 === 0 ? 80 : 443;
	const endpoint = `${address}:${port}`;
	return {
		id: `${isUdp ? 'udp' : 'tcp'}:${endpoint}`,
		option: isUdp ? '-u' : '-t',
		endpoint,
		port,
	};
}

const schedulers = ['wlc', 'rr', 'wrr', 'lc'];

function rulesOf(index: number): string {
	const {option, endpoint, port} = serviceAt(index);
	const servers = Array.from({length: serversPerService}, (_, number) => {
		const host = index * serversPerService + number;
		const address = `10.${64 + (host >> 16)}.${(host >> 8) & 255}.${host & 255}`;
		return `-a ${option} ${endpoint} -r ${address}:${port} -m -w ${(host % 4) + 1}`;
	});
	return [`-A ${option} ${endpoint} -s ${schedulers[index % schedulers.length]}`, ...servers].join(
		'\n',
	);
}

/** A few services have most of the traffic; many have little. */
function trafficOf(indexes: readonly number[]): readonly ServiceTraffic[] {
	const share = (index: number): number => 1 / (index + 5);
	const sum = indexes.reduce((total, index) => total + share(index), 0);
	return indexes.map(index => {
		const {id, port} = serviceAt(index);
		return {
			service: id,
			connectionsPerSecond: (totalRate * share(index)) / sum,
			conversation: port === 53 ? conversations.dns : conversations.http,
			clients: {first: '100.64.0.1', count: 250},
		};
	});
}

/** Creates the scene. It is large, so it is created only when needed. */
export function large(): Scene {
	const indexes = Array.from({length: services}, (_, index) => index);
	return {
		host: 'lb-large',
		interfaces: ['lo', 'eth0'],
		rules: `${indexes.map(rulesOf).join('\n')}\n`,
		traffic: {services: trafficOf(indexes), failures: [], swing: 0.1},
		warmUp: 130,
		commands: [],
		history: [],
	};
}
