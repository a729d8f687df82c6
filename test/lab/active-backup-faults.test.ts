/**
 * Faults of two directors on the kernel: what the backup learns, what clients get, and what lvstop says.
 */
import {expect, it} from 'vitest';
import {describeLab} from './describe-lab.ts';
import {activeBackup, backupName} from './labs/active-backup.ts';
import {byTurns, useLab} from './labs/use-lab.ts';

/** How lvstop reaches the other director. */
const peer = ['--peer', `ip netns exec ${backupName}`];

const both = byTurns('192.0.2.8', '192.0.2.9');

describeLab('the lab of two directors', () => {
	const lab = useLab(activeBackup);

	/** Makes requests. @returns their connections, as the active director names them */
	async function request(): Promise<readonly string[]> {
		const before = await known([]);
		expect(await lab.answers()).toEqual(both);
		const made = (await known([])).filter(connection => !before.includes(connection));
		expect(made).toHaveLength(4);
		return made;
	}

	/** The connections that a director knows, by client. */
	async function known(inNamespace: readonly string[]): Promise<readonly string[]> {
		const {stdout} = await lab.guest.run(['env', ...inNamespace, 'ipvsadm', '-Lcn']);
		return [...stdout.matchAll(/192\.0\.2\.2:\d+/g)].map(([client]) => client);
	}

	const knownToBackup = () => known(['ip', 'netns', 'exec', backupName]);

	/** Waits for connections on the backup: they are sent every two seconds. */
	async function learned(made: readonly string[]): Promise<void> {
		await expect.poll(knownToBackup, {timeout: 20_000}).toEqual(expect.arrayContaining([...made]));
	}

	it('works: the backup learns every connection, and nothing is found', async () => {
		await learned(await request());
		expect(await lab.findings(...peer)).toEqual([]);
	});

	/** How many datagrams the active director has sent to groups: only the sync daemon does. */
	async function sent(): Promise<number> {
		const [names, values] = (await lab.guest.readFile('/proc/net/netstat'))
			.split('\n')
			.filter(line => line.startsWith('IpExt:'))
			.map(line => line.split(' '));
		return Number(values?.[names?.indexOf('OutMcastPkts') ?? -1]);
	}

	/** Waits until all connections so far are sent. A later one is on its way with or after them. */
	async function allSent(): Promise<void> {
		const before = await sent();
		await request();
		await expect.poll(sent, {timeout: 20_000}).toBeGreaterThan(before);
	}

	it.each([
		{
			...{fault: 'syncid-mismatch', sends: true},
			reports: 'sends sync id 2, and the backup of the other one takes only 1',
		},
		{fault: 'master-stopped', sends: false, reports: 'warning sync-one-side'},
		{fault: 'backup-stopped', sends: true, reports: 'warning sync-one-side'},
	])(
		'clients notice nothing of the fault $fault, but the backup learns nothing',
		async ({fault, sends, reports}) => {
			let made: readonly string[] = [];
			await lab.during(
				fault,
				async () => {
					made = await request();
					if (sends) {
						await allSent();
					}
				},
				{check: peer, reports},
			);
			// Later connections arrive, so the earlier ones would have arrived too.
			await learned(await request());
			const found = await knownToBackup();
			expect(made.filter(connection => found.includes(connection))).toEqual([]);
		},
	);

	it('nobody is answered without the VIP on the active director', () =>
		lab.during('vip-missing', async () => {
			expect(await lab.answers()).toEqual(byTurns(null, null));
		}));
});
