/**
 * All subcommands, in the order of the help. Add a new one here.
 */

import type {Subcommand} from '../commands/subcommand.ts';
import {checkSubcommand} from '../features/checks/check-subcommand.ts';
import {drainSubcommand} from '../features/drain/drain-subcommand.ts';
import {undrainSubcommand} from '../features/drain/undrain-subcommand.ts';
import {ipvsadmSubcommand} from '../features/edit/commands/ipvsadm-subcommand.ts';
import {
	addSubcommand,
	deleteSubcommand,
	editSubcommand,
	zeroSubcommand,
} from '../features/edit/commands/row-subcommands.ts';
import {syncSubcommand, timeoutsSubcommand} from '../features/edit/commands/setting-subcommands.ts';
import {logSubcommand} from '../features/log/log-subcommand.ts';
import {undoSubcommand} from '../features/log/undo-subcommand.ts';
import {diffSubcommand} from '../features/snapshots/commands/diff-subcommand.ts';
import {restoreSubcommand} from '../features/snapshots/commands/restore-subcommand.ts';
import {saveSubcommand} from '../features/snapshots/commands/save-subcommand.ts';
import {snapshotsSubcommand} from '../features/snapshots/commands/snapshots-subcommand.ts';
import {weightSubcommand} from '../features/weight/weight-subcommand.ts';
import {configSubcommand} from './config-subcommand.ts';

export const subcommands: readonly Subcommand[] = [
	weightSubcommand,
	drainSubcommand,
	undrainSubcommand,
	checkSubcommand,
	addSubcommand,
	editSubcommand,
	deleteSubcommand,
	zeroSubcommand,
	timeoutsSubcommand,
	syncSubcommand,
	ipvsadmSubcommand,
	undoSubcommand,
	logSubcommand,
	saveSubcommand,
	diffSubcommand,
	restoreSubcommand,
	snapshotsSubcommand,
	configSubcommand,
];
