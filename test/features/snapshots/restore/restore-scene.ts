/**
 * Restores as an operator runs them, on a simulated director, with separate folders.
 */
import {join} from 'node:path';
import type {Port} from '../../../../source/director/port/port.ts';
import {createIpvsadmReader} from '../../../../source/director/reading/ipvsadm-reader.ts';
import {readLiveRules} from '../../../../source/director/reading/live-rules.ts';
import {proposeRestoreOf} from '../../../../source/features/snapshots/restore/propose-restore.ts';
import type {RestoreOutcome} from '../../../../source/features/snapshots/restore/restore-outcome.ts';
import {restoredDirector} from '../../../../source/features/snapshots/restore/restored-director.ts';
import {
	type AgreedRestore,
	type RestoreContext,
	runRestore,
} from '../../../../source/features/snapshots/restore/run-restore.ts';
import {
	type RestoreChoice,
	wholeRestore,
} from '../../../../source/features/snapshots/restore/target-rules.ts';
import type {RuleSet} from '../../../../source/ipvs/rule-set.ts';
import {drainsIn} from '../../../../source/program/state-folder.ts';
import {type DirectorWithRules, directorWith} from '../../../support/director-with.ts';
import {temporaryFolder} from '../../../support/temporary-folder.ts';

/** The variations of a restore. */
export interface RestoreWays {
	readonly choice?: RestoreChoice;
	readonly rollbackOnError?: boolean;
	/** Runs between the reading and the confirmation. */
	readonly meanwhile?: () => Promise<void>;
	/** A port between the restore and the director. */
	readonly port?: Port;
	readonly context?: Partial<RestoreContext>;
}

export interface RestoreScene extends DirectorWithRules {
	readonly folder: string;
	readonly context: RestoreContext;
	/** The log: titles of plans with the commands. */
	readonly logged: string[];
	/** Reads the director, plans the restore, confirms, and runs it. */
	restore(wanted: RuleSet, ways?: RestoreWays): Promise<RestoreOutcome>;
	/** Runs a plan that was made in another way. */
	run(agreed: Omit<AgreedRestore, 'shown'>): Promise<RestoreOutcome>;
}

/** Opens a director with these rules. */
export async function restoreScene(rules: RuleSet): Promise<RestoreScene> {
	const director = directorWith(rules);
	const {port, clock} = director;
	const folder = await temporaryFolder();
	const logged: string[] = [];
	const context: RestoreContext = {
		port,
		clock,
		reader: createIpvsadmReader({port, clock}),
		log: async ({step, result}) => {
			logged.push(`${step.command.join(' ')} → ${result?.exitCode}`);
		},
		logBatch: async ({command, steps, result}) => {
			logged.push(`${command.join(' ')} with ${steps} lines → ${result?.exitCode}`);
		},
		host: 'lb1',
		user: 'ops',
		hostFolder: join(folder, 'lb1'),
		drains: drainsIn(join(folder, 'lb1')),
		snapshotFolder: join(folder, 'snapshots', 'lb1'),
		retention: null,
	};
	return {
		...director,
		folder,
		context,
		logged,
		async restore(wanted, ways = {}) {
			const {choice = wholeRestore, rollbackOnError = false, meanwhile} = ways;
			const shown = restoredDirector(await readLiveRules(director, {}));
			const {plan, refused} = proposeRestoreOf(shown, {name: 'good.ipvs', wanted, choice});
			if (!plan) {
				throw new Error(refused.join('\n'));
			}

			await meanwhile?.();
			return runRestore(
				{plan, shown: null, rollbackOnError},
				{...context, port: ways.port ?? port, ...ways.context},
			);
		},
		run: async agreed =>
			runRestore({...agreed, shown: await readLiveRules(director, {settings: true})}, context),
	};
}

/** A port that does something before each run of ipvsadm that changes rules. */
export function beforeEachChange(port: Port, work: (change: number) => Promise<void>): Port {
	let changes = 0;
	return {
		...port,
		async run(command, options) {
			if (!/^-[SL]/.test(command[1] ?? '')) {
				await work(changes);
				changes += 1;
			}

			return port.run(command, options);
		},
	};
}

/** A port to a director whose last row always appears right after ipvsadm has saved the others. */
export function withRowsThatCome(port: Port): Port {
	return {
		...port,
		async run(command, options) {
			const result = await port.run(command, options);
			const isSaving = command.join(' ') === 'ipvsadm -Sn';
			return isSaving ? {...result, stdout: result.stdout.replace(/.*\n$/, '')} : result;
		},
	};
}
