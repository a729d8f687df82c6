/**
 * The output of `ip -json` of iproute2: network devices with their addresses, neighbours, and routes.
 */
import {type IpAddress, parseIpAddress} from '../../ipvs/address.ts';
import {
	isObject,
	type JsonObject,
	numberOf,
	objectsOf,
	parseRows,
	type Rows,
	textOf,
	textsOf,
} from './json-rows.ts';

/** An address of a device. */
export interface DeviceAddress {
	readonly address: IpAddress;
	readonly prefixLength: number;
	/** `global`, `link`, `host`, `site`. */
	readonly scope: string;
}

/** A network device: `ip -json address`. */
export interface Device {
	readonly name: string;
	/** `LOOPBACK`, `UP`, `LOWER_UP`, … */
	readonly flags: readonly string[];
	/** Bytes. */
	readonly mtu: number;
	readonly mac: string | null;
	readonly addresses: readonly DeviceAddress[];
}

/** An entry of the neighbour table: `ip -json neigh`. */
export interface Neighbour {
	readonly address: IpAddress;
	readonly device: string;
	readonly mac: string | null;
	/** `REACHABLE`, `STALE`, `FAILED`, `INCOMPLETE`, … */
	readonly states: readonly string[];
}

/** The way to an address: `ip -json route get ADDRESS`. */
export type Route =
	| {
			readonly kind: 'way';
			readonly device: string;
			/** The next router; null if the address is on a network of the director itself. */
			readonly gateway: IpAddress | null;
			/** The MTU of the route or of its path, if it has one of its own; otherwise the device's counts. */
			readonly mtu: number | null;
	  }
	/** The director itself. */
	| {readonly kind: 'local'}
	/** The kernel refuses to send there, for this reason. */
	| {readonly kind: 'none'; readonly reason: string};

function addressOf(row: JsonObject): DeviceAddress | null {
	const address = parseIpAddress(textOf(row, 'local') ?? '');
	const prefixLength = numberOf(row, 'prefixlen');
	return address === null || prefixLength === null
		? null
		: {address, prefixLength, scope: textOf(row, 'scope') ?? 'global'};
}

function deviceOf(row: JsonObject): Device | null {
	const name = textOf(row, 'ifname');
	const mtu = numberOf(row, 'mtu');
	if (name === null || mtu === null) {
		return null;
	}

	return {
		name,
		mtu,
		flags: textsOf(row, 'flags'),
		mac: textOf(row, 'address'),
		addresses: objectsOf(row, 'addr_info').flatMap(entry => addressOf(entry) ?? []),
	};
}

/** Parses `ip -json address`. @throws {Error} if it is not JSON */
export function parseDevices(text: string): Rows<Device> {
	// Devices without any address are printed as empty objects when addresses of one family are asked for.
	return parseRows(text, deviceOf);
}

function neighbourOf(row: JsonObject): Neighbour | null {
	const address = parseIpAddress(textOf(row, 'dst') ?? '');
	const device = textOf(row, 'dev');
	return address === null || device === null
		? null
		: {address, device, mac: textOf(row, 'lladdr'), states: textsOf(row, 'state')};
}

/** Parses `ip -json neigh`. @throws {Error} if it is not JSON */
export function parseNeighbours(text: string): Rows<Neighbour> {
	return parseRows(text, neighbourOf);
}

/** The next router: in `gateway`, or in `via` if it has another family than the address. */
function gatewayOf(row: JsonObject): IpAddress | null {
	const {via} = row;
	return parseIpAddress(textOf(row, 'gateway') ?? (isObject(via) ? textOf(via, 'host') : '') ?? '');
}

function routeOf(row: JsonObject): {readonly address: IpAddress; readonly route: Route} | null {
	const address = parseIpAddress(textOf(row, 'dst') ?? '');
	const device = textOf(row, 'dev');
	if (address === null || device === null) {
		return null;
	}

	const type = textOf(row, 'type') ?? 'unicast';
	// For an own IPv6 address only the device tells.
	if (type === 'local' || device === 'lo') {
		return {address, route: {kind: 'local'}};
	}

	if (type !== 'unicast') {
		return {address, route: {kind: 'none', reason: `it is a ${type} address`}};
	}

	const [metrics] = objectsOf(row, 'metrics');
	const mtu = metrics === undefined ? null : numberOf(metrics, 'mtu');
	return {address, route: {kind: 'way', device, gateway: gatewayOf(row), mtu}};
}

/** The words for the errors of a look-up: RTNETLINK gives the names of error numbers. */
const refusals: Readonly<Record<string, string>> = {
	'Network is unreachable': 'no route',
	'No route to host': 'an unreachable route',
	'Permission denied': 'a prohibiting route',
	'Invalid argument': 'a blackhole route',
};

/** The numbers of the failed lines, with the reason printed before each. */
function failures(stderr: string): ReadonlyMap<number, string> {
	const found = new Map<number, string>();
	let reason = '';
	for (const line of stderr.split('\n')) {
		const [, number] = /^Command failed .*:(\d+)$/.exec(line) ?? [];
		if (number === undefined) {
			reason = line === '' ? reason : line.replace(/^(RTNETLINK answers|Error): /, '');
		} else {
			found.set(Number(number), reason);
			reason = '';
		}
	}

	return found;
}

/**
 * Parses the output of `ip -json -force -batch -` for one look-up a line, a line at each step.
 * @param asked the addresses, in the order of the lines
 * @returns addresses for which nothing was printed are left out
 */
export function* parseRoutes(
	asked: readonly IpAddress[],
	{stdout, stderr}: {readonly stdout: string; readonly stderr: string},
): Generator<void, ReadonlyMap<IpAddress, Route>> {
	const routes = new Map<IpAddress, Route>();
	for (const [number, reason] of failures(stderr)) {
		const address = asked[number - 1];
		if (address !== undefined) {
			routes.set(address, {kind: 'none', reason: refusals[reason] ?? reason});
		}
	}

	for (const line of stdout.split('\n')) {
		try {
			for (const {address, route} of parseRows(line, routeOf).rows) {
				routes.set(address, route);
			}
		} catch {
			// A line that is not JSON is the answer to no look-up.
		}

		yield;
	}

	return routes;
}

/** A rule that chooses a routing table: `ip -json rule`. */
export interface PolicyRule {
	readonly priority: number;
	/** Whether it looks at the mark of a packet, or at the device where it came in. */
	readonly asksForMarkOrDevice: boolean;
}

function policyRuleOf(row: JsonObject): PolicyRule | null {
	const priority = numberOf(row, 'priority');
	return priority === null
		? null
		: {priority, asksForMarkOrDevice: ['fwmark', 'iif', 'l3mdev'].some(name => name in row)};
}

/** Parses `ip -json rule`. @throws {Error} if it is not JSON */
export function parsePolicyRules(text: string): Rows<PolicyRule> {
	return parseRows(text, policyRuleOf);
}
