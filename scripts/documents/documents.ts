/**
 * The documents that are made from the code: path below the project's folder, and text.
 */
import {configurationDocument} from '../../source/configuration/configuration-document.ts';
import {keyTable} from '../../source/keys/key-table.ts';
import {keysDocument} from '../../source/keys/keys-document.ts';
import {sortColumns} from '../../source/store/sort-rows.ts';
import {viewIds} from '../../source/store/views.ts';
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
		['docs/keys.md', keysDocument(keyTable)],
		['docs/configuration.md', configurationDocument({views: viewIds, columns: sortColumns})],
		['docs/console.svg', frameToSvg(frame, size)],
	]);
}
