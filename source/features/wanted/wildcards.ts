/**
 * Finds the files that match a pattern with wildcards, as glob(3) does for keepalived. Node's own `fs.glob` is
 * experimental in Node 22 and prints a warning there. Only a small part of it is needed, and here it has limits.
 */
import {readdir, stat} from 'node:fs/promises';
import {join} from 'node:path';

/** Limits: the folder entries that are read, and the names that the braces of one pattern can produce. */
const mostEntries = 100_000;
const mostAlternatives = 1000;

/** Whether a pattern can match more than one file. */
export function hasWildcards(pattern: string): boolean {
	return /[*?[{]/.test(pattern);
}

/** Finds the commas and the end of the brace group that begins at `start`; null if the group is not closed. */
function braceGroup(pattern: string, start: number): {cuts: number[]; end: number} | null {
	const cuts = [start];
	let depth = 0;
	for (let at = start; at < pattern.length; at += 1) {
		const sign = pattern[at];
		depth += sign === '{' ? 1 : sign === '}' ? -1 : 0;
		if (sign === ',' && depth === 1) {
			cuts.push(at);
		}

		if (depth === 0) {
			return {cuts: [...cuts, at], end: at};
		}
	}

	return null;
}

/**
 * Expands the braces of a pattern: `{foo/{,cat},bar}` becomes `foo/`, `foo/cat`, `bar`.
 * @returns null if there are too many patterns
 */
export function withoutBraces(pattern: string): readonly string[] | null {
	const ready: string[] = [];
	const open = [pattern];
	while (open.length > 0) {
		const next = open.pop() ?? '';
		const start = next.indexOf('{');
		const group = start === -1 ? null : braceGroup(next, start);
		if (group === null) {
			ready.push(next);
		} else {
			const {cuts, end} = group;
			const choices = cuts.slice(1).map((cut, index) => next.slice((cuts[index] ?? 0) + 1, cut));
			open.push(
				...choices.map(choice => next.slice(0, start) + choice + next.slice(end + 1)).reverse(),
			);
		}

		if (ready.length + open.length > mostAlternatives) {
			return null;
		}
	}

	return ready;
}

/** Reads the bracket expression at `start`: the characters that it allows, and its end; null if it is not closed. */
function brackets(
	pattern: string,
	start: number,
): {allows(sign: string): boolean; end: number} | null {
	const negated = pattern[start + 1] === '!' || pattern[start + 1] === '^';
	const first = start + (negated ? 2 : 1);
	// A closing bracket directly after the opening one is an ordinary character.
	const end = pattern.indexOf(']', first + 1);
	if (end === -1) {
		return null;
	}

	const set = pattern.slice(first, end);
	const isIn = (sign: string) => {
		for (let at = 0; at < set.length; at += 1) {
			const [low = '', dash, high] = set.slice(at, at + 3);
			if (dash === '-' && high !== undefined) {
				if (sign >= low && sign <= high) {
					return true;
				}

				at += 2;
			} else if (sign === low) {
				return true;
			}
		}

		return false;
	};
	return {allows: sign => isIn(sign) !== negated, end};
}

/** Matches one character of a name. Returns the next index in the pattern, or null if the character does not match. */
function step(pattern: string, at: number, sign: string): number | null {
	if (pattern[at] === '[') {
		const found = brackets(pattern, at);
		if (found) {
			return found.allows(sign) ? found.end + 1 : null;
		}
	}

	return pattern[at] === '?' || pattern[at] === sign ? at + 1 : null;
}

/** Whether a name matches a pattern without slashes and braces. Only a dot matches a leading dot. */
export function fits(name: string, pattern: string): boolean {
	if (name.startsWith('.') && !pattern.startsWith('.')) {
		return false;
	}

	let at = 0;
	let star: {readonly pattern: number; name: number} | null = null;
	let place = 0;
	while (place < name.length) {
		const next: number | null = pattern[at] === '*' ? null : step(pattern, at, name[place] ?? '');
		if (pattern[at] === '*') {
			star = {pattern: at + 1, name: place};
			at += 1;
		} else if (next !== null) {
			at = next;
			place += 1;
		} else if (star) {
			star.name += 1;
			at = star.pattern;
			place = star.name;
		} else {
			return false;
		}
	}

	return /^\**$/.test(pattern.slice(at));
}

/** Finds the paths below a folder that match a pattern without braces. */
async function walk(pattern: string, folder: string, left: {entries: number}): Promise<string[]> {
	let found = [pattern.startsWith('/') ? '/' : folder];
	for (const part of pattern.split('/').filter(word => word !== '')) {
		if (!hasWildcards(part)) {
			found = found.map(path => join(path, part));
			continue;
		}

		const next: string[] = [];
		for (const path of found) {
			const names = await readdir(path).catch((): string[] => []);
			left.entries -= names.length;
			if (left.entries < 0) {
				return [];
			}

			next.push(...names.filter(name => fits(name, part)).map(name => join(path, name)));
		}

		found = next;
	}

	const there = await Promise.all(
		found.map(path =>
			stat(path).then(
				() => true,
				() => false,
			),
		),
	);
	return found.filter((_, index) => there[index]);
}

/**
 * Finds the paths that match a pattern, each once. The paths of each brace alternative are in alphabetical order.
 * @param folder the folder that a relative pattern starts from
 * @returns null if the pattern has too many alternatives or reads too many folder entries
 */
export async function filesNamed(
	pattern: string,
	folder: string,
): Promise<readonly string[] | null> {
	const patterns = withoutBraces(pattern);
	if (patterns === null) {
		return null;
	}

	const left = {entries: mostEntries};
	const found: string[] = [];
	for (const each of patterns) {
		found.push(...(await walk(each, folder, left)).toSorted());
	}

	return left.entries < 0 ? null : [...new Set(found)];
}
