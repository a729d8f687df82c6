/**
 * What was asked for on the command line.
 */
import type {Configuration} from '../files/configuration/configuration.ts';

/** What was asked for. */
export interface Options {
	/** `console`: the screen. `text`: plain text, so many times. `json`: an object a line. `command`: a subcommand. */
	readonly mode: 'console' | 'text' | 'json' | 'command' | 'help' | 'version';
	/** Milliseconds between readings. */
	readonly interval: number;
	/** How many readings; Infinity is until stopped. */
	readonly count: number;
	readonly readOnly: boolean;
	/** The configuration file to read instead of the usual ones. */
	readonly config: string | null;
	readonly units: NonNullable<Configuration['units']>;
	readonly theme: NonNullable<Configuration['theme']>;
	/** How many snapshots that nobody has named or noted are kept; null is all. */
	readonly keepSnapshots: number | null;
	/** The text of `--via`: words before every command. */
	readonly via: string | null;
	/** The machine to reach by ssh. */
	readonly host: string | null;
	/** The network namespace to look at. */
	readonly netns: string | null;
	/** How a local director is read: by the kernel's own interface where that is possible, or as it says. */
	readonly source: 'auto' | 'netlink' | 'ipvsadm';
	/** The scene of the embedded director; null for a real one. */
	readonly demo: string | null;
	readonly filter: string;
	/** A column's name, with a minus before it for the other direction. */
	readonly sort: string | null;
	readonly view: string | null;
	/** Milliseconds that one reading of the connection table may take. */
	readonly budget: number;
	readonly keys: string | null;
	/** The subcommand with the words behind it; null where there is none. */
	readonly command: {readonly name: string; readonly words: readonly string[]} | null;
	/** Show every plan, change nothing. */
	readonly dryRun: boolean;
	/** Carry the plan out without asking. */
	readonly yes: boolean;
	/** Wait until a drained server is empty. */
	readonly wait: boolean;
	/** How long to wait at most, milliseconds; null is as long as it takes. */
	readonly timeout: number | null;
	/** Delete a drained server when it is empty. */
	readonly delete: boolean;
	readonly json: boolean;
	/** Replace a file that is there. */
	readonly force: boolean;
	/** Words to keep with a snapshot. */
	readonly note: string | null;
	/** Leave the weights of servers that the director and the file both have. */
	readonly keepWeights: boolean;
	readonly rollbackOnError: boolean;
	/** The services that are compared or restored; none is all. */
	readonly service: readonly string[];
	/** What becomes of a restore that was cut off. */
	readonly unfinished: 'finish' | 'roll-back' | 'forget' | null;
	/** False only where `--no-color` was given; the environment has its say elsewhere. */
	readonly color: boolean;
}

/** A command line is wrong; the message is one line for a person. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
}

/** Names that options may have, from the parts of the program that define them. */
export interface KnownNames {
	readonly scenes: readonly string[];
	readonly views: readonly string[];
	/** Views that print something of their own; of all others the table is printed. */
	readonly printedViews: readonly string[];
	readonly columns: readonly string[];
	readonly commands: readonly string[];
}
