/**
 * The values of configuration files. The command line overrides all of them.
 */

/** Missing keys are absent. */
export interface Configuration {
	/** Milliseconds between readings. */
	readonly interval?: number;
	readonly readOnly?: boolean;
	/** The file that makes the console read-only. */
	readonly readOnlyFile?: string;
	readonly units?: 'bits' | 'bytes';
	readonly theme?: 'dark' | 'light' | 'mono';
	readonly view?: string;
	readonly filter?: string;
	/** The name of a column, with a leading minus for the other direction. */
	readonly sort?: string;
	/** The time budget of reading the connection table, milliseconds. */
	readonly budget?: number;
	/** The number of unnamed snapshots without notes to keep. */
	readonly keepSnapshots?: number;
}

/** An invalid configuration. The message names the file, the position, and what is allowed. */
export class ConfigurationError extends Error {
	override readonly name = 'ConfigurationError';
}
