/**
 * The Servers view and the Log view on the real kernel: one plan for a real server in all its services, and its undo
 * from the log, as ipvsadm shows it.
 */
import {afterAll, beforeAll, expect, it} from 'vitest';
import {systemClock} from '../../source/director/port/clock.ts';
import {createSession} from '../../source/program/open-session.ts';
import {printFrame} from '../../source/program/show-console.ts';
import {openStateFolder} from '../../source/program/state-folder.ts';
import {consoleChoice} from '../support/console-choice.ts';
import {fakeProgram} from '../support/fake-program.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {describeLab} from './describe-lab.ts';
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
