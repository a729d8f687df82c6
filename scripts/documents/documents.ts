/**
 * The generated documents: their paths below the project's folder, and their texts.
 */

import {keysDocument} from '../../source/console/keys/keys-document.ts';
import {sortColumns} from '../../source/features/services/sort-rows.ts';
import {configurationDocument} from '../../source/files/configuration/configuration-document.ts';
import {commandLineDocument} from '../../source/program/command-line-document.ts';
import {assembly} from '../../source/program/features.ts';
import {viewNames} from '../../source/program/view-names.ts';
import {bashCompletion} from '../completions/bash.ts';
import {fishCompletion} from '../completions/fish.ts';
import {zshCompletion} from '../completions/zsh.ts';
import {demoFrame} from './demo-frame.ts';
import {filterDocument} from './filter-document.ts';
import {frameToSvg} from './frame-to-svg.ts';
import {
	commandManual,
	configurationExample,
	configurationManual,
	type Edition,
} from './manual-pages.ts';

export async function makeDocuments(edition: Edition): Promise<ReadonlyMap<string, string>> {
	const size = {columns: 100, rows: 24};
	const frame = await demoFrame({
		scene: 'incident',
		size,
		keys: 'jjw3<enter>',
	});
	return new Map([
		['docs/keys.md', keysDocument(assembly)],
		['docs/filter.md', filterDocument(assembly)],
		['docs/command-line.md', commandLineDocument()],
		['docs/configuration.md', configurationDocument({views: viewNames, columns: sortColumns})],
		['docs/console.svg', frameToSvg(frame, size)],
		['share/man/lvstop.1', commandManual(edition)],
		['share/man/lvstop-config.5', configurationManual(edition)],
		['share/config.toml', configurationExample()],
		['share/completions/lvstop.bash', bashCompletion()],
		['share/completions/_lvstop', zshCompletion()],
		['share/completions/lvstop.fish', fishCompletion()],
	]);
}
