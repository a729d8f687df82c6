/**
 * A command line that cannot be understood.
 */

/** The message is one line for a person. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
	/** The subcommand that was named, whose help tells more; null when none was. */
	readonly command: string | null;

	constructor(message: string, command: string | null = null) {
		super(message);
		this.command = command;
	}
}
