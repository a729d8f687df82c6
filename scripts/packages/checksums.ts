/**
 * The checksums of all files in a folder, in the format of `sha256sum -c`.
 */
import {createHash} from 'node:crypto';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

/** Writes SHA256SUMS into the folder, and returns its text. */
export function writeChecksums(folder: string): string {
	const sums = readdirSync(folder)
		.toSorted()
		.map(file => {
			const sum = createHash('sha256')
				.update(readFileSync(join(folder, file)))
				.digest('hex');
			return `${sum}  ${file}\n`;
		})
		.join('');
	writeFileSync(join(folder, 'SHA256SUMS'), sums);
	return sums;
}
