/**
 * The values of configuration files. The command line overrides all of them.
 */

/** The ways to reach a director; a file has at most one of them. */
export const directorKeys = ['via', 'host', 'netns', 'container'] as const;

export type DirectorKey = (typeof directorKeys)[number];

/** Missing keys are absent. */
export interface Configuration extends Readonly<Partial<Record<DirectorKey, string>>> {
	readonly source?: string;
	/** Milliseconds between readings. */
	readonly interval?: number;
	readonly readOnly?: boolean;
	/** The file that makes the console read-only. */
	readonly readOnlyFile?: string;
	readonly dryRun?: boolean;
	/** Whether to keep what was last chosen in the console. */
	readonly remember?: boolean;
	/** Whether the console uses the mouse. */
	readonly mouse?: boolean;
	readonly units?: 'bits' | 'bytes';
	readonly theme?: string;
	/** The operator's own looks of parts of the screen, by role. */
	readonly looks?: Readonly<Record<string, string>>;
	readonly view?: string;
	/** The first filter of each view. */
	readonly filter?: Readonly<Record<string, string>>;
	/** The first order of each view: a column, with - or + before it for a direction. */
	readonly sort?: Readonly<Record<string, string>>;
	/** The keys of commands of the console. Which there are is known only to the console. */
	readonly keys?: Readonly<Record<string, readonly string[]>>;
	/** The file that chooses the keys of a command. */
	readonly keyFiles?: Readonly<Record<string, string>>;
	/** The columns of each table of the console, in their order. */
	readonly columns?: Readonly<Record<string, readonly string[]>>;
	/** Names of addresses, and of addresses with a port. */
	readonly names?: Readonly<Record<string, string>>;
	readonly resolveNames?: boolean;
	readonly showNames?: string;
	/** The time budget of reading the connection table, milliseconds. */
	readonly budget?: number;
	/** The number of unnamed snapshots without notes to keep. */
	readonly keepSnapshots?: number;
}

/** An invalid configuration. The message names the file, the position, and what is allowed. */
export class ConfigurationError extends Error {
	override readonly name = 'ConfigurationError';
}
