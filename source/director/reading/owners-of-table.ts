/**
 * Finds who else manages the table, for the plans of subcommands.
 */

import type {Owner} from '../../ipvs/owner.ts';
import type {Port} from '../port/port.ts';
import {readOwners} from './owners-reading.ts';

/** Probes for owners with one command. Null if that fails, which is no reason to prevent a change. */
export async function ownersOfTable({
	session,
	signal,
}: {
	readonly session: {readonly port: Port};
	readonly signal: AbortSignal;
}): Promise<readonly Owner[] | null> {
	return (await readOwners({port: session.port, signal})).owners;
}
