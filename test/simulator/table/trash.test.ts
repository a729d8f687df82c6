import {expect, test} from 'vitest';
import type {Server} from '../../../source/simulator/table/rows.ts';
import {createDirector, type TestDirector} from '../director.ts';

const service = '-A -t 10.1.1.1:80 -s rr';
const server = '-t 10.1.1.1:80 -r 10.0.0.8:80';
const packet = {connections: 1, inPackets: 1, outPackets: 1, inBytes: 60, outBytes: 60};

function onlyServer({kernel}: TestDirector): Server {
	const found = kernel.table.services[0]?.servers[0];
	if (!found) {
		throw new Error('no server');
	}

	return found;
}

/** A director with one server that has counted one connection; `at` sets the time in seconds. */
function countedOnce() {
	let now = 0;
	const director = createDirector(() => now);
	director.set(service, `-a ${server} -m -w 3`);
	const counted = onlyServer(director);
	director.kernel.estimator.count(counted.statistics, packet, true);
	director.kernel.estimator.sample();
	return {
		director,
		counted,
		at(seconds: number) {
			now = seconds;
			director.kernel.table.trash.look(seconds);
		},
	};
}

test('a server that is added again has its counters and connections back', () => {
	const {director, counted, at} = countedOnce();
	counted.activeConnections = 5;
	director.set(`-d ${server}`);
	at(3600);
	director.set(`-a ${server} -g`);
	expect(onlyServer(director)).toBe(counted);
	expect(director.run('-Ln').stdout).toMatch(/10\.0\.0\.8:80 +Route +1 +5 +0 /);
	expect(director.run('-Ln --stats').stdout).toMatch(/10\.0\.0\.8:80 +1 +1 +1 +60 +60\n/);
});

test('in a recreated service its counters start again', () => {
	const {director, counted} = countedOnce();
	director.set('-C', service, `-a ${server} -m`);
	expect(onlyServer(director)).toBe(counted);
	expect(director.run('-Ln --stats').stdout).toMatch(/10\.0\.0\.8:80 +0 +0 +0 +0 +0\n/);
});

test('without connections it is forgotten within three minutes, not within two', () => {
	const {director, at} = countedOnce();
	director.set(`-d ${server}`);
	at(119);
	expect(director.kernel.table.trash.size).toBe(1);
	at(180);
	expect(director.kernel.table.trash.size).toBe(0);
	director.set(`-a ${server} -m`);
	expect(director.run('-Ln --stats').stdout).toMatch(/10\.0\.0\.8:80 +0 +0 +0 +0 +0\n/);
});

test('another port or another service does not bring it back', () => {
	const {director, counted} = countedOnce();
	director.set(`-d ${server}`, '-a -t 10.1.1.1:80 -r 10.0.0.8:81 -m');
	expect(onlyServer(director)).not.toBe(counted);
	director.set('-A -u 10.1.1.1:80', '-a -u 10.1.1.1:80 -r 10.0.0.8:80 -m');
	expect(director.kernel.table.trash.size).toBe(1);
});
