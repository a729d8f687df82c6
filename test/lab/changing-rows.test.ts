import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {systemClock} from '../../source/director/port/clock.ts';
import {createIpvsadmReader} from '../../source/director/reading/ipvsadm-reader.ts';
import {readLiveRules} from '../../source/director/reading/live-rules.ts';
import {ReadingError} from '../../source/director/reading/reading.ts';
import {nothingMore} from '../director/reading/small-director.ts';
import {describeLab} from './describe-lab.ts';
import {guestPort} from './guest-port.ts';
import {bootKernel, type Guest} from './kernel.ts';

const service = '10.1.1.1:80';
const stay = Array.from({length: 600}, (_, place) => `10.0.${place >> 8}.${place & 255}`);

/** Servers that are added and deleted as fast as ipvsadm can, for as long as the guest runs. */
const comeAndGo = `bash -c 'i=0
while :; do i=$((i + 1)); s=10.9.$((i / 250 % 250)).$((i % 250)):80
echo "-a -t ${service} -r $s -m"; echo "-d -t ${service} -r $s"; done | ipvsadm -R' >/dev/null 2>&1 </dev/null &`;

/** Reads several times; the servers of each reading, or null if the rows changed too fast. */
async function repeatedly(times: number, read: () => Promise<readonly string[]>) {
	const readings: (ReadonlySet<string> | null)[] = [];
	for (let left = times; left > 0; left -= 1) {
		readings.push(
			await read().then(
				addresses => new Set(addresses),
				(error: unknown) => {
					expect(error).toBeInstanceOf(ReadingError);
					expect(error).toMatchObject({problem: 'changing'});
					return null;
				},
			),
		);
	}

	return readings;
}

describeLab('servers that come and go while ipvsadm lists them', () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
	});
	afterAll(() => guest.close());
	beforeEach(async () => {
		const lines = stay.map(address => `-a -t ${service} -r ${address}:80 -m`);
		const input = `-C\n-A -t ${service} -s rr\n${lines.join('\n')}\n`;
		await guest.run(['ipvsadm', '-R'], {input});
		await guest.runScript(comeAndGo);
	});

	// By chance both listings may skip the same server, once in some thousand readings at this pace.
	test('neither make a text unreadable nor hide a server that stays', {retry: 1}, async () => {
		const port = guestPort(guest);
		const clock = systemClock;
		const reader = createIpvsadmReader({port, clock});
		const rules = await repeatedly(10, async () => {
			const [only] = (await readLiveRules({port, clock}, {})).rules;
			return only?.servers.map(({address}) => address) ?? [];
		});
		const shown = await repeatedly(4, async () => {
			const [only] = (await reader.read({...nothingMore, freshRules: true})).services;
			return only?.servers.map(({address}) => address) ?? [];
		});
		for (const servers of [...rules, ...shown]) {
			expect(servers === null || stay.every(address => servers.has(address))).toBe(true);
		}
	});
});
