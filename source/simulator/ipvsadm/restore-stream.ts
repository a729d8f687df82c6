/**
 * Splits the standard input of `ipvsadm -R` into argument vectors as ipvsadm does: no quotes, no comments, no continued
 * lines.
 */

/** A longer word is split into pieces of this length. */
const longestWord = 4096;
const wordPattern = new RegExp(`[^ \\t\\r\\n]{1,${longestWord}}`, 'g');

/**
 * A last line without a newline is lost if it ends in more than one blank: the reader reaches the end of the file while
 * it skips blanks, and gives up (read in config_stream.c of 1.31).
 */
const lostEnd = /[ \t\r]{2}$/;

/** The words of each line that has any. The word `ipvsadm` is dropped wherever it occurs. */
export function readRestoreStream(input: string): readonly (readonly string[])[] {
	const lines = input.split('\n');
	const last = lines.pop() ?? '';
	const complete = lostEnd.test(last) ? lines : [...lines, last];
	return complete
		.map(line => (line.match(wordPattern) ?? []).filter(word => word !== 'ipvsadm'))
		.filter(words => words.length > 0)
		.map(words => words.map(toNull));
}

/** Cuts a word at its first null character, as C does. */
function toNull(word: string): string {
	const end = word.indexOf('\0');
	return end === -1 ? word : word.slice(0, end);
}
