/**
 * Which servers do not answer, for readings that are printed: one look at the connection table, if that is small.
 */
import type {LiveService} from '../../../director/polling/live.ts';
import type {NoAnswer} from '../../connections/index.ts';

/** Looks for servers that do not answer; null if it cannot know. */
export type LookForNoAnswers = (
	services: readonly LiveService[],
) => Promise<readonly NoAnswer[] | null>;

/**
 * Services and servers of a table that is kept as a whole for the look. A larger one is printed as it is read, without a
 * look: its connection table is hardly ever small.
 */
const mostKept = 2000;

/** Collects the services of a reading for the look; none of a large table are kept. */
export interface KeptServices {
	take(service: LiveService): void;
	/** The services so far; null if there are too many. */
	all(): readonly LiveService[] | null;
}

/** Creates a collection without services. */
export function keepServices(): KeptServices {
	let kept: LiveService[] | null = [];
	let rows = 0;
	return {
		take(service) {
			rows += 1 + service.servers.length;
			if (rows > mostKept) {
				kept = null;
			}

			kept?.push(service);
		},
		all: () => kept,
	};
}

/** A service, and the servers that do not answer; null if that is not known. */
export interface JudgedService {
	readonly service: LiveService;
	readonly noAnswers: readonly NoAnswer[] | null;
}

/** The services in their order. Those of a small table come after the look, those of a large one as they are read. */
export async function* withNoAnswers(
	services: AsyncIterable<LiveService>,
	look: LookForNoAnswers | null,
): AsyncGenerator<JudgedService, void> {
	const kept = keepServices();
	const waiting: LiveService[] = [];
	for await (const service of services) {
		kept.take(service);
		waiting.push(service);
		if (look === null || kept.all() === null) {
			for (const each of waiting.splice(0)) {
				yield {service: each, noAnswers: null};
			}
		}
	}

	const noAnswers = waiting.length === 0 ? null : ((await look?.(waiting)) ?? null);
	for (const service of waiting) {
		yield {service, noAnswers};
	}
}
