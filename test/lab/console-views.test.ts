/**
 * The Servers view and the Log view on the real kernel: one plan for a real server in all its services, and its undo
 * from the log, as ipvsadm shows it. The Traffic view: who has changed the table, and when.
 */
import {afterAll, beforeAll, expect, it} from 'vitest';
import {systemClock} from '../../source/director/port/clock.ts';
import {changesOf} from '../../source/features/changes/index.ts';
import {createSession} from '../../source/program/open-session.ts';
import {printFrame} from '../../source/program/show-console.ts';
import {openStateFolder} from '../../source/program/state-folder.ts';
import {consoleChoice} from '../support/console-choice.ts';
import {fakeProgram} from '../support/fake-program.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {describeLab} from './describe-lab.ts';
import {useEveryKindConsole} from './every-kind-console.ts';
import {printedRules, resetToEveryKind} from './every-kind-director.ts';
import {guestPort} from './guest-port.ts';
import {bootKernel, type Guest} from './kernel.ts';

/** The screen of a console after these keys; its state is kept in the folder, as between two runs of lvstop. */
async function screenAfter(guest: Guest, folder: string, keys: string): Promise<string> {
	const program = fakeProgram({COLUMNS: '200', LINES: '60'});
	const session = createSession({
		port: guestPort(guest),
		clock: systemClock,
		isNear: false,
		state: openStateFolder(folder),
		snapshotFolder: null,
		user: 'ann',
	});
	const options = consoleChoice(['--once', '--keys', keys]);
	expect(await printFrame(program, session, options)).toBe(0);
	return program.out();
}

describeLab('a machine in three services', () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
		await resetToEveryKind(guest);
	});
	afterAll(() => guest.close());

	it('gets a weight as one plan, and the log gives the very same rules back', async () => {
		const folder = await temporaryFolder();
		const before = await printedRules(guest);
		const isOfMachine = (line: string): boolean => line.includes('-r 10.0.0.8:');
		expect(before.saved.filter(isOfMachine)).toHaveLength(3);

		const changed = await screenAfter(guest, folder, '2/10.0.0.8<enter>w7<enter>y<wait>');
		expect(changed).toContain('done: weight of 10.0.0.8 in 3 services: → 7');
		expect(changed).toMatch(/^>10\.0\.0\.8 +3\/3 NAT DR +7 /m);
		const after = await printedRules(guest);
		expect(after.saved).toEqual(
			before.saved.map(line => (isOfMachine(line) ? line.replace(/ -w \d+/, ' -w 7') : line)),
		);
		expect(after.thresholds).toEqual(before.thresholds);

		const undone = await screenAfter(guest, folder, '6juy<wait>');
		expect(undone).toContain('undone: weight of 10.0.0.8 in 3 services: → 7');
		expect(undone.match(/ann +0 ipvsadm -e /g)).toHaveLength(6);
		expect(await printedRules(guest)).toEqual(before);
	});
});

describeLab('the Traffic view on the kernel', () => {
	const director = useEveryKindConsole();
	const row = 'tcp:172.16.249.138:80 10.0.0.8:80';

	it('marks a plan of its own, and what ipvsadm changed in the guest', async () => {
		const {guest, keyboard} = director;
		await keyboard.press('/10.0.0.8<enter>jw9<enter>');
		await keyboard.agree();
		await keyboard.press('t');
		expect(keyboard.screen()).toContain(`Traffic of 10.0.0.8:80 in tcp:172.16.249.138:80`);
		expect(keyboard.screen()).toMatch(/└\S*(?: min─+)?▲/);
		expect(keyboard.screen()).toMatch(/^ ▲\d\d:\d\d:\d\d you: weight of 10\.0\.0\.8:80: \d+ → 9$/m);

		await guest.runScript('ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 4 -x 1000 -y 800');
		await keyboard.until(({director: seen}) => changesOf(seen, row).length > 1);
		expect(keyboard.screen()).toMatch(/└\S*(?: min─+)?(?:▲─*≠|◆)/);
		expect(keyboard.screen()).toMatch(/^ ≠\d\d:\d\d:\d\d others: weight 9 → 4$/m);
		// Once each: the plan is not marked again as a change that a reading has shown.
		expect(keyboard.screen().match(/^ [▲≠]\d\d:/gm)).toHaveLength(2);

		await keyboard.press('<up>');
		expect(keyboard.screen()).toMatch(/^ ≠\d\d:\d\d:\d\d others: 10\.0\.0\.8:80 weight 9 → 4$/m);
	});

	it('compares the servers of a service, those that ipvsadm lists, with their weights', async () => {
		const {guest, keyboard} = director;
		await keyboard.press('/172.16.249.138:80<enter>tc<wait>');
		const listing = await guest.runScript('ipvsadm -Ln -t 172.16.249.138:80');
		const listed = [...listing.matchAll(/^ {2}-> (\S+) +(?:Masq|Route|Tunnel) +(\d+)/gm)].map(
			([, name, weight]) => `${name} ${weight}`,
		);
		expect(listed.length).toBeGreaterThan(3);
		const [, rows = ''] =
			/^ server +weight.*\n([^└]*?)^ +(?:\d+ min|─)/m.exec(keyboard.screen()) ?? [];
		const compared = [...rows.matchAll(/^[ >](\S+) +(\d+) /gm)].map(
			([, name, weight]) => `${name} ${weight}`,
		);
		expect(compared.toSorted()).toEqual(listed.toSorted());
	});
});
