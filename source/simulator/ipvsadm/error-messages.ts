/**
 * The messages that ipvsadm prints when the kernel refuses.
 */
import type {ErrorName} from '../table/kernel-error.ts';
import type {CommandName} from './options.ts';

type Messages = Readonly<Partial<Record<ErrorName, string>>>;

const moduleMissing = 'Scheduler or persistence engine not found';
const noService = 'No such service';
const noServer = 'No such destination';
const serviceUndefined = 'Service not defined';

const byCommand: Readonly<Partial<Record<CommandName, Messages>>> = {
	'add-service': {EEXIST: 'Service already exists', ENOENT: moduleMissing},
	'edit-service': {ESRCH: noService, ENOENT: moduleMissing},
	'delete-service': {ESRCH: noService},
	zero: {ESRCH: noService},
	list: {ESRCH: noService},
	'add-server': {ESRCH: serviceUndefined, EEXIST: 'Destination already exists'},
	'edit-server': {ESRCH: serviceUndefined, ENOENT: noServer},
	'delete-server': {ESRCH: serviceUndefined, ENOENT: noServer},
	'start-daemon': {EEXIST: 'Daemon has already run'},
	'stop-daemon': {ESRCH: 'No daemon is running'},
};

/** For EINVAL ipvsadm's own text, for the others that of the C library. */
const otherwise: Readonly<Record<ErrorName, string>> = {
	EEXIST: 'File exists',
	ENOENT: 'No such file or directory',
	ESRCH: 'No such process',
	EINVAL: 'Invalid operation.  Possibly wrong module version, address not unicast, ...',
	ERANGE: 'Numerical result out of range',
	ENODEV: 'No such device',
};

/** The line for an error number that the kernel returned to a command. */
export function errorMessage(command: CommandName, code: ErrorName): string {
	return byCommand[command]?.[code] ?? otherwise[code];
}
