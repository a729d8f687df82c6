/**
 * Shortens the standard error of a program for use in a message.
 */

/** The number of characters to keep of the start, and of the end. */
const kept = 500;

/** The beginning and the end of standard error; empty if there is none. */
export function briefly(stderr: string): string {
	const said = stderr.trim();
	return said.length <= 2 * kept
		? said
		: `${said.slice(0, kept).trimEnd()} … ${said.slice(-kept).trimStart()}`;
}
