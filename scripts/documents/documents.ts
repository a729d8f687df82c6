/**
 * The generated documents: their paths below the project's folder, and their texts.
 */

import {keysDocument} from '../../source/console/keys/keys-document.ts';
import {sortColumns} from '../../source/features/services/sort-rows.ts';
import {configurationDocument} from '../../source/files/configuration/configuration-document.ts';
import {commandLineDocument} from '../../source/program/command-line-document.ts';
import {assembly} from '../../source/program/features.ts';
import {viewNames} from '../../source/program/view-names.ts';
import {demoFrame} from './demo-frame.ts';
import {frameToSvg} from './frame-to-svg.ts';

export async function makeDocuments(): Promise<ReadonlyMap<string, string>> {
	const size = {columns: 100, rows: 24};
	const frame = await demoFrame({
		scene: 'incident',
		size,
		keys: 'jjw3<enter>',
	});
	return new Map([
		['docs/keys.md', keysDocument(assembly)],
		['docs/command-line.md', commandLineDocument()],
		['docs/configuration.md', configurationDocument({views: viewNames, columns: sortColumns})],
		['docs/console.svg', frameToSvg(frame, size)],
	]);
}
