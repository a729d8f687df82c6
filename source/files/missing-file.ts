/**
 * Files that need not be there.
 */

/** What the work gives, or `fallback` where its file or folder is missing. Rejects with all other errors. */
export async function orIfMissing<Content>(
	work: Promise<Content>,
	fallback: Content,
): Promise<Content> {
	try {
		return await work;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
			return fallback;
		}

		throw error;
	}
}
