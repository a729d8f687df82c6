/**
 * Puts the failure of a reading into words, with advice.
 */

import type {ParseError} from '../../ipvs/line-parser.ts';
import {NetlinkError} from '../../ipvs/netlink/netlink-error.ts';
import {reasonOf} from '../../text/reason.ts';
import {PortError} from '../port/port.ts';
import {briefly} from '../port/standard-error.ts';
import {type Access, ReadingError} from './reading.ts';

/** The table. It exists while IPVS is in the kernel, and every user may read it. */
export const tablePath = '/proc/net/ip_vs';

/** The director's totals. The file also exists while IPVS is in the kernel, and is small however large the table is. */
export const totalsPath = '/proc/net/ip_vs_stats';

/** ipvsadm does not exist, or does not let this user read: only /proc is left. */
export class NoAccess extends Error {
	override readonly name = 'NoAccess';
	readonly access: Access;

	constructor(level: 'proc' | 'no-ipvsadm', missing: string) {
		super(missing);
		this.access = {level, missing};
	}
}

/** A text that could not be parsed, with its source. */
export class UnreadableSource extends Error {
	override readonly name = 'UnreadableSource';

	constructor(source: string, cause: ParseError) {
		super(`${source}: ${cause.message}`, {cause});
	}
}

/** Converts any error to the one that a reader throws. */
export function readingError(error: unknown, place: string): ReadingError {
	if (error instanceof ReadingError) {
		return error;
	}

	if (error instanceof PortError) {
		return errorOfPort(error, place);
	}

	if (error instanceof NoAccess) {
		return new ReadingError(
			error.access.level === 'proc' ? 'no-permission' : 'no-ipvsadm',
			error.message,
			'',
			error,
		);
	}

	if (error instanceof UnreadableSource) {
		return new ReadingError(
			'unreadable',
			error.message,
			'lvstop knows the output of ipvsadm 1.31. If this is another version, please report this line',
			error,
		);
	}

	if (error instanceof NetlinkError) {
		return errorOfNetlink(error);
	}

	const message = reasonOf(error);
	return new ReadingError('failed', `the reading failed: ${message}`, '', error);
}

/** The access of a reader whose reading failed because it may not run ipvsadm; null if it failed for another reason. */
export function accessOf(error: unknown): Access | null {
	return error instanceof ReadingError && error.cause instanceof NoAccess
		? error.cause.access
		: null;
}

/** The failure and the advice as one sentence. */
export function failureInWords(error: unknown): string {
	if (error instanceof ReadingError) {
		return [error.message, error.advice].filter(text => text !== '').join('; ');
	}

	return reasonOf(error);
}

/** The error of {@link failedCommand}. */
class FailedCommand extends ReadingError {}

/** Whether ipvsadm was run to its end and failed. */
export function isFailedCommand(error: unknown): error is ReadingError {
	return error instanceof FailedCommand;
}

/** The error of an ipvsadm that failed although it had permission to read. */
export function failedCommand(subject: string, exitCode: number, stderr: string): ReadingError {
	return new FailedCommand(
		'failed',
		`${subject}: ${saidBy(stderr) || `exit code ${exitCode}`}`,
		`run it by hand for details: ${subject}`,
	);
}

/** The messages of ipvsadm and of the modprobe that it runs, without the question at the end. */
export function saidBy(stderr: string): string {
	const lines = stderr
		.split('\n')
		.map(line => line.trim())
		.filter(line => line !== '' && !line.startsWith('Are you sure that IP Virtual'));
	return briefly(lines.join(' | '));
}

function errorOfNetlink(error: NetlinkError): ReadingError {
	const {problem, message} = error;
	switch (problem) {
		case 'interrupted':
			return new ReadingError('changing', message, 'wait until the changes have finished', error);
		case 'no-namespace':
			return new ReadingError('unreachable', message, 'list them with: ip netns list', error);
		default:
			return new ReadingError(
				problem === 'unreadable' ? 'unreadable' : 'failed',
				message,
				'use --source ipvsadm to read with ipvsadm instead',
				error,
			);
	}
}

function errorOfPort(error: PortError, place: string): ReadingError {
	switch (error.failure) {
		case 'missing':
			return error.subject === tablePath || error.subject === totalsPath
				? new ReadingError(
						'no-ip-vs',
						`IPVS is not in the kernel of ${place}: no ${error.subject}`,
						'load it as root with: modprobe ip_vs; or use another director with --via or --host',
						error,
					)
				: new ReadingError('failed', error.message, '', error);
		case 'forbidden':
			return new ReadingError(
				'no-permission',
				error.message,
				'run lvstop with sudo, or use a --via command that needs no password',
				error,
			);
		case 'timeout':
			return new ReadingError(
				'slow',
				error.message,
				'the director or the connection to it is too slow',
				error,
			);
		case 'cancelled':
			return new ReadingError('failed', 'the reading was cancelled', '', error);
		case 'lost':
		case 'unreached':
			return new ReadingError('unreachable', error.message, 'try the same command by hand', error);
		case 'too-large':
			return new ReadingError(
				'failed',
				error.message,
				'run it by hand to see why: no IPVS table is that long',
				error,
			);
	}
}
