/**
 * An invalid command line.
 */

/** The message is one line. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
	/** The given subcommand, whose help has more information; null if there was none. */
	readonly command: string | null;

	constructor(message: string, command: string | null = null) {
		super(message);
		this.command = command;
	}
}
