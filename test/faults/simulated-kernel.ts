/**
 * The netlink of a simulated director: what its ipvsadm tells, as the kernel's own messages.
 */
import {createExchange} from '../../source/director/netlink/exchange.ts';
import type {Clock} from '../../source/director/port/clock.ts';
import type {Port} from '../../source/director/port/port.ts';
import {createIpvsadmReader} from '../../source/director/reading/ipvsadm-reader.ts';
import type {Kernel} from '../../source/director/reading/kernel.ts';
import type {ServerReading, ServiceReading} from '../../source/director/reading/reading.ts';
import type {LiveNumbers} from '../ipvs/netlink/kernel-messages.ts';
import {netlinkScene, netlinkSocket, noNumbers} from '../support/netlink-kernel.ts';

/** The faults between the kernel and its reader. */
interface Way {
	readonly readFile: Port['readFile'];
	/** Gets each datagram, and gives what is received instead. */
	readonly receive: (datagram: Buffer) => Buffer;
}

const everything = {
	...{counters: true, kernelRates: true, persistentConnections: true},
	...{freshRules: true, settings: true},
};

function numbersOf(row: ServiceReading | ServerReading): LiveNumbers {
	const counted = {
		counters: row.counters ?? noNumbers.counters,
		kernelRates: row.kernelRates ?? noNumbers.kernelRates,
	};
	return 'activeConnections' in row
		? {
				...counted,
				activeConnections: row.activeConnections,
				inactiveConnections: row.inactiveConnections,
				persistentConnections: row.persistentConnections ?? 0,
			}
		: {...noNumbers, ...counted};
}

/** The kernel of that director; its family is there as long as the files of IPVS are. */
export function simulatedKernel(director: Port, clock: Clock, way: Way): Kernel {
	const reader = createIpvsadmReader({port: director, clock});
	const scene = netlinkScene([]);
	const whole = Buffer.alloc(2 ** 16);
	const exchange = createExchange(() => {
		const socket = netlinkSocket(scene);
		return {
			...socket,
			receive(into) {
				const datagram = way.receive(whole.subarray(0, socket.receive(whole)));
				into.set(datagram.subarray(0, into.length));
				return datagram.length;
			},
		};
	});

	const lookAtDirector = async () => {
		const {services, settings} = await reader.read(everything);
		const numbers = new Map<string, LiveNumbers>();
		scene.rules = services.flatMap(service => {
			const key = JSON.stringify(service.key);
			numbers.set(key, numbersOf(service));
			for (const server of service.servers) {
				numbers.set(key + server.address, numbersOf(server));
			}

			const servers = service.servers.flatMap(({rule}) => (rule === null ? [] : [rule]));
			return service.rule === null ? [] : [{service: service.rule, servers}];
		});
		scene.numbers = row => numbers.get(row) ?? noNumbers;
		scene.timeouts = settings?.timeouts ?? scene.timeouts;
	};

	return {
		async ask(requests, spare) {
			await lookAtDirector();
			// A thread gets a copy of its own.
			const copies = spare.map(buffer => buffer.transfer());
			return {...exchange.ask(requests.slice(), copies), age: {from: 0, to: 0}};
		},
		readFile: way.readFile,
	};
}
