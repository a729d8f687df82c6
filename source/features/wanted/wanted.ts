/**
 * The table that the file of another program wants, and the changes that the program may make to it by itself.
 */
import type {ServerRule} from '../../ipvs/server.ts';
import type {ServiceId, ServiceRule} from '../../ipvs/service.ts';

/** The programs whose files can be read. */
export type Program = 'keepalived' | 'ldirectord';

/** A line of a file. */
export interface Place {
	readonly file: string;
	/** Counted from 1. */
	readonly line: number;
}

/** A line of a file with its text. */
export interface SourceLine extends Place {
	readonly text: string;
}

/** Something in a file that a person should know about. */
export interface Problem extends Place {
	/** An error: a part of the file is not compared. A note: the program ignores or changes something. */
	readonly severity: 'error' | 'note';
	readonly reason: string;
}

/**
 * A real server of the file. Each reason is a sentence without its full stop. It is null if the program never makes
 * that change by itself.
 */
export interface WantedServer {
	readonly rule: ServerRule;
	/** Whether the program sets the weight of a server that is out of use to 0, and never removes the server. */
	readonly staysListed: boolean;
	/** The reason why the program removes the server from the table. */
	readonly absentBecause: string | null;
	/** The reason why the program sets the weight to 0. */
	readonly zeroBecause: string | null;
	/** The reason why the program sets any other weight. */
	readonly weightBecause: string | null;
}

/** A server that is used when the others are not: keepalived's sorry server or ldirectord's fallback server. */
export interface WantedSpare {
	/** The rule, with the weight that the server has when it is used. */
	readonly rule: ServerRule;
	/** `sorry server` or `fallback server`. */
	readonly name: string;
	/** The row of the server in the table while it is not used. */
	readonly idle: 'absent' | 'weight-zero' | 'either';
	/** The reason why the server is used. It is a sentence without its full stop. */
	readonly usedBecause: string;
	/** The reason why other servers are out of use while this one is used; null if each has its own reason. */
	readonly othersOutBecause: string | null;
}

/** A virtual service of the file. */
export interface WantedService extends Place {
	readonly rule: ServiceRule;
	/** Whether the program may have left out the netmask of persistence. */
	readonly mayLackNetmask: boolean;
	readonly servers: readonly WantedServer[];
	readonly spare: WantedSpare | null;
	/** If the total weight of the servers is below this, the spare server is certainly used. */
	readonly leastWeight: number;
}

/** The services that a file wants. */
export interface WantedRules {
	readonly program: Program;
	readonly services: readonly WantedService[];
	readonly problems: readonly Problem[];
	/** Services that the file names in a block that cannot be read. They cannot be compared. */
	readonly unread: readonly ServiceId[];
}

/** A block that cannot be used, with the place of the wrong line. */
export class BlockFault extends Error {
	override readonly name = 'BlockFault';
	readonly place: Place;

	constructor(place: Place, reason: string) {
		super(reason);
		this.place = place;
	}
}

/** The most characters in a reason, which may quote a line of the file. */
const longestReason = 300;

/** Makes a problem with the place of a line. A long reason is cut off. */
export function problemAt(
	{file, line}: Place,
	severity: Problem['severity'],
	reason: string,
): Problem {
	const isLong = reason.length > longestReason;
	return {file, line, severity, reason: isLong ? `${reason.slice(0, longestReason)}…` : reason};
}
