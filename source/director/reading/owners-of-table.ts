/**
 * Who else manages the table, for the plans of subcommands.
 */

import type {SubcommandContext} from '../../commands/subcommand.ts';
import type {Owner} from '../../ipvs/owner.ts';
import {readOwners} from './owners-reading.ts';

/**
 * Looks for them with one command. Null where it cannot be found out, which is no reason to keep a change
 * from being made.
 */
export async function ownersOfTable({
	session,
	signal,
}: Pick<SubcommandContext, 'session' | 'signal'>): Promise<readonly Owner[] | null> {
	return (await readOwners({port: session.port, signal})).owners;
}
