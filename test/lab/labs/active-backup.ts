/**
 * LVS-DR with two directors: the active one has the VIP and sends its connections to the backup, which has the same
 * rules and would go on with them.
 */
import {ruleSet, type Topology, topologies, webPort} from '../topology.ts';
import {vipMissing} from './dr.ts';
import type {Lab} from './lab.ts';

/** The machine of the second director. */
export const backupName = 'backup';

const topology: Topology = {
	...topologies.dr,
	machines: [
		...topologies.dr.machines,
		{
			name: backupName,
			interfaces: [{name: 'eth0', segment: 'lan', addresses: ['192.0.2.3/24']}],
		},
	],
};

const startMaster = (syncid: number) =>
	`ipvsadm --start-daemon master --mcast-interface eth0 --syncid ${syncid}`;
const startBackup = `at ${backupName} ipvsadm --start-daemon backup --mcast-interface eth0 --syncid 1`;
const stopMaster = 'ipvsadm --stop-daemon master';
const stopBackup = `at ${backupName} ipvsadm --stop-daemon backup`;

export const activeBackup: Lab = {
	topology,
	setup: [
		`at ${backupName} ipvsadm -R <<'END'\n${ruleSet(topology, 'tcp', webPort)}END`,
		startMaster(1),
		startBackup,
	],
	faults: [
		{
			name: 'syncid-mismatch',
			effect:
				'The active director sends with syncid 2, the backup only takes 1: it learns nothing.',
			finding: 'sync-one-side',
			on: [stopMaster, startMaster(2)],
			off: [stopMaster, startMaster(1)],
		},
		{
			name: 'master-stopped',
			effect: 'The active director sends nothing; the backup waits in vain.',
			finding: 'sync-one-side',
			on: [stopMaster],
			off: [startMaster(1)],
		},
		{
			name: 'backup-stopped',
			effect: 'The active director sends, but the backup does not listen.',
			finding: 'sync-one-side',
			on: [stopBackup],
			off: [startBackup],
		},
		vipMissing,
	],
};
