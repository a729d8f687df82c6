/** Characters with no special meaning in any common shell, wherever they are in a word. */
const plainWord = /^[\w@%+:,./-]+$/;

/**
 * A command that can be pasted into a POSIX shell. Words with characters other than letters, digits and `@%+:,./-_` are
 * put in single quotes: to a shell, `[2001:db8::1]:80` is a file pattern.
 */
export function showCommand(command: readonly string[]): string {
	return command.map(quoteWord).join(' ');
}

/** One word, quoted if a shell would change it. */
export function quoteWord(word: string): string {
	return plainWord.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
