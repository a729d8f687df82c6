/**
 * Drains by key on the real kernel: traffic behaves as the panel has said.
 */

import {afterAll, afterEach, beforeAll, beforeEach, expect, it} from 'vitest';
import {type RowId, serverRowId} from '../../source/console/state/console-row.ts';
import {drains} from '../../source/features/drain/drains.ts';
import {type IpAddress, ipAddress} from '../../source/ipvs/address.ts';
import {serverId} from '../../source/ipvs/server.ts';
import {type Keyboard, openKeyboard} from './console-keyboard.ts';
import {describeLab, measured} from './describe-lab.ts';
import {printedRules} from './every-kind-director.ts';
import {
	bootWebDirector,
	first,
	second,
	service,
	topology,
	type WebDirector,
} from './web-director.ts';

function rowOf(address: IpAddress): RowId {
	return serverRowId(service, serverId({address, port: 80}));
}

describeLab('a drain by key', measured, () => {
	let director: WebDirector;
	let keyboard: Keyboard;
	beforeAll(async () => {
		director = await bootWebDirector();
	});
	afterAll(() => director.guest.close());
	afterEach(() => keyboard.close());
	beforeEach(() => director.reset());

	/** Sets up the two web servers behind a service with these options, and a console. */
	async function serve(options: string): Promise<void> {
		await director.serve(options);
		keyboard = await openKeyboard(director.guest);
	}

	const requestsDuring = (work: (home: string) => Promise<void>) =>
		director.requestsDuring(work, 10);

	/** The keys that move the cursor to a server. */
	function goTo(address: string): string {
		return `g/${address}<enter>j`;
	}

	/** Waits until a server has no connection left. */
	const untilEmpty = (address: IpAddress) =>
		keyboard.until(state => drains.see(state).kept.followed.get(rowOf(address))?.isEmpty === true);

	it('empties the server, no request fails, and D goes back', async () => {
		await serve('-s rr');
		const {saved: before} = await printedRules(director.guest);
		const counts = await requestsDuring(async () => {
			await keyboard.press(`${goTo(first)}d`);
			expect(keyboard.screen()).toContain('wait until no connection is left, active or closing');
			await keyboard.press('y');
			await untilEmpty(first);
		});
		expect(counts).toMatchObject({failed: 0, answersAtEnd: {[second]: 10}});
		expect(keyboard.screen()).toContain('is drained: empty after');

		await keyboard.press('Dy');
		expect((await printedRules(director.guest)).saved).toEqual(before);
	});

	it('of a persistent service does not move its client, as the panel says', async () => {
		await serve('-s rr -p 60');
		let server = '';
		const counts = await requestsDuring(async home => {
			server = home;
			await keyboard.press(`${goTo(home)}d`);
			await keyboard.until(() => keyboard.screen().includes('1 persistent'));
			expect(keyboard.screen().replaceAll(/\s+/g, ' ')).toContain(
				'known clients keep coming back until they pause for 180 s',
			);
			await keyboard.press('y');
			await keyboard.until(state => {
				const progress = drains.see(state).kept.followed.get(rowOf(ipAddress(home)))?.progress;
				return (progress?.took ?? 0) > 2000 && progress?.latest.persistentConnections === 1;
			});
			expect(keyboard.screen()).toContain('1 persistent client');
			expect(keyboard.screen()).toMatch(/⇣\d+\+1 pers/);
		});
		expect(counts).toMatchObject({failed: 0, answers: {[server]: counts.answered}});
	});

	it('of a persistent service moves its client with expire_quiescent_template', async () => {
		await director.setSysctl('expire_quiescent_template', 1);
		await serve('-s rr -p 60');
		let other = '';
		const counts = await requestsDuring(async home => {
			other = home === first ? second : first;
			await keyboard.press(`${goTo(home)}d`);
			expect(keyboard.screen().replaceAll(/\s+/g, ' ')).toContain(
				'known clients leave at their next connection',
			);
			await keyboard.press('y');
			await untilEmpty(ipAddress(home));
		});
		expect(counts).toMatchObject({failed: 0, answersAtEnd: {[other]: 10}});
	});

	it('from the details of a server is shown there, and u undoes it', async () => {
		await serve('-s rr');
		const {saved: before} = await printedRules(director.guest);
		await keyboard.press(`${goTo(first)}<enter>d`);
		expect(keyboard.screen()).toContain(`-r ${first}:80 -m -w 0`);
		await keyboard.press('y');
		await keyboard.until(() => /^ weight +0,/m.test(keyboard.screen()));
		expect(keyboard.screen()).toContain(`Server ${first}:80`);
		expect((await printedRules(director.guest)).saved).toEqual(
			before.map(line => (line.includes(first) ? line.replace(/-w \d+/, '-w 0') : line)),
		);
		expect(keyboard.screen()).toMatch(/ ▲[\d:]{8} you: drain of /);
		await keyboard.press('uy');
		await keyboard.until(() => !/^ weight +0,/m.test(keyboard.screen()));
		expect(keyboard.screen()).toContain(`Server ${first}:80`);
		expect((await printedRules(director.guest)).saved).toEqual(before);

		const entry = ['-t', `${topology.vip}:80`, '-r', `${first}:80`, '-m', '-w', '5'];
		await director.guest.run(['ipvsadm', '-e', ...entry]);
		await keyboard.until(() => / ≠[\d:]{8} others: weight \d+ → 5$/m.test(keyboard.screen()));
	});

	it('does nothing from the details of a server that somebody else has deleted', async () => {
		await serve('-s rr');
		await keyboard.press(`${goTo(first)}<enter>`);
		const entry = ['-t', `${topology.vip}:80`, '-r', `${first}:80`];
		await director.guest.run(['ipvsadm', '-d', ...entry]);
		await keyboard.until(() => keyboard.screen().includes('This row is no longer in the table.'));
		const {saved: before} = await printedRules(director.guest);
		for (const key of ['d', 'x', 'w', '+', 'e']) {
			await keyboard.press(key);
			expect(keyboard.screen()).toContain(`${first}:80 in ${service} is no longer in the table`);
		}

		await keyboard.press('y');
		expect((await printedRules(director.guest)).saved).toEqual(before);
	});

	it('is told of when somebody else undoes it', async () => {
		await serve('-s rr');
		await keyboard.press(`${goTo(first)}dy`);
		await keyboard.until(state => drains.see(state).kept.followed.has(rowOf(first)));
		const entry = ['-t', `${topology.vip}:80`, '-r', `${first}:80`, '-m', '-w', '5'];
		await director.guest.run(['ipvsadm', '-e', ...entry]);
		await keyboard.until(() => keyboard.screen().includes('no longer drained'));
		expect(keyboard.screen()).toContain('is no longer drained: somebody else set its weight to 5');
	});
});
