import {describe, expect, it} from 'vitest';
import {createDirectorFollower} from '../../../../source/director/polling/director-follower.ts';
import {createIpvsadmReader} from '../../../../source/director/reading/ipvsadm-reader.ts';
import {jsonReading} from '../../../../source/features/services/output/json-reading.ts';
import {run} from '../../../../source/program/run.ts';
import {createManualClock} from '../../../../source/simulator/manual-clock.ts';
import {createSimulatedPort} from '../../../../source/simulator/simulated-port.ts';
import {fakeProgram} from '../../../support/fake-program.ts';
import {counters, director, rates, server, service} from '../../../support/sample-director.ts';

const traffic = ['connections', 'inPackets', 'outPackets', 'inBytes', 'outBytes'];

/** The names of an object, because scripts rely on exactly these. */
function names(object: object): readonly string[] {
	return Object.keys(object).sort();
}

/** One reading of a scene, parsed like an ordinary program would. */
async function parsed(scene: string) {
	const program = fakeProgram();
	expect(await run(program, ['--demo', scene, '--json', '-n', '1'])).toBe(0);
	expect(program.out()).toMatch(/^\{.*\}\n$/);
	return JSON.parse(program.out());
}

describe('--json', () => {
	it('has these names and no others', async () => {
		const reading = await parsed('every-kind');

		expect(names(reading)).toEqual(
			[
				...['access', 'estimation', 'host', 'ipvs', 'services', 'source'],
				...['time', 'totals', 'unreadable'],
			].sort(),
		);
		expect(reading).toMatchObject({
			time: '2026-01-01T00:00:00.000Z',
			host: 'lb1',
			ipvs: {version: '1.2.1', tableSize: 4096},
			access: {level: 'full', missing: null},
			source: {from: 'ipvsadm', note: null},
			estimation: true,
		});
		expect(names(reading.totals)).toEqual(['counters', 'rates', 'ratesFrom']);
		for (const service of reading.services) {
			expect(names(service)).toEqual(
				[
					...['id', 'name', 'family', 'protocol', 'address', 'port', 'fwmark'],
					...['scheduler', 'schedulerFlags', 'persistence', 'engine', 'onePacket'],
					...['activeConnections', 'inactiveConnections'],
					...['counters', 'rates', 'ratesFrom', 'servers', 'unreadable'],
					...['state', 'weightedServers', 'noAnswer'],
				].sort(),
			);
			for (const server of service.servers) {
				expect(names(server)).toEqual(
					[
						...['id', 'name', 'address', 'port', 'forwarding', 'tunnel', 'weight'],
						...['upperThreshold', 'lowerThreshold'],
						...['activeConnections', 'inactiveConnections', 'persistentConnections'],
						...['counters', 'rates', 'ratesFrom', 'state', 'unreadable'],
					].sort(),
				);
				expect(names(server.counters)).toEqual(traffic.toSorted());
				expect(names(server.rates)).toEqual(traffic.toSorted());
			}
		}
	});

	it('has every kind of service', async () => {
		const {services} = await parsed('every-kind');
		const find = (id: string) => services.find((service: {id: string}) => service.id === id);

		expect(find('tcp:172.16.249.138:80')).toMatchObject({
			family: 'ipv4',
			protocol: 'tcp',
			address: '172.16.249.138',
			port: 80,
			fwmark: null,
			scheduler: 'wrr',
			schedulerFlags: [],
			persistence: {timeout: 300, netmask: '255.255.255.0'},
			engine: null,
			onePacket: false,
		});
		expect(find('udp:172.16.249.138:53')).toMatchObject({
			protocol: 'udp',
			schedulerFlags: ['mh-fallback', 'mh-port'],
			onePacket: true,
			persistence: null,
		});
		expect(find('udp:172.16.249.138:5060')).toMatchObject({engine: 'sip'});
		expect(find('sctp:172.16.249.138:132')).toMatchObject({protocol: 'sctp', servers: []});
		expect(find('tcp:[2001:db8:1::1]:443')).toMatchObject({
			family: 'ipv6',
			address: '2001:db8:1::1',
			persistence: {timeout: 60, netmask: '64'},
		});
		expect(find('fwm:7')).toMatchObject({
			family: 'ipv4',
			protocol: 'fwm',
			address: null,
			port: null,
			fwmark: 7,
		});
		expect(find('fwm6:8')).toMatchObject({family: 'ipv6', protocol: 'fwm', fwmark: 8});
	});

	it('has every kind of server', async () => {
		const {services} = await parsed('every-kind');
		const servers = services.flatMap((service: {servers: {id: string}[]}) => service.servers);
		const find = (id: string) => servers.find((server: {id: string}) => server.id === id);

		expect(find('10.0.0.8:80')).toMatchObject({
			address: '10.0.0.8',
			port: 80,
			forwarding: 'masq',
			tunnel: null,
			weight: 3,
			upperThreshold: 1000,
			lowerThreshold: 800,
			state: 'normal',
		});
		expect(find('10.0.0.9:8080')).toMatchObject({weight: 0, state: 'drained'});
		expect(find('10.0.0.10:80')).toMatchObject({forwarding: 'route', tunnel: null});
		expect(find('10.0.0.11:80')).toMatchObject({
			forwarding: 'tunnel',
			tunnel: {type: 'gue', port: 6080, checksum: 'remcsum'},
		});
		expect(find('10.0.0.12:80')).toMatchObject({
			tunnel: {type: 'gre', port: null, checksum: 'csum'},
		});
		expect(find('10.0.0.13:80')).toMatchObject({
			tunnel: {type: 'ipip', port: null, checksum: null},
		});
		expect(find('[2001:db8::8]:8080')).toMatchObject({address: '2001:db8::8', port: 8080});
	});

	it('prints counters in full, however large', () => {
		const large = counters({connections: 2n ** 53n + 1n, inBytes: 18_446_744_073_709_551_615n});
		const text = jsonReading(
			director([
				service('tcp:10.1.1.1:80', [server('10.0.0.1:80', {counters: large})], {counters: large}),
			]),
		);

		const whole =
			'"counters":{"connections":9007199254740993,"inPackets":0,"outPackets":0,"inBytes":18446744073709551615,"outBytes":0}';
		expect(text.split(whole)).toHaveLength(2 + 1);
	});

	it('has null for unknown values', () => {
		const {services, totals} = JSON.parse(
			jsonReading(
				director([
					service(
						'fwm:8',
						[server('10.0.0.1:0', {counters: null, rates: null, ratesFrom: null, tunnel: null})],
						{
							familyKnown: false,
							schedulerFlags: null,
							persistence: {timeout: null, netmask: '255.255.255.255'},
							onePacket: null,
							counters: null,
							rates: null,
							ratesFrom: null,
						},
					),
				]),
			),
		);

		expect(totals.counters).toBeNull();
		expect(services[0]).toMatchObject({
			family: null,
			schedulerFlags: null,
			persistence: {timeout: null},
			onePacket: null,
			counters: null,
			rates: null,
			ratesFrom: null,
		});
		expect(services[0].servers[0]).toMatchObject({
			counters: null,
			rates: null,
			ratesFrom: null,
			persistentConnections: null,
		});
	});

	it('has rates of the kernel first, and then its own', async () => {
		const program = fakeProgram();
		const ended = run(program, ['--demo', '--json', '-n', '4', '-d', '2']);
		await program.clock.pass(20_000);
		await ended;
		const lines = program.out().trim().split('\n');
		const from = lines.map(line => JSON.parse(line).services[0].servers[0].ratesFrom);

		expect(from).toHaveLength(4);
		expect(from[0]).toBe('kernel');
		expect(from.at(-1)).toBe('measured');
	});

	it('sums the connections of a service and rounds rates to a thousandth', () => {
		const {services} = JSON.parse(
			jsonReading(
				director([
					service(
						'tcp:10.1.1.1:80',
						[
							server('10.0.0.1:80', {activeConnections: 3, inactiveConnections: 10}),
							server('10.0.0.2:80', {activeConnections: 4, inactiveConnections: 20}),
						],
						{rates: rates({connections: 1 / 3, outBytes: 1e6 / 7})},
					),
				]),
			),
		);

		expect(services[0]).toMatchObject({
			activeConnections: 7,
			inactiveConnections: 30,
			rates: {connections: 0.333, outBytes: 142857.143},
		});
	});

	it('has /proc for an ordinary user, and what is missing', async () => {
		const clock = createManualClock();
		const port = createSimulatedPort({scene: 'nat', seed: 1, clock, user: 'ordinary'});
		const reading = await createIpvsadmReader({port, clock}).read({
			counters: true,
			kernelRates: true,
			persistentConnections: true,
			freshRules: false,
			settings: false,
		});
		const live = await createDirectorFollower(clock).follow(reading, 12_000);
		const {access, totals, services} = JSON.parse(jsonReading(live));

		expect(access).toEqual({level: 'proc', missing: expect.stringContaining('sudo')});
		expect(totals.counters.connections).toBeGreaterThan(0);
		expect(services[0].servers[0]).toMatchObject({
			id: '10.0.0.8:80',
			name: null,
			forwarding: 'masq',
			weight: 1,
			upperThreshold: null,
			lowerThreshold: null,
			persistentConnections: null,
			counters: null,
			rates: null,
		});
	});
});
