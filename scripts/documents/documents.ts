/**
 * The generated documents: their paths below the project's folder, and their texts.
 */

import {keysDocument} from '../../source/console/keys/keys-document.ts';
import {checksDocument} from '../../source/features/checks/check-document.ts';
import {configurationDocument} from '../../source/files/configuration/configuration-document.ts';
import {commandLineDocument} from '../../source/program/command-line-document.ts';
import {assembly} from '../../source/program/features.ts';
import {knownValues} from '../../source/program/known-values.ts';
import {bashCompletion} from '../completions/bash.ts';
import {fishCompletion} from '../completions/fish.ts';
import {zshCompletion} from '../completions/zsh.ts';
import {filterDocument} from './filter-document.ts';
import {labPicture} from './lab-pictures.ts';
import {
	commandManual,
	configurationExample,
	configurationManual,
	type Edition,
} from './manual-pages.ts';
import {pagesWithParts} from './page-parts.ts';
import {makePictures} from './pictures.ts';

/** @param root the project's folder, with the pages that have generated parts */
export async function makeDocuments(
	root: string,
	edition: Edition,
): Promise<ReadonlyMap<string, string>> {
	return new Map([
		['docs/keys.md', keysDocument(assembly)],
		['docs/filter.md', filterDocument(assembly)],
		['docs/checks.md', checksDocument()],
		['docs/command-line.md', commandLineDocument()],
		['docs/configuration.md', configurationDocument(knownValues)],
		...pagesWithParts(root),
		...(await makePictures()),
		['docs/nat.svg', labPicture('nat')],
		['docs/dr.svg', labPicture('dr')],
		['docs/tun.svg', labPicture('tun')],
		['share/man/lvstop.1', commandManual(edition)],
		['share/man/lvstop-config.5', configurationManual(edition)],
		['share/config.toml', configurationExample()],
		['share/completions/lvstop.bash', bashCompletion()],
		['share/completions/_lvstop', zshCompletion()],
		['share/completions/lvstop.fish', fishCompletion()],
	]);
}
