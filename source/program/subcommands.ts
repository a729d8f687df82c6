/**
 * All subcommands, in the order of the help. Add a new one here.
 */

import type {Subcommand} from '../commands/subcommand.ts';
import {checkSubcommand} from '../features/checks/check-subcommand.ts';
import {drainSubcommand} from '../features/drain/drain-subcommand.ts';
import {undrainSubcommand} from '../features/drain/undrain-subcommand.ts';
import {logSubcommand} from '../features/log/log-subcommand.ts';
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
	logSubcommand,
	saveSubcommand,
	diffSubcommand,
	restoreSubcommand,
	snapshotsSubcommand,
	configSubcommand,
];
