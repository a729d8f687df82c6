/**
 * Runs inside the guest, as root: reads the network namespace `lb` twice with one reader, and between that makes it
 * anew. Prints the services of both readings as one line of JSON.
 */
import {execFileSync} from 'node:child_process';
import process from 'node:process';
import {openKernel} from '../../../source/director/netlink/kernel.ts';
import {systemClock} from '../../../source/director/port/clock.ts';
import {createLocalPort} from '../../../source/director/port/local-port.ts';
import {createNetlinkReader} from '../../../source/director/reading/netlink-reader.ts';

const reader = createNetlinkReader({
	port: createLocalPort(),
	kernel: openKernel('/var/run/netns/lb'),
	clock: systemClock,
});

function make(service: string): void {
	const commands = `ip netns del lb 2>/dev/null; ip netns add lb; ip netns exec lb ipvsadm -A -u ${service} -s rr`;
	execFileSync('sh', ['-c', commands]);
}

async function services(): Promise<readonly string[]> {
	const wanted = {
		...{counters: false, kernelRates: false, persistentConnections: false},
		...{freshRules: false, settings: false},
	};
	return (await reader.read(wanted)).services.map(({id}) => id);
}

make('10.9.9.9:53');
const before = await services();
make('10.9.9.8:53');
process.stdout.write(JSON.stringify([before, await services()]));
