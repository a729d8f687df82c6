/**
 * Reads who manages the table of a director beside the operator.
 */

import {ParseError, parseText} from '../../ipvs/line-parser.ts';
import type {Owner} from '../../ipvs/owner.ts';
import {limitsOf, ownersOf} from '../../ipvs/owner-evidence.ts';
import {ownerProbe} from '../../ipvs/owner-probe.ts';
import {ownerEvidenceParser} from '../../ipvs/parse/owner-evidence.ts';
import {type Port, PortError} from '../port/port.ts';
import {briefly} from '../port/standard-error.ts';

/** The result of a probe for owners. */
export type OwnersReading =
	/** Without an owner the list is empty. `limits` says in words what could not be seen; null if everything could. */
	| {readonly owners: readonly Owner[]; readonly limits: string | null}
	/** The probe failed, for this reason. */
	| {readonly owners: null; readonly why: string};

/** The dependencies of the probe. */
export interface OwnersRequest {
	readonly port: Port;
	readonly signal?: AbortSignal | undefined;
}

/**
 * Probes for owners: on this machine by reading files, elsewhere with one command, which needs a shell, `ls`, `grep` and
 * `tr` on the director. The command costs about as much as a listing of a small table (20 ms among 100 processes), and
 * owners rarely change: once a minute is enough. Does not reject if the director cannot answer: nothing else has to fail
 * because of it.
 */
export async function readOwners({port, signal}: OwnersRequest): Promise<OwnersReading> {
	try {
		const {exitCode, stdout, stderr} = port.ownerEvidence
			? {exitCode: 0, stdout: await port.ownerEvidence(signal), stderr: ''}
			: await port.run(ownerProbe, {signal});
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

/** Why the probe failed. The port's message would show the whole command, which is too long to be useful. */
function whyNoLook({failure, stderr, message, subject}: PortError): string {
	return (
		briefly(stderr) ||
		`${failure}: ${subject === '/proc' ? message : message.replace(subject, 'sh')}`
	);
}
