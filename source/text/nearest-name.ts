/**
 * Suggests the name that a mistyped word was meant to be.
 */

/**
 * The edit distance: how many characters have to be inserted, deleted, replaced or swapped with their neighbour (the
 * restricted distance of Damerau and Levenshtein).
 */
function distance(one: string, other: string): number {
	const rows: number[][] = [Array.from({length: other.length + 1}, (_, index) => index)];
	const at = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
	for (let row = 1; row <= one.length; row += 1) {
		rows.push([row]);
		for (let column = 1; column <= other.length; column += 1) {
			const isSame = one[row - 1] === other[column - 1];
			const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
			rows[row]?.push(
				Math.min(
					at(row - 1, column) + 1,
					at(row, column - 1) + 1,
					at(row - 1, column - 1) + (isSame ? 0 : 1),
					isSwapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
				),
			);
		}
	}

	return at(one.length, other.length);
}

/** The name most similar to the word; null if none is similar. */
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
