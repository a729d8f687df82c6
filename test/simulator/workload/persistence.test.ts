import {expect, test} from 'vitest';
import {ipAddress} from '../../../source/ipvs/address.ts';
import {maskAddress} from '../../../source/simulator/workload/persistence.ts';
import {conversations} from '../../../source/simulator/workload/shape.ts';
import {connectionsByServer, ipvsadm, service, simulate} from '../scenes.ts';

const servers = ['-r 10.0.0.1:80 -m', '-r 10.0.0.2:80 -m'];

test.each([
	['192.0.2.77', '255.255.255.0', '192.0.2.0'],
	['192.0.2.77', '255.255.255.255', '192.0.2.77'],
	['192.0.2.77', '0.0.0.0', '0.0.0.0'],
	['2001:db8:1:2:3::4', '64', '2001:db8:1:2::'],
	['2001:db8:1:2:3::4', '20', '2001::'],
	['2001:db8:1:2:3::4', '128', '2001:db8:1:2:3::4'],
])('%s with mask %s is in %s', (address, netmask, network) => {
	expect(maskAddress(ipAddress(address), netmask)).toBe(network);
});

test('every client keeps its server while its template lives', () => {
	const director = simulate({rule: '-s rr -p 300', servers, clients: 20, warmUp: 100});
	const serverOf = new Map<string, Set<string>>();
	for (const {client, server} of director.connections()) {
		const seen = serverOf.get(client.address) ?? new Set();
		serverOf.set(client.address, seen.add(server.address));
	}

	expect([...serverOf.values()].map(({size}) => size)).toEqual(new Array(20).fill(1));
	expect(ipvsadm(director, '-Ln --persistent-conn').match(/:80 +1 +10 /g)).toHaveLength(2);
});

test('templates are in the connection table with client port 0', () => {
	const director = simulate({
		rule: '-s rr -p 300 -M 255.255.255.0',
		servers,
		warmUp: 60,
	});
	const templates = director.connections().filter(({client}) => client.port === 0);
	expect(templates).toEqual([
		{
			protocol: 'tcp',
			client: {address: '192.0.2.0', port: 0},
			virtual: {address: '10.1.1.1', port: 80},
			server: {address: expect.stringMatching(/^10\.0\.0\.[12]$/), port: 80},
			state: 'ASSURED',
			expires: expect.toSatisfy(seconds => seconds >= 298 && seconds <= 300),
			engine: null,
		},
	]);
});

test('those of a firewall mark contain the mark, and cover every port', () => {
	const director = simulate({
		key: {words: '-f 258', id: 'fwm:258'},
		rule: '-s rr -p 60',
		servers: ['-r 10.0.0.1:8080 -m'],
		clients: 1,
		warmUp: 20,
	});
	const [template] = director.connections().filter(({protocol}) => protocol === 'ip');
	expect(template).toMatchObject({
		virtual: {address: '0.0.1.2', port: 0},
		server: {address: '10.0.0.1', port: 0},
	});
	// A persistent firewall mark ignores the server's port.
	const [connection] = director.connections().filter(({protocol}) => protocol === 'tcp');
	expect(connection).toMatchObject({virtual: {port: 80}, server: {port: 80}});
});

test('every call of the sip engine has a separate template', () => {
	const director = simulate({
		key: {words: '-u 10.1.1.1:5060', id: 'udp:10.1.1.1:5060'},
		rule: '-s rr -p 60 --pe sip',
		servers: ['-r 10.0.0.1:5060 -m'],
		conversation: conversations.sip,
		rate: 1,
		clients: 1,
		warmUp: 30,
	});
	const templates = director.connections().filter(({client}) => client.port === 0);
	const calls = new Set(templates.map(({engine}) => engine?.data));
	expect(calls.size).toBe(templates.length);
	expect(calls.size).toBeGreaterThan(10);
});

test('weight 0 does not stop persistent clients, unless templates of quiet servers expire', () => {
	const director = simulate({rule: '-s rr -p 300', servers, clients: 20, warmUp: 60});
	const count = () => connectionsByServer(director)['10.0.0.1'] ?? 0;
	ipvsadm(director, `-e ${service} -r 10.0.0.1:80 -m -w 0`);
	const atFirst = count();
	director.advanceTo(60_000);
	const stillServed = count();
	expect(stillServed - atFirst).toBeGreaterThan(500);
	director.kernel.sysctls.set('expire_quiescent_template', '1');
	director.advanceTo(64_000);
	const settled = count();
	director.advanceTo(120_000);
	expect(count() - settled).toBe(0);
	expect(director.connections().some(({virtual}) => virtual.port === 65_535)).toBe(true);
});

test('a template goes when its time is over and nothing of it is left', () => {
	const director = simulate({rule: '-s rr -p 10', servers, clients: 20, warmUp: 60});
	ipvsadm(director, `-d ${service} -r 10.0.0.1:80`);
	ipvsadm(director, `-d ${service} -r 10.0.0.2:80`);
	director.advanceTo(400_000);
	const states = new Set(director.connections().map(({state}) => state));
	// What was open when its server was removed waits for 15 minutes.
	expect(states).toEqual(new Set(['ESTABLISHED', 'ASSURED']));
	director.advanceTo(1_000_000);
	expect(director.connections()).toEqual([]);
});
