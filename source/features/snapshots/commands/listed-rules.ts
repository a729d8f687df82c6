/**
 * Rules of a pasted `ipvsadm -L -n`. It does not show everything: only servers, forwarding and weights are compared.
 */
import {ParseError} from '../../../ipvs/line-parser.ts';
import type {ListedServer, ListedService} from '../../../ipvs/listing.ts';
import {parsePastedListing} from '../../../ipvs/parse/pasted-listing.ts';
import type {RuleSet} from '../../../ipvs/rule-set.ts';
import {type ServerRule, serverId} from '../../../ipvs/server.ts';
import {type ServiceId, serviceId} from '../../../ipvs/service.ts';
import {quotedLine} from '../../../ipvs/visible-text.ts';
import {RulesFileError} from '../files/rules-file.ts';
import {fileFailure, type NamedText} from './snapshot-context.ts';

/** The rows of a listing. */
export interface ListedRules {
	readonly services: readonly ListedService[];
	/** One message for each row that cannot be read. */
	readonly problems: readonly string[];
	/** Services with unreadable rows. They cannot be compared. */
	readonly unread: readonly ServiceId[];
}

/**
 * Reads a listing.
 * @throws {SubcommandError} with the file, the line and the reason
 */
export function readListing({name, text}: NamedText): ListedRules {
	try {
		const {services, unreadable = [], unreadableServers = []} = parsePastedListing(text);
		return {
			services,
			problems: [...unreadable, ...unreadableServers].map(
				row => `${name}:${row.lineNumber}: ${row.reason}; not compared: ${quotedLine(row.text)}`,
			),
			unread: [
				...unreadable.flatMap(({key}) => (key ? [serviceId(key)] : [])),
				...unreadableServers.map(({service}) => serviceId(service.service.key)),
			],
		};
	} catch (error) {
		if (!(error instanceof ParseError)) {
			throw error;
		}

		const {lineNumber, line, reason} = error;
		const message = `${name}:${lineNumber}: ${reason}: ${quotedLine(line)}`;
		throw fileFailure(new RulesFileError('unreadable', message, error));
	}
}

function ruleOf(listed: ListedServer, other: ServerRule | undefined): ServerRule {
	const {address, port, forwarding, weight} = listed;
	return other
		? {...other, forwarding, weight}
		: {address, port, forwarding, weight, tunnel: null, upperThreshold: 0, lowerThreshold: 0};
}

/** The rules of a listing. Values that it does not show are copied from the other side, so that they do not differ. */
export function rulesBeside({services}: ListedRules, other: RuleSet): RuleSet {
	const others = new Map(other.map(entry => [serviceId(entry.service.key), entry]));
	return services.map(({service, servers}) => {
		const found = others.get(serviceId(service.key));
		const rules = new Map(found?.servers.map(rule => [serverId(rule), rule]));
		return {
			service: found?.service ?? service,
			servers: servers.map(server => ruleOf(server, rules.get(serverId(server)))),
		};
	});
}

/** The note about a comparison with a listing. */
export function listingNote(name: string): string {
	return `${name} is a listing of ipvsadm -L: only servers, forwarding and weights are compared\n`;
}
