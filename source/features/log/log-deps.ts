/**
 * What the Log view needs from outside.
 */
import type {CommandLog} from '../../plans/log/log-entry.ts';

export interface LogDeps {
	/** The log from its end, with at least so many entries where it has so many. Rejects where it cannot be read. */
	read(least: number): Promise<CommandLog>;
}
