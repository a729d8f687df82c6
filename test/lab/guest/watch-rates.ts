/**
 * Pollers on the director itself, one for each interval: prints their reports, a line of JSON for each reading.
 */
import {readFileSync} from 'node:fs';
import process from 'node:process';
import {createPoller} from '../../../source/director/polling/poller.ts';
import {systemClock} from '../../../source/director/port/clock.ts';
import {createLocalPort} from '../../../source/director/port/local-port.ts';
import {createIpvsadmReader} from '../../../source/director/reading/ipvsadm-reader.ts';
import {createPerCpuProbe} from '../../../source/director/reading/totals.ts';
import {type Received, ranSteadily, type WatchedReading} from '../watched-reading.ts';

/** The interface towards the client, and how many samples of it are kept. */
const clientSide = /^ *eth0: *\d+ +(\d+)/m;
const samplesKept = 100;

let received: readonly Received[] = [];

function sample(): void {
	const packets = Number(clientSide.exec(readFileSync('/proc/net/dev', 'latin1'))?.[1]);
	received = [...received.slice(1 - samplesKept), {at: systemClock.monotonic(), packets}];
}

/** An interval is watched until this many readings with measured rates were undisturbed, or for this long (ms). */
const enough = 6;
const patience = 60_000;

async function watch(interval: number): Promise<void> {
	const finished = Promise.withResolvers<void>();
	systemClock.after(patience, finished.resolve);
	let undisturbed = 0;
	const port = createLocalPort();
	const poller = createPoller({
		reader: createIpvsadmReader({port, clock: systemClock}),
		clock: systemClock,
		interval,
		probe: createPerCpuProbe(port, systemClock),
		onState({director, stale, readingSince}) {
			if (readingSince !== null) {
				return;
			}

			const reading: WatchedReading = {
				interval,
				at: systemClock.monotonic(),
				stale: stale?.reason ?? null,
				totals: director?.totalRates ?? null,
				rows: (director?.services ?? []).flatMap(service => [
					{id: service.id, rates: service.rates, from: service.ratesFrom},
					...service.servers.map(server => ({
						id: `${service.id} ${server.id}`,
						rates: server.rates,
						from: server.ratesFrom,
					})),
				]),
				received,
			};
			process.stdout.write(`${JSON.stringify(reading)}\n`);
			undisturbed += reading.rows[0]?.from === 'measured' && ranSteadily(reading) ? 1 : 0;
			if (undisturbed >= enough) {
				finished.resolve();
			}
		},
	});
	poller.start();
	await finished.promise;
	poller.stop();
}

const sampling = setInterval(sample, 100);
await Promise.all(process.argv.slice(2).map(Number).map(watch));

clearInterval(sampling);
process.exit();
