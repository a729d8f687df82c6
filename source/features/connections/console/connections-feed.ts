/**
 * The watch of the connection table for the Connections view.
 */
import type {ConnectionsWatch, ConnectionsWatchOptions} from '../connections-watch.ts';
import {createConnectionsWatch} from '../connections-watch.ts';
import type {ConnectionsDeps} from './derive-connections.ts';

/** Reads for the view. A watch has a fixed budget; another budget starts a new watch. */
export function createConnectionsFeed(
	options: Omit<ConnectionsWatchOptions, 'budget'>,
): ConnectionsDeps {
	let current: {readonly watch: ConnectionsWatch; readonly budget: number | null} | null = null;
	return {
		ask({question, budget}) {
			if (current?.budget !== budget) {
				current?.watch.close();
				const watch = createConnectionsWatch({...options, budget: budget ?? undefined});
				current = {watch, budget};
			}

			current.watch.ask(question);
		},
		close() {
			current?.watch.close();
		},
	};
}
