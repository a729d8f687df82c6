/**
 * Reads what the connection table shows: silent servers, and some clients.
 */
import {serverRowId} from '../../console/state/console-row.ts';
import {type Known, known, unknownBecause} from '../../director/machine/known.ts';
import {ReadingError} from '../../director/reading/reading.ts';
import {readConnections, wholeTable} from '../connections/index.ts';
import type {CheckedTable, SeenConnections} from './facts.ts';
import type {FactsPlace} from './facts-place.ts';

/** Facts from the connection table, read within a time budget. */
export async function readSeenConnections(
	{services, settings}: CheckedTable,
	{port, clock, signal, budget}: FactsPlace,
): Promise<Known<SeenConnections>> {
	try {
		const {findings, rows, end} = await readConnections(
			{
				services,
				timeouts: settings?.timeouts ?? null,
				question: {...wholeTable, groupLimit: 1},
				budget,
			},
			{port, clock, signal},
		);
		if (end !== 'complete') {
			return unknownBecause(
				`the connection table could not be read to its end within ${budget / 1000} s; the Connections view takes more time`,
			);
		}

		const servers = new Map(
			services.map(service => [service.id, new Map(service.servers.map(own => [own.id, own]))]),
		);
		return known({
			unanswered: findings.flatMap(({kind, scope, text, servers: several = []}) => {
				if (kind !== 'only-syn-received' && kind !== 'syn-received') {
					return [];
				}

				const named = scope.by === 'service' || scope.by === 'server' ? scope.service : null;
				const service = services.find(({id}) => id === named);
				const ids = scope.by === 'server' ? [scope.server] : several;
				return service === undefined
					? [{text, rows: []}]
					: [{text, rows: ids.map(id => serverRowId(service.id, id))}];
			}),
			clients: rows.flatMap(({client, server, service}) => {
				const found = service === null ? undefined : servers.get(service);
				const own = found && [...found.values()].find(({address}) => address === server.address);
				return service !== null && own ? [{client: client.address, service, server: own.id}] : [];
			}),
		});
	} catch (error) {
		if (error instanceof ReadingError) {
			return unknownBecause(error.message);
		}

		throw error;
	}
}
