/**
 * Who else manages the table, for the plans of subcommands.
 */

import type {Owner} from '../../ipvs/owner.ts';
import type {Port} from '../port/port.ts';
import {readOwners} from './owners-reading.ts';

/**
 * Looks for them with one command. Null if it cannot be found out, which is no reason to keep a change
 * from being made.
 */
export async function ownersOfTable({
	session,
	signal,
}: {
	readonly session: {readonly port: Port};
	readonly signal: AbortSignal;
}): Promise<readonly Owner[] | null> {
	return (await readOwners({port: session.port, signal})).owners;
}
