/**
 * The names of other hosts, as ssh takes them.
 */

/** The longest name of a host is 253 characters; a user and a port come before and after it. */
const longest = 320;

/**
 * Characters that no host and no user has. ssh passes both to a shell if a `ProxyCommand` of its configuration says so,
 * and refuses such characters itself only from OpenSSH 9.6 on.
 */
const forbidden = /[\s\p{C}'"`$;&|<>(){}*?!#]/u;

/** Whether a text can be `host`, `user@host` or `ssh://user@host:port`, and is nothing else to ssh or to a shell. */
export function isSshDestination(name: string): boolean {
	const host = name.slice(name.lastIndexOf('@') + 1);
	// ssh would take a word with a leading dash for an option.
	const isOption = name.startsWith('-') || host.startsWith('-');
	const isOdd = forbidden.test(name) || host.includes('\\') || name.length > longest;
	return host !== '' && !isOption && !isOdd;
}
