/**
 * The keys of configuration files. The command line wins over all of it.
 */

/** Missing keys are absent. */
export interface Configuration {
	/** Milliseconds between readings. */
	readonly interval?: number;
	readonly readOnly?: boolean;
	/** The file that says whether it is read-only. */
	readonly readOnlyFile?: string;
	readonly units?: 'bits' | 'bytes';
	readonly theme?: 'dark' | 'light' | 'mono';
	readonly view?: string;
	readonly filter?: string;
	/** A column's name, with a minus before it for the other direction. */
	readonly sort?: string;
	/** Milliseconds that a reading of the connection table may take. */
	readonly budget?: number;
	/** How many snapshots that nobody has named or noted are kept. */
	readonly keepSnapshots?: number;
}

/** A configuration that cannot be used; the message names the file, the place in it, and what is allowed. */
export class ConfigurationError extends Error {
	override readonly name = 'ConfigurationError';
}
