/**
 * Who manages the table of a director beside the operator.
 */

import {ParseError, parseText} from '../../ipvs/line-parser.ts';
import type {Owner} from '../../ipvs/owner.ts';
import {limitsOf, ownersOf} from '../../ipvs/owner-evidence.ts';
import {ownerProbe} from '../../ipvs/owner-probe.ts';
import {ownerEvidenceParser} from '../../ipvs/parse/owner-evidence.ts';
import {type Port, PortError} from '../port/port.ts';
import {briefly} from '../port/said.ts';

/** What a look for owners came to. */
export type OwnersReading =
	/** Without an owner the list is empty. `limits` is what could not be seen, for a person; null if nothing was hidden. */
	| {readonly owners: readonly Owner[]; readonly limits: string | null}
	/** It could not be looked at, for this reason. */
	| {readonly owners: null; readonly why: string};

/** What the look is made with. */
export interface OwnersRequest {
	readonly port: Port;
	readonly signal?: AbortSignal | undefined;
}

/**
 * Looks for owners with one command, which needs a shell, `ls`, `grep` and `tr` over there. It costs about what a
 * listing of a small table costs (20 ms among 100 processes), and owners do not come and go: once a minute is enough.
 * Does not reject where the director cannot answer: nothing else needs to fail because of it.
 */
export async function readOwners({port, signal}: OwnersRequest): Promise<OwnersReading> {
	try {
		const {exitCode, stdout, stderr} = await port.run(ownerProbe, {signal});
		if (exitCode !== 0) {
			return {owners: null, why: briefly(stderr) || `sh ended with exit code ${exitCode}`};
		}

		const signs = parseText(ownerEvidenceParser, stdout);
		return {owners: ownersOf(signs), limits: limitsOf(signs)};
	} catch (error) {
		if (error instanceof PortError) {
			return {owners: null, why: whyNoLook(error)};
		}

		if (error instanceof ParseError) {
			return {owners: null, why: error.message};
		}

		throw error;
	}
}

/** The message of a port shows the whole command, which nobody wants to read here. */
function whyNoLook({failure, stderr, message, subject}: PortError): string {
	return briefly(stderr) || `${failure}: ${message.replace(subject, 'sh')}`;
}
