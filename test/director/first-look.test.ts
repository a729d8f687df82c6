import {describe, expect, it} from 'vitest';
import {firstLook} from '../../source/director/first-look.ts';
import {createDirectorFollower} from '../../source/director/polling/director-follower.ts';
import {createIpvsadmReader} from '../../source/director/reading/ipvsadm-reader.ts';
import type {Reading} from '../../source/director/reading/reading.ts';
import {streamed} from '../../source/director/reading/streamed-reading.ts';
import {createManualClock} from '../../source/simulator/manual-clock.ts';
import {
	createSimulatedPort,
	type SimulatedPortOptions,
} from '../../source/simulator/simulated-port.ts';
import {allOf} from '../support/all-of.ts';

const clock = createManualClock(0);

async function readingOf(
	scene: SimulatedPortOptions['scene'],
	told: Partial<SimulatedPortOptions> = {},
): Promise<Reading> {
	const port = createSimulatedPort({scene, seed: 1, clock, ...told});
	return await createIpvsadmReader({port, clock}).read({
		...{counters: true, kernelRates: true, persistentConnections: true},
		...{freshRules: false, settings: false},
	});
}

/** That it shows of a reading what the poller shows of its first one. */
async function expectSame(reading: Reading): Promise<void> {
	const {services, ...head} = await createDirectorFollower(clock).follow(reading, 12_000);
	const look = await firstLook(streamed(reading), clock);
	expect(look.head).toEqual(head);
	expect(await allOf(look.services())).toEqual(services);
}

describe('the first look at a director', () => {
	it.each(['nat', 'every-kind', 'incident'] as const)('shows %s as a poller does', async scene => {
		await expectSame(await readingOf(scene));
	});

	it('has no rates while the kernel keeps no statistics', async () => {
		const reading = {...(await readingOf('every-kind')), estimation: false};
		await expectSame(reading);
		const look = await firstLook(streamed(reading), clock);
		expect(look.head.ratesNote).toContain('net.ipv4.vs.run_estimation is 0');
	});

	it('knows that a server with thresholds may be closed', async () => {
		const whole = await readingOf('every-kind');
		const services = whole.services.map(service => ({
			...service,
			servers: service.servers.map((server, at) => ({
				...server,
				upperThreshold: 10,
				lowerThreshold: at % 2 === 0 ? 5 : 0,
				activeConnections: at * 3,
				inactiveConnections: at,
			})),
		}));
		await expectSame({...whole, services});
	});

	it('shows what an ordinary user may read', async () => {
		const whole = await readingOf('every-kind');
		const services = whole.services.map(service => ({
			...{...service, counters: null, kernelRates: null, rule: null},
			servers: service.servers.map(server => ({
				...{...server, counters: null, kernelRates: null, rule: null},
				...{upperThreshold: null, lowerThreshold: null},
			})),
		}));
		await expectSame({
			...{...whole, services, hasCounters: false, countersSpan: null},
			access: {level: 'proc', missing: 'root'},
		});
	});
});
