/**
 * The permissions on a real kernel, as described in docs/security.md.
 */
import {existsSync} from 'node:fs';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {describeLab} from './describe-lab.ts';
import {bootKernel, type Guest} from './kernel.ts';

/** A program as an ordinary user runs it. */
const asNobody = (command: string) =>
	[
		'bash',
		'-c',
		`setpriv --reuid 65534 --regid 65534 --clear-groups ${command} 2>&1; echo "exit $?"`,
	] as const;

describeLab('an ordinary user', () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
		await guest.runScript('ipvsadm -A -t 10.1.1.1:80 -s rr');
	});
	afterAll(() => guest.close());

	it('may not even list by ipvsadm, and reads /proc', async () => {
		const listed = await guest.run(asNobody('ipvsadm -Ln'));
		expect(listed.stdout).toContain('Permission denied (you must be root)');
		const read = await guest.run(asNobody('cat /proc/net/ip_vs'));
		expect(read.stdout).toContain('TCP  0A010101:0050 rr');
	});

	const what = 'may read and edit with an ipvsadm that has the capability, and nothing else of it';
	it.skipIf(!existsSync('/sbin/setcap'))(what, async () => {
		await guest.runScript(
			'cp /sbin/ipvsadm /run/ipvsadm; setcap cap_net_admin+ep /run/ipvsadm; chmod 0755 /run /run/ipvsadm',
		);
		const edited = await guest.run(asNobody('/run/ipvsadm -E -t 10.1.1.1:80 -s wrr'));
		expect(edited.stdout).toBe('exit 0\n');
		const listed = await guest.run(asNobody('/run/ipvsadm -Ln'));
		expect(listed.stdout).toContain('TCP  10.1.1.1:80 wrr');
		// The capability belongs to the file: other programs of the same user have none.
		const link = await guest.run(asNobody('ip link set lo down'));
		expect(link.stdout).toContain('Operation not permitted');
	});
});
