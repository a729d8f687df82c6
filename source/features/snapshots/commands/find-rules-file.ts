/**
 * Which file of rules a person means by a word.
 */
import {stat} from 'node:fs/promises';
import {snapshotPath} from '../files/snapshot-folder.ts';
import {refuseName} from '../files/snapshot-name.ts';

function isThere(path: string): Promise<boolean> {
	return stat(path).then(
		() => true,
		() => false,
	);
}

/** The file that a word names: a path, or the name of a snapshot where there is no such file. */
export async function findRulesFile(word: string, snapshotFolder: string): Promise<string> {
	if (word.includes('/') || (await isThere(word)) || refuseName(word) !== null) {
		return word;
	}

	const path = snapshotPath(snapshotFolder, word.replace(/\.ipvs$/, ''));
	return (await isThere(path)) ? path : word;
}
