/**
 * All labs, by the names that a person types.
 */
import {activeBackup} from './active-backup.ts';
import {dr} from './dr.ts';
import {dualStack} from './dual-stack.ts';
import type {Lab} from './lab.ts';
import {nat} from './nat.ts';
import {tun} from './tun.ts';

export const labs: ReadonlyMap<string, Lab> = new Map([
	['nat', nat],
	['dr', dr],
	['tun', tun],
	['dual-stack', dualStack],
	['active-backup', activeBackup],
]);
