/** Characters that mean only themselves in every common shell, wherever they stand in a word. */
const plainWord = /^[\w@%+:,./-]+$/;

/**
 * A command as a person can paste it into a POSIX shell. Words with other characters than letters,
 * digits and `@%+:,./-_` are put in single quotes: `[2001:db8::1]:80` is a file pattern to a shell.
 */
export function showCommand(command: readonly string[]): string {
	return command.map(quoteWord).join(' ');
}

/** One word, quoted where a shell would not take it as it is. */
export function quoteWord(word: string): string {
	return plainWord.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
