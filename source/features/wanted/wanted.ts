/**
 * The table that the file of another program wants, and the changes that this program may make by itself.
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

/** Something in a file that a person should know. */
export interface Problem extends Place {
	/** With an error a part of the file is not compared; a note is about something that the program ignores or changes. */
	readonly severity: 'error' | 'note';
	readonly reason: string;
}

/**
 * A real server of the file. Each reason is a sentence without its full stop; null if the program never does that by
 * itself.
 */
export interface WantedServer {
	readonly rule: ServerRule;
	/** Whether the program sets the weight of a server that is out of use to 0 and never removes it. */
	readonly staysListed: boolean;
	/** Why the program takes the server out of the table. */
	readonly absentBecause: string | null;
	/** Why it sets the weight to 0. */
	readonly zeroBecause: string | null;
	/** Why it sets any other weight. */
	readonly weightBecause: string | null;
}

/** A server that is used when the others are not: keepalived's sorry server, ldirectord's fallback. */
export interface WantedSpare {
	/** With the weight that it has when it is used. */
	readonly rule: ServerRule;
	/** `sorry server` or `fallback server`. */
	readonly name: string;
	/** Its row in the table while it is not used. */
	readonly idle: 'absent' | 'weight-zero' | 'either';
	/** Why it is used, a sentence without its full stop. */
	readonly usedBecause: string;
	/** Why servers are out of use while it is used; null if each has a reason of its own. */
	readonly othersOutBecause: string | null;
}

/** A virtual service of the file. */
export interface WantedService extends Place {
	readonly rule: ServiceRule;
	/** Whether the program may have left out the mask of persistence. */
	readonly mayLackNetmask: boolean;
	readonly servers: readonly WantedServer[];
	readonly spare: WantedSpare | null;
	/** The total weight of the servers below which the spare server is used for certain. */
	readonly leastWeight: number;
}

/** The services that a file wants. */
export interface WantedRules {
	readonly program: Program;
	readonly services: readonly WantedService[];
	readonly problems: readonly Problem[];
	/** Services that the file names in a block that cannot be read: nothing can be said about them. */
	readonly unread: readonly ServiceId[];
}

/** A block that cannot be used, with the line that is wrong. */
export class BlockFault extends Error {
	override readonly name = 'BlockFault';
	readonly place: Place;

	constructor(place: Place, reason: string) {
		super(reason);
		this.place = place;
	}
}

/** Characters of a reason; it may quote a line of the file. */
const longestReason = 300;

/** Makes a problem of a place. */
export function problemAt(
	{file, line}: Place,
	severity: Problem['severity'],
	reason: string,
): Problem {
	const isLong = reason.length > longestReason;
	return {file, line, severity, reason: isLong ? `${reason.slice(0, longestReason)}…` : reason};
}
