/**
 * Builds the release files in dist/package or the given folder: the program, the npm package, the bill of materials
 * (CycloneDX) and the checksums of them all. The same source gives the same bytes.
 */
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = resolve(process.argv[2] ?? join(root, 'dist', 'package'));
const {name, version} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
	name: string;
	version: string;
};

/** Runs a program in the project's folder and returns its output. */
function run(program: string, ...words: readonly string[]): string {
	return execFileSync(program, words, {cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26});
}

/** The parts of npm's bill of materials that differ with the time or the place of the build. */
interface PassingParts {
	serialNumber: string;
	metadata: {timestamp?: string; component: {name: string; type: string}};
}

/**
 * The bill of materials of the program. npm names it after the folder and adds a random number and the time. Here the
 * number is a hash of the content, and there is no time.
 */
function billOfMaterials(): string {
	const printed = run(
		'npm',
		...['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'],
		...['--omit', 'dev', '--omit', 'optional'],
	);
	const bill = JSON.parse(printed) as PassingParts;
	delete bill.metadata.timestamp;
	bill.metadata.component.name = name;
	bill.metadata.component.type = 'application';
	bill.serialNumber = '';
	const sum = createHash('sha256').update(JSON.stringify(bill)).digest('hex');
	// A UUID of version 8: its bits are defined by the vendor.
	const parts = [
		sum.slice(0, 8),
		sum.slice(8, 12),
		`8${sum.slice(13, 16)}`,
		`8${sum.slice(17, 20)}`,
		sum.slice(20, 32),
	];
	bill.serialNumber = `urn:uuid:${parts.join('-')}`;
	return `${JSON.stringify(bill, null, '\t')}\n`;
}

/** Builds the npm package of the program. dist/ is not changed, because something else may be running it. */
function packNpm(program: string): void {
	const stage = join(folder, 'stage');
	mkdirSync(join(stage, 'dist'), {recursive: true});
	copyFileSync(program, join(stage, 'dist', 'lvstop.mjs'));
	for (const file of ['package.json', 'README.md', 'LICENSE']) {
		copyFileSync(join(root, file), join(stage, file));
	}

	run('npm', 'pack', stage, '--ignore-scripts', '--pack-destination', folder);
	rmSync(stage, {recursive: true});
}

rmSync(folder, {recursive: true, force: true});
mkdirSync(folder, {recursive: true});
const program = join(folder, 'lvstop.mjs');
run(process.execPath, 'scripts/build.ts', program);
packNpm(program);
writeFileSync(join(folder, `${name}-${version}.cdx.json`), billOfMaterials());
const sums = readdirSync(folder)
	.toSorted()
	.map(file => {
		const sum = createHash('sha256')
			.update(readFileSync(join(folder, file)))
			.digest('hex');
		return `${sum}  ${file}\n`;
	});
writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''));
console.log(`${folder}:\n${sums.join('')}`.trimEnd());
