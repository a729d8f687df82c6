/**
 * Runs inside the guest, as root: reads the director by netlink and by ipvsadm, and prints both as JSON with the
 * version of Node. Words: how often to do so, and the network namespace.
 */
import process from 'node:process';
import {openKernel} from '../../../source/director/netlink/kernel.ts';
import {systemClock} from '../../../source/director/port/clock.ts';
import {createLocalPort} from '../../../source/director/port/local-port.ts';
import {createPrefixedPort} from '../../../source/director/port/prefixed-port.ts';
import {createIpvsadmReader} from '../../../source/director/reading/ipvsadm-reader.ts';
import {createNetlinkReader} from '../../../source/director/reading/netlink-reader.ts';

const [times = '1', netns] = process.argv.slice(2);
const wanted = {
	...{counters: true, kernelRates: true, persistentConnections: true},
	...{freshRules: true, settings: true},
};
const local = createLocalPort();
const port = netns ? createPrefixedPort(local, ['ip', 'netns', 'exec', netns]) : local;
const kernel = openKernel(netns ? `/var/run/netns/${netns}` : null);
const netlink = createNetlinkReader({port, kernel, clock: systemClock});
const ipvsadm = createIpvsadmReader({port, clock: systemClock});
for (let left = Number(times); left > 0; left -= 1) {
	const readings = {netlink: await netlink.read(wanted), ipvsadm: await ipvsadm.read(wanted)};
	const text = JSON.stringify(readings, (_, value: unknown) =>
		typeof value === 'bigint' ? `${value}n` : value,
	);
	process.stdout.write(`${text}\n`);
}
