/**
 * The parts of a netlink reading before the rows: the version, the settings, and the files of the kernel's namespace.
 */
import type {ListingHeader, SyncDaemon, Timeouts} from '../../ipvs/listing.ts';
import {NetlinkError} from '../../ipvs/netlink/netlink-error.ts';
import {
	daemonsRequest,
	infoRequest,
	joinRequests,
	servicesRequest,
	timeoutsRequest,
} from '../../ipvs/netlink/requests.ts';
import {readDaemon, readInfo, readTimeouts} from '../../ipvs/netlink/settings.ts';
import type {Port} from '../port/port.ts';
import {totalsPath} from './failures.ts';
import type {Kernel, KernelAnswers} from './kernel.ts';
import {eachReply} from './netlink-answers.ts';
import type {Settings} from './reading.ts';

/** The first requests of a reading, in this order. */
export const firstRequest = {info: 0, services: 1, timeouts: 2, daemons: 3} as const;

/** Requests the version and the services, and the settings if they are wanted. */
export function firstRequests(withSettings: boolean): Uint8Array {
	const settings = withSettings ? [timeoutsRequest(), daemonsRequest()] : [];
	return joinRequests([infoRequest(), servicesRequest(), ...settings]);
}

/** All but the services. */
export interface NetlinkHead {
	readonly header: ListingHeader;
	/** Null if they were not wanted. */
	readonly settings: Settings | null;
}

/** All but the services, from the answers to the first requests. */
export function* readHead(
	answers: KernelAnswers,
	withSettings: boolean,
): Generator<void, NetlinkHead> {
	let header: ListingHeader | null = null;
	let timeouts: Timeouts | null = null;
	const daemons: SyncDaemon[] = [];
	yield* eachReply(answers, (reply, number) => {
		switch (number) {
			case firstRequest.info:
				header = readInfo(reply);
				break;
			case firstRequest.timeouts:
				timeouts = readTimeouts(reply);
				break;
			case firstRequest.daemons:
				daemons.push(readDaemon(reply));
				break;
			default:
				break;
		}
	});
	return {
		header: header ?? missing('version'),
		settings: withSettings ? {timeouts: timeouts ?? missing('timeouts'), daemons} : null,
	};
}

function missing(what: string): never {
	throw new NetlinkError('unreadable', `netlink: the kernel did not report its ${what}`);
}

/** The cause of an error: the module may have been unloaded during the reading, and then its file is missing too. */
export async function causeOf(
	error: unknown,
	kernel: Kernel,
	signal: AbortSignal | undefined,
): Promise<unknown> {
	if (!(error instanceof NetlinkError && error.problem === 'unavailable')) {
		return error;
	}

	return await kernel.readFile(totalsPath, {signal}).then(
		() => error,
		(missing: unknown) => missing,
	);
}

/** A port that reads the files of the kernel's namespace, without a process. */
export function withKernelFiles(port: Port, kernel: Kernel): Port {
	return {...port, readFile: (path, options) => kernel.readFile(path, options)};
}
