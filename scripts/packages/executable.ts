/**
 * Builds a single executable for Linux that contains Node.js and lvstop.
 */
import {
	chmodSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {type Elf, readElf, stripped, withNote} from './elf.ts';
import {nodeBinary, type Processor} from './node-binary.ts';
import {root, run} from './project.ts';

/** The libraries that an executable may need; docs/install.md and the packages name the same. */
const libraries =
	/^(lib(c|m|dl|pthread)\.so\.\d|libatomic\.so\.1|libstdc\+\+\.so\.6|libgcc_s\.so\.1|ld-linux-)/;

/** The newest symbol versions that it may need: those of Debian 10 and RHEL 8. */
const newest: ReadonlyMap<string, string> = new Map([
	['GLIBC', '2.28'],
	['GLIBCXX', '3.4.25'],
	['CXXABI', '1.3.11'],
]);

/** The requirements of an executable that the documents do not name, in words; null if there are none. */
export function unexpectedNeeds({needed, versions}: Elf): string | null {
	const strange = needed.filter(library => !libraries.test(library));
	const tooNew = [...versions.values()].flat().filter(version => {
		const [kind = '', number = ''] = version.split('_');
		const limit = newest.get(kind);
		return limit !== undefined && number.localeCompare(limit, 'en', {numeric: true}) > 0;
	});
	return [...strange, ...tooNew].join(', ') || null;
}

/** The switch in Node that says whether it contains a single executable application; 0 means off. */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2:';

/**
 * Puts an application into Node, as Node's documentation describes: a note with a certain name, and the switch turned
 * on. `node --build-sea` does the same, but puts the note where an arm64 kernel with 64 KiB pages cannot load it.
 */
function withBlob(node: Buffer, blob: Buffer): Buffer {
	const at = node.indexOf(`${fuse}0`);
	if (at === -1 || node.indexOf(`${fuse}0`, at + 1) !== -1) {
		throw new Error('this Node has no place for an application');
	}

	const switched = Buffer.from(node);
	switched.write('1', at + fuse.length, 'latin1');
	return withNote(switched, 'NODE_SEA_BLOB', blob);
}

/**
 * Builds the executable for a processor. The same source gives the same bytes.
 * @throws {Error} if the result needs more from a machine than the documents say
 */
export function makeExecutable(processor: Processor, outfile: string): void {
	// Compiled code runs only on the kind of processor that compiled it.
	const hasCode = processor === process.arch;
	const folder = mkdtempSync(join(tmpdir(), 'lvstop-executable-'));
	try {
		run(process.execPath, [
			join(root, 'scripts/build.ts'),
			join(folder, 'main.mjs'),
			...(hasCode ? ['--functions'] : []),
		]);
		const configuration = {
			// Node writes the path into its output, so it must be the same everywhere.
			main: 'main.mjs',
			mainFormat: 'module',
			output: 'lvstop.blob',
			disableExperimentalSEAWarning: true,
			useCodeCache: hasCode,
			// Environment variables that are meant for other Node programs must not change this one.
			execArgvExtension: 'none',
			// Otherwise SIGUSR1 opens the debugger, on a port that every user of the machine can connect to.
			execArgv: ['--disable-sigusr1'],
		};
		writeFileSync(join(folder, 'sea.json'), JSON.stringify(configuration));
		// Without a fixed seed the compiled code is different each time.
		run(process.execPath, ['--random-seed=1', '--experimental-sea-config', 'sea.json'], {
			cwd: folder,
		});
		const blob = readFileSync(join(folder, 'lvstop.blob'));
		const executable = withBlob(stripped(readFileSync(nodeBinary(processor))), blob);
		const needs = unexpectedNeeds(readElf(executable));
		if (needs !== null) {
			throw new Error(
				`the executable for ${processor} needs ${needs}, which docs/install.md does not say`,
			);
		}

		mkdirSync(dirname(outfile), {recursive: true});
		writeFileSync(`${outfile}.new`, executable);
		chmodSync(`${outfile}.new`, 0o755);
		// A running executable cannot be written to, but it can be replaced.
		renameSync(`${outfile}.new`, outfile);
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
}
