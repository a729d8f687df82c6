/** All that comes, one after the other. */
export async function allOf<T>(rows: AsyncIterable<T>): Promise<readonly T[]> {
	const found: T[] = [];
	for await (const row of rows) {
		found.push(row);
	}

	return found;
}
