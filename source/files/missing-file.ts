/**
 * Files that may be missing.
 */

/** The result of the work, or `fallback` if its file or folder is missing. Rejects with all other errors. */
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
