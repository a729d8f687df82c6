/**
 * What the Connections view needs from outside.
 */
import type {WantedConnections} from './settle-connections.ts';

/** Reads the connection table again and again, and pushes what it learns into the store. */
export interface ConnectionsDeps {
	/** Reads for this question from now on, and at once. */
	ask(wanted: WantedConnections): void;
	/** Reads no more: nobody looks at the view. */
	close(): void;
}
