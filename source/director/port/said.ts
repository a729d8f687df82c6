/**
 * What a program said on standard error, short enough to be repeated in a message.
 */

/** Characters that are repeated of what was said at the beginning, and as many of the end. */
const kept = 500;

/** The beginning and the end of what a program said; a program that said nothing gives an empty text. */
export function briefly(stderr: string): string {
	const said = stderr.trim();
	return said.length <= 2 * kept
		? said
		: `${said.slice(0, kept).trimEnd()} … ${said.slice(-kept).trimStart()}`;
}
