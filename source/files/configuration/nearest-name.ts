/**
 * The name that somebody meant who mistyped one.
 */

/** How many characters have to be inserted, deleted or replaced (Levenshtein distance). */
function distance(one: string, other: string): number {
	let row = Array.from({length: other.length + 1}, (_, index) => index);
	for (const [index, character] of [...one].entries()) {
		const next = [index + 1];
		for (const [column, wanted] of [...other].entries()) {
			next.push(
				Math.min(
					(next[column] ?? 0) + 1,
					(row[column + 1] ?? 0) + 1,
					(row[column] ?? 0) + (character === wanted ? 0 : 1),
				),
			);
		}

		row = next;
	}

	return row[other.length] ?? 0;
}

/** The name that is most like the word; null where none is like it. */
export function nearestName(word: string, names: readonly string[]): string | null {
	const written = (text: string) => text.toLowerCase().replaceAll(/[^a-z]/g, '');
	const ranked = names
		.map(name => ({name, distance: distance(written(word), written(name))}))
		.sort((one, other) => one.distance - other.distance);
	const [best] = ranked;
	return best !== undefined && best.distance <= Math.max(1, best.name.length / 3)
		? best.name
		: null;
}
