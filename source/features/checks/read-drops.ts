/**
 * Reads how many packets the reverse path filter drops now.
 */
import {type Known, known, unknownBecause} from '../../director/machine/known.ts';
import type {MachineFiles} from '../../director/machine/machine-files.ts';
import type {Clock} from '../../director/port/clock.ts';
import {PortError} from '../../director/port/port.ts';
import type {ReversePathDrops} from './facts.ts';
import type {FactsPlace} from './facts-place.ts';
import {reversePathFilter} from './rules/kernel-files.ts';

/** The time between two readings of the dropped packets, milliseconds. */
const dropsPeriod = 1000;

/** IPReversePathFilter of the line TcpExt of /proc/net/netstat: names in one line, values in the next. */
export function droppedByReversePath(netstat: string): number | null {
	const [names = '', values = ''] = netstat.split('\n').filter(line => line.startsWith('TcpExt: '));
	const place = names.split(' ').indexOf('IPReversePathFilter');
	const value = values.split(' ')[place] ?? '';
	return place > 0 && /^\d+$/.test(value) ? Number(value) : null;
}

function waitFor(
	clock: Clock,
	milliseconds: number,
	signal: AbortSignal | undefined,
): Promise<void> {
	return new Promise(resolve => {
		const cancel = clock.after(milliseconds, resolve);
		signal?.addEventListener(
			'abort',
			() => {
				cancel();
				resolve();
			},
			{once: true},
		);
	});
}

/** Whether some device has a reverse path filter that drops packets. */
function filtersReversePath(files: MachineFiles): boolean {
	return files.paths.some(path => {
		const [, device] = /\/ipv4\/conf\/([^/]+)\/rp_filter$/.exec(path) ?? [];
		return device !== undefined && (reversePathFilter(files, device) ?? 0) > 0;
	});
}

/** Packets dropped by the reverse path filter, and whether more are dropped now: looks twice if there is a filter. */
export async function readDrops(
	{port, clock, signal}: FactsPlace,
	files: Known<MachineFiles>,
): Promise<Known<ReversePathDrops>> {
	if (files.value === null) {
		return files;
	}

	const path = '/proc/net/netstat';
	const text = files.value.text(path);
	const count = text.value === null ? null : droppedByReversePath(text.value);
	if (count === null) {
		return unknownBecause(text.unknown ?? `${path} has no counter IPReversePathFilter`);
	}

	if (count === 0 || !filtersReversePath(files.value)) {
		return known({count, grown: 0, within: 0});
	}

	const started = clock.monotonic();
	await waitFor(clock, dropsPeriod, signal);
	try {
		const later = droppedByReversePath(await port.readFile(path, {signal})) ?? count;
		return known({count: later, grown: later - count, within: clock.monotonic() - started});
	} catch (error) {
		if (error instanceof PortError) {
			return unknownBecause(error.message);
		}

		throw error;
	}
}
