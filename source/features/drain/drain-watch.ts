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

/** `the drain of 10.0.0.9:80 in tcp:… was undone by somebody else: it has weight 5` */
export function undoneInWords({drain, weight}: UndoneDrain): string {
	return `the drain of ${drain.server} in ${drain.service} was undone by somebody else: it has weight ${weight}`;
}
