/** Lines of different lengths; for a large count, more than a pipe holds. */
export function linesFor(count: number): string {
	return Array.from({length: count}, (_, index) => `-a -f 1 -r 10.0.0.${index} -w ${index}\n`).join(
		'',
	);
}
