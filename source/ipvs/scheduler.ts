/**
 * The schedulers of the kernel: their behaviour, their flags, and how they treat weight 0.
 */

/**
 * The treatment of new connections that would go to a server of weight 0. `skipped`: it gives them to another
 * server. `refused`: it refuses those clients, because it picks the server first and checks the weight afterwards.
 * `skipped-with-fallback`: it refuses them unless its fallback flag is set (verified on Linux 6.1 and 7.2 with every
 * scheduler except twos).
 */
export type WeightZero = 'skipped' | 'skipped-with-fallback' | 'refused';

/** One scheduler. */
export interface Scheduler {
	/** The name for `-s`. */
	readonly name: string;
	/** One line that helps to choose. */
	readonly description: string;
	readonly weightZero: WeightZero;
	/**
	 * The names that `-b` has for the three flag bits of the service, first bit first; null for a bit without a name.
	 */
	readonly flags: readonly (string | null)[];
}

const rawFlags = ['flag-1', 'flag-2', 'flag-3'];

function scheduler(
	name: string,
	description: string,
	weightZero: WeightZero = 'skipped',
): Scheduler {
	return {name, description, weightZero, flags: rawFlags};
}

/** All schedulers that ipvsadm 1.31 or a kernel up to 7.2 knows, in the order of ipvsadm's help; `none` last. */
export const schedulers: readonly Scheduler[] = [
	scheduler('rr', 'round robin: one server after the other; ignores weights'),
	scheduler('wrr', 'weighted round robin: in turn, servers with more weight more often'),
	scheduler('lc', 'least connections: the server with the fewest connections'),
	scheduler(
		'wlc',
		'weighted least connections: the fewest connections for its weight (the default)',
	),
	scheduler('lblc', 'locality-based least connections: by destination address, for caches'),
	scheduler(
		'lblcr',
		'locality-based least connections with replication: a set of servers for each address',
	),
	scheduler('dh', 'destination hashing: a fixed server for each destination address', 'refused'),
	{
		name: 'sh',
		description: 'source hashing: a fixed server for each client',
		weightZero: 'skipped-with-fallback',
		flags: ['sh-fallback', 'sh-port', null],
	},
	scheduler('sed', 'shortest expected delay: the fewest (connections + 1) for its weight'),
	scheduler('nq', 'never queue: an idle server if there is one, otherwise shortest expected delay'),
	scheduler('fo', 'failover: the server with the highest weight that is not overloaded'),
	scheduler('ovf', 'overflow: the highest weight until it has that many active connections'),
	{
		name: 'mh',
		description:
			'Maglev hashing: a fixed server for each client; few clients move when servers change',
		weightZero: 'skipped-with-fallback',
		flags: ['mh-fallback', 'mh-port', null],
	},
	scheduler('twos', 'power of two choices: the less loaded of two servers picked at random'),
	scheduler('none', 'no scheduler: the service accepts no new connections', 'refused'),
];

const byName = new Map(schedulers.map(entry => [entry.name, entry]));

/** The scheduler with that name; null if it is unknown, because kernels can have others. */
export function schedulerNamed(name: string): Scheduler | null {
	return byName.get(name) ?? null;
}

function bitNames(schedulerName: string): readonly (string | null)[] {
	return schedulerNamed(schedulerName)?.flags ?? rawFlags;
}

/**
 * The flags in canonical form, which equal rules share: ipvsadm's name for each bit, in its order. A raw name becomes
 * the scheduler's own (`flag-1` of sh is `sh-fallback`). A bit for which the scheduler has no name keeps the raw one,
 * which `-b` accepts and which ipvsadm does not print. Null if a name is unknown, or belongs to another scheduler,
 * which ipvsadm refuses.
 */
export function canonicalSchedulerFlags(
	schedulerName: string,
	names: readonly string[],
): readonly string[] | null {
	const own = bitNames(schedulerName);
	const bits = names.map(name => {
		const bit = own.indexOf(name);
		return bit === -1 ? rawFlags.indexOf(name) : bit;
	});
	return bits.includes(-1)
		? null
		: rawFlags.flatMap((raw, bit) => (bits.includes(bit) ? [own[bit] ?? raw] : []));
}

/** The flags of a service that ipvsadm prints: bits without a name under its scheduler are left out. */
export function printedSchedulerFlags(
	schedulerName: string,
	flags: readonly string[],
): readonly string[] {
	const own = bitNames(schedulerName);
	return flags.filter(flag => own.includes(flag));
}

/**
 * Whether new connections skip a server of weight 0; null for an unknown scheduler. Persistent clients and active UDP
 * clients stay on such a server anyway.
 */
export function skipsWeightZero(schedulerName: string, flags: readonly string[]): boolean | null {
	const found = schedulerNamed(schedulerName);
	if (!found) {
		return null;
	}

	return (
		found.weightZero === 'skipped' ||
		(found.weightZero === 'skipped-with-fallback' && flags.includes(`${found.name}-fallback`))
	);
}
