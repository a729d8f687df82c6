/**
 * Runs inside the guest: `lvstop restore FILE --yes` on the director itself. Words: a folder for the state, and the
 * file; or `finish` or `roll-back` for an unfinished restore.
 */
import {systemClock} from '../../../source/director/port/clock.ts';
import {createLocalPort} from '../../../source/director/port/local-port.ts';
import {runSnapshot} from '../../support/run-snapshot-subcommand.ts';

const [, , folder = '', what = ''] = process.argv;
const unfinished = what === 'finish' || what === 'roll-back' ? what : null;
const {code, out, err} = await runSnapshot(
	{port: createLocalPort(), clock: systemClock, folder},
	'restore',
	unfinished === null ? [what] : [],
	{yes: true, ...(unfinished === null ? {} : {unfinished})},
);
process.stdout.write(out);
process.stderr.write(err);
process.exitCode = code;
