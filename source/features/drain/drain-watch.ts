/**
 * Drains that somebody else undid: a colleague, keepalived, a health check.
 */
import type {RememberedDrain} from '../../plans/remembered-drain.ts';

/** A remembered drain whose server has weight again. */
export interface UndoneDrain {
	readonly drain: RememberedDrain;
	/** Its current weight. */
	readonly weight: number;
}

/** `10.0.0.9:80 in tcp:… is no longer drained: somebody else set its weight to 5` */
export function undoneElsewhereInWords({drain, weight}: UndoneDrain): string {
	return `${drain.server} in ${drain.service} is no longer drained: somebody else set its weight to ${weight}`;
}
