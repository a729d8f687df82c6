import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {systemClock} from '../../source/director/port/clock.ts';
import type {Port} from '../../source/director/port/port.ts';
import {type CommandPrefix, createPrefixedPort} from '../../source/director/port/prefixed-port.ts';
import {createIpvsadmReader} from '../../source/director/reading/ipvsadm-reader.ts';
import type {Reading, WantedParts} from '../../source/director/reading/reading.ts';
import {formatSave} from '../../source/ipvs/format/save-format.ts';
import {parseText} from '../../source/ipvs/line-parser.ts';
import {listingParser} from '../../source/ipvs/parse/listing.ts';
import {statsListingParser} from '../../source/ipvs/parse/stats-listing.ts';
import {thresholdListingParser} from '../../source/ipvs/parse/threshold-listing.ts';
import {type ServerRule, serverId} from '../../source/ipvs/server.ts';
import {serviceId} from '../../source/ipvs/service.ts';
import {describeLab} from './describe-lab.ts';
import {resetToEveryKind} from './every-kind-director.ts';
import {guestPort} from './guest-port.ts';
import {bootKernel, type Guest} from './kernel.ts';

const everything: WantedParts = {
	counters: true,
	kernelRates: true,
	persistentConnections: true,
	freshRules: true,
	settings: true,
};
const read = async (port: Port) =>
	await createIpvsadmReader({port, clock: systemClock}).read(everything);

/** ipvsadm's own output, and only that. */
async function printed(port: Port, ...words: string[]): Promise<string> {
	return (await port.run(['ipvsadm', ...words])).stdout;
}

/** Every server of a reading under its service's id and its own. */
function serversOf({services}: Reading) {
	return new Map(
		services.flatMap(({id, servers}) => servers.map(server => [`${id} ${server.id}`, server])),
	);
}

describeLab('a reading of the kernel', () => {
	let guest: Guest;
	let port: Port;
	beforeAll(async () => {
		guest = await bootKernel();
		port = guestPort(guest);
	});
	afterAll(() => guest.close());
	beforeEach(() => resetToEveryKind(guest));

	it('has the rules that ipvsadm saves, of every kind of row', async () => {
		const {services} = await read(port);
		const rules = services.map(({rule, servers}) => ({
			service: rule as NonNullable<typeof rule>,
			servers: servers.map(server => server.rule as ServerRule),
		}));
		// The reading has an order of its own.
		const lines = (text: string) => text.split('\n').sort();
		expect(lines(formatSave(rules))).toEqual(lines(await printed(port, '-Sn')));
		expect(services.length).toBeGreaterThan(10);
	});

	it('has the numbers that ipvsadm lists', async () => {
		const reading = await read(port);
		const servers = serversOf(reading);
		const listed = parseText(listingParser, await printed(port, '-Ln')).services;
		const thresholds = parseText(
			thresholdListingParser,
			await printed(port, '-Ln', '--thresholds'),
		);
		for (const [index, {service, servers: rows}] of listed.entries()) {
			for (const [place, row] of rows.entries()) {
				const limits = thresholds.services[index]?.servers[place];
				expect(servers.get(`${serviceId(service.key)} ${serverId(row)}`)).toMatchObject({
					...row,
					upperThreshold: limits?.upperThreshold,
					lowerThreshold: limits?.lowerThreshold,
				});
			}
		}

		expect(servers.size).toBe(listed.flatMap(service => service.servers).length);
		const counted = parseText(statsListingParser, await printed(port, '-Ln', '--stats', '--exact'));
		expect(counted.services.map(({key}) => serviceId(key)).sort()).toEqual(
			reading.services.map(({id}) => id).sort(),
		);
		expect(reading.services.every(({counters}) => counters !== null)).toBe(true);
		expect(reading).toMatchObject({estimation: true, refresh: 'together', hasCounters: true});
	});

	it('tells twins of a firewall mark apart', async () => {
		await guest.run(['ipvsadm', '-R'], {
			input: `-C
-A -f 5 -s rr
-a -f 5 -r 10.0.0.8:0 -i -w 4
-A -f 5 -6 -s rr
-a -f 5 -6 -r 10.0.0.8:0 -i -w 6
`,
		});
		const {services} = await read(port);
		expect(
			services.map(({id, servers, familyKnown}) => [id, servers[0]?.weight, familyKnown]),
		).toEqual([
			['fwm:5', 4, true],
			['fwm6:5', 6, true],
		]);
	});

	it('says that statistics are frozen', async () => {
		await guest.writeFile('/proc/sys/net/ipv4/vs/run_estimation', '0\n');
		expect(await read(port)).toMatchObject({estimation: false});
		await guest.writeFile('/proc/sys/net/ipv4/vs/run_estimation', '1\n');
		expect(await read(port)).toMatchObject({estimation: true});
	});

	describe('through a prefix', () => {
		const through = (...prefix: CommandPrefix) => createPrefixedPort(port, prefix);

		it('is one of another network namespace', async () => {
			await guest.runScript('ip netns add other; ip netns exec other ipvsadm -A -u 10.9.9.9:53');
			const {services, host} = await read(through('ip', 'netns', 'exec', 'other'));
			expect(services.map(({id}) => id)).toEqual(['udp:10.9.9.9:53']);
			expect(host).toBe('ip netns exec other');
		});

		it('that is broken says so', async () => {
			await expect(read(through('ip', 'netns', 'exec', 'none'))).rejects.toMatchObject({
				problem: 'unreachable',
				message: expect.stringContaining('Cannot open network namespace "none"'),
			});
		});

		it('as an ordinary user has what /proc tells, and says what is missing', async () => {
			const full = await read(port);
			const nobody = await read(
				through('setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'),
			);
			expect(nobody.access.level).toBe('proc');
			expect(nobody.access.missing).toContain('not root');
			expect(nobody.services.map(({id}) => id)).toEqual(full.services.map(({id}) => id));
			const [limited, known] = [serversOf(nobody), serversOf(full)];
			expect([...limited.keys()]).toEqual([...known.keys()]);
			for (const [id, server] of limited) {
				expect(server).toMatchObject({
					weight: known.get(id)?.weight,
					forwarding: known.get(id)?.forwarding,
					...{counters: null, rule: null, upperThreshold: null, persistentConnections: null},
				});
			}

			expect(nobody.totals).not.toBeNull();
		});
	});

	it('saves to rules that ipvsadm takes back', async () => {
		const before = await printed(port, '-Sn');
		const thresholds = await printed(port, '-Ln', '--thresholds');
		const {services} = await read(port);
		const rules = services.map(({rule, servers}) => ({
			service: rule as NonNullable<typeof rule>,
			servers: servers.map(server => server.rule as ServerRule),
		}));
		await guest.run(['ipvsadm', '-C']);
		await guest.run(['ipvsadm', '-R'], {input: formatSave(rules, {thresholds: true})});
		expect(await printed(port, '-Sn')).toBe(before);
		expect(await printed(port, '-Ln', '--thresholds')).toBe(thresholds);
	});
});

describeLab('a kernel without IPVS', () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel({modules: []});
	});
	afterAll(() => guest.close());

	it('is told from one that has nothing configured, and stays without it', async () => {
		await expect(read(guestPort(guest))).rejects.toMatchObject({
			problem: 'no-ip-vs',
			advice: expect.stringContaining('modprobe ip_vs'),
		});
		await expect(guest.readFile('/proc/net/ip_vs')).rejects.toMatchObject({failure: 'missing'});
	});
});
