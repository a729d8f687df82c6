/**
 * What stands in the way of a reading, in words for a person who has to do something about it.
 */

import type {ParseError} from '../../ipvs/line-parser.ts';
import {NetlinkError} from '../../ipvs/netlink/netlink-error.ts';
import {reasonOf} from '../../text/reason.ts';
import {PortError} from '../port/port.ts';
import {briefly} from '../port/said.ts';
import {type Access, ReadingError} from './reading.ts';

/** The table: there for everybody while IPVS is in the kernel. */
export const tablePath = '/proc/net/ip_vs';

/** The director's totals: also there while IPVS is in the kernel, and small however large the table is. */
export const totalsPath = '/proc/net/ip_vs_stats';

/** ipvsadm is not there, or does not let this user read: only /proc is left. */
export class NoAccess extends Error {
	override readonly name = 'NoAccess';
	readonly access: Access;

	constructor(level: 'proc' | 'no-ipvsadm', missing: string) {
		super(missing);
		this.access = {level, missing};
	}
}

/** A text that could not be read, and where it came from. */
export class UnreadableSource extends Error {
	override readonly name = 'UnreadableSource';

	constructor(source: string, cause: ParseError) {
		super(`${source}: ${cause.message}`, {cause});
	}
}

/** Makes of whatever went wrong the error that a reader throws. */
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

/** What a reader may do where a reading failed because it may not run ipvsadm; null if it failed otherwise. */
export function accessOf(error: unknown): Access | null {
	return error instanceof ReadingError && error.cause instanceof NoAccess
		? error.cause.access
		: null;
}

/** What failed and what to do about it, as one sentence. */
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

/** An ipvsadm that ended with an error although it may read. */
export function failedCommand(subject: string, exitCode: number, stderr: string): ReadingError {
	return new FailedCommand(
		'failed',
		`${subject}: ${saidBy(stderr) || `exit code ${exitCode}`}`,
		`run it by hand for details: ${subject}`,
	);
}

/** What ipvsadm and the modprobe that it runs said, without the question at the end. */
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
			return new ReadingError(
				'changing',
				message,
				'wait until whoever changes them has finished',
				error,
			);
		case 'no-namespace':
			return new ReadingError('unreachable', message, 'see which there are: ip netns list', error);
		default:
			return new ReadingError(
				problem === 'unreadable' ? 'unreadable' : 'failed',
				message,
				'--source ipvsadm reads the texts of ipvsadm instead',
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
			return new ReadingError('unreachable', error.message, 'try the same command by hand', error);
		case 'too-large':
			return new ReadingError(
				'failed',
				error.message,
				'run it by hand: no table of IPVS is that long',
				error,
			);
	}
}
