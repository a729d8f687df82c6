/**
 * A drain in words, the same on the screen and on the command line.
 */

import type {KnownService} from '../../plans/seen.ts';
import {countOf} from '../../text/figures.ts';
import {durationInWords} from '../../text/time.ts';
import type {DrainProgress} from './drain-progress.ts';

/** `6 active, 70 closing, 3 persistent clients` */
function numbersInWords({key}: KnownService, {latest}: DrainProgress): string {
	const {activeConnections, inactiveConnections, persistentConnections} = latest;
	const kind = key.kind === 'fwmark' ? 'fwmark' : key.protocol;
	const inactive = {
		tcp: `${inactiveConnections} closing`,
		sctp: `${inactiveConnections} closing`,
		udp: countOf(inactiveConnections, 'flow'),
		fwmark: `${inactiveConnections} inactive`,
	}[kind];
	const parts = [
		...(kind === 'udp' ? [] : [`${activeConnections} active`]),
		...(inactiveConnections > 0 || kind === 'udp' ? [inactive] : []),
		...((persistentConnections ?? 0) > 0
			? [countOf(persistentConnections ?? 0, 'persistent client')]
			: []),
	];
	return parts.join(', ');
}

/** `6 active, 70 closing, about 1 min 10 s to go`, `empty after 42 s`. */
export function drainInWords(service: KnownService, progress: DrainProgress): string {
	if (progress.drained) {
		return `empty after ${durationInWords(progress.took)}`;
	}

	const numbers = numbersInWords(service, progress);
	return progress.toEmpty === null
		? numbers
		: `${numbers}, about ${durationInWords(progress.toEmpty)} to go`;
}
