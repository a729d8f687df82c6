/** Lines of different lengths, more of them than a pipe holds where there are many. */
export function linesFor(count: number): string {
	return Array.from({length: count}, (_, index) => `-a -f 1 -r 10.0.0.${index} -w ${index}\n`).join(
		'',
	);
}
