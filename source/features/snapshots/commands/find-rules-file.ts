/**
 * Finds the rules file for a word on the command line.
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

/** The path of a rules file: the word itself if that file exists, otherwise the snapshot of that name. */
export async function findRulesFile(word: string, snapshotFolder: string): Promise<string> {
	if (word.includes('/') || (await isThere(word)) || refuseName(word) !== null) {
		return word;
	}

	const path = snapshotPath(snapshotFolder, word.replace(/\.ipvs$/, ''));
	return (await isThere(path)) ? path : word;
}
