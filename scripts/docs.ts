/**
 * Writes the generated documents. With --check it only reports which of them are out of date.
 *
 * They are made from TypeScript with JSX, which Node cannot run directly: esbuild bundles it first.
 */
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {releaseDate, version} from './packages/project.ts';

// Times on the screen are local; the documents are the same wherever they are made.
process.env['TZ'] = 'UTC';
const root = fileURLToPath(new URL('..', import.meta.url));
const outfile = `${root}node_modules/.cache/lvstop/documents.mjs`;
await mkdir(dirname(outfile), {recursive: true});
await build({
	entryPoints: [`${root}scripts/documents/documents.ts`],
	outfile,
	bundle: true,
	format: 'esm',
	platform: 'node',
	packages: 'external',
	jsx: 'automatic',
	logLevel: 'warning',
});

const {makeDocuments} = (await import(outfile)) as typeof import('./documents/documents.ts');
const stale: string[] = [];
for (const [path, text] of await makeDocuments(root, {version, date: releaseDate})) {
	const present = await readFile(`${root}${path}`, 'utf8').catch(() => null);
	if (present !== text) {
		stale.push(path);
	}

	if (!process.argv.includes('--check')) {
		await mkdir(dirname(`${root}${path}`), {recursive: true});
		await writeFile(`${root}${path}`, text);
	}
}

if (process.argv.includes('--check') && stale.length > 0) {
	console.error(
		`no longer what the code says: ${stale.join(', ')}; npm run docs writes them again`,
	);
	process.exitCode = 1;
}
