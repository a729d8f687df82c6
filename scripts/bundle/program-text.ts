/**
 * Puts the parts of the program in one file.
 */
import {globSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {transformSync} from 'esbuild';
import {commentEnd, parameters} from './loader.ts';
import {ownPart} from './own-module.ts';
import {packageParts} from './packages.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The part that starts the program. */
export const entry = 'cli.tsx';

/** What the build says to the program. */
export interface ProgramOptions {
	/** The first version of Node that runs the program. */
	readonly oldestNode: number;
	/** Texts in the place of names. */
	readonly define: Readonly<Record<string, string>>;
	/**
	 * Whether the parts are comments, which Node skips, or functions, which it compiles before the program starts: for a
	 * file that is delivered with the compiled code.
	 */
	readonly partsAs: 'comments' | 'functions';
}

/** The loader as a value named `loader`, in syntax that an old Node can parse. */
function loaderText(): string {
	const text = readFileSync(join(root, 'scripts/bundle/loader.ts'), 'utf8');
	return transformSync(text, {
		loader: 'ts',
		format: 'iife',
		globalName: 'loader',
		target: 'node14.8',
		charset: 'ascii',
		minifyWhitespace: true,
		legalComments: 'none',
	}).code;
}

/**
 * The beginning of the file. It checks the version of Node before any part is compiled, and an old Node can parse it:
 * Node's modules are required after the check, because a name that an old Node does not know would fail before it.
 */
function beginning(oldestNode: number): string {
	return `#!/usr/bin/env node
import {createRequire} from 'module';
const nodeRequire = createRequire(import.meta.url);
if (Number.parseInt(process.versions.node, 10) < ${oldestNode}) {
	process.stderr.write('lvstop needs Node.js ${oldestNode} or newer; this is ' + process.version + ' (' + process.execPath + ')\\n');
	process.exit(1);
}
// Node would open its debugger before the rest of the program is loaded and could keep it closed.
process.on('SIGUSR1', () => {});
`;
}

/**
 * The parts that the program can load, from its entry on.
 * @throws {Error} if one of them names a part that does not exist
 */
export function reachable(
	parts: ReadonlyMap<string, string>,
	from: string,
): ReadonlyMap<string, string> {
	const found = new Map<string, string>();
	const wanted = [{name: from, by: 'the program'}];
	for (const {name, by} of wanted) {
		const text = parts.get(name);
		if (text === undefined) {
			throw new Error(`${by} loads ${name}, which is no part of the program`);
		}

		if (!found.has(name)) {
			found.set(name, text);
			const loads = [...text.matchAll(/\$(?:load|late)\("(?!node:)([^"]+)"\)/g)];
			wanted.push(...loads.map(([, loaded = '']) => ({name: loaded, by: name})));
		}
	}

	return found;
}

/** The parts of lvstop and of the packages that it uses, by their names. */
export async function allParts(
	define: ProgramOptions['define'],
): Promise<ReadonlyMap<string, string>> {
	const files = [entry, ...globSync('source/**/*.{ts,tsx}', {cwd: root}).toSorted()];
	const own = await Promise.all(
		files.map(async file => {
			const {body, uses} = await ownPart(file, readFileSync(join(root, file), 'utf8'), define);
			return {file, body, uses};
		}),
	);
	const packages = await packageParts(own.flatMap(({uses}) => uses));
	const parts = new Map([...own.map(({file, body}) => [file, body] as const), ...packages]);
	return reachable(parts, entry);
}

/** A part as a member of the object that the loader gets. */
function memberText(name: string, text: string, as: ProgramOptions['partsAs']): string {
	const key = JSON.stringify(name);
	if (as === 'functions') {
		return `${key}(${parameters.join()}){${text}}`;
	}

	if (text.includes(commentEnd)) {
		throw new Error(`${name} contains ${commentEnd}, which stands for the end of a comment`);
	}

	// The functions are in a module, which is always strict; a text that is compiled by itself is not.
	return `${key}(){/*'use strict';${text.replaceAll('*/', commentEnd)}*/}`;
}

/** The text of the program's file. The same source gives the same text. */
export async function programText({oldestNode, define, partsAs}: ProgramOptions): Promise<string> {
	const parts = await allParts(define);
	const members = [...parts].map(([name, text]) => memberText(name, text.trimEnd(), partsAs));
	const program = [
		`${beginning(oldestNode)}${loaderText()}loader.openProgram({nodeRequire, parts: {`,
		members.join(',\n'),
		`}})(${JSON.stringify(entry)});\n`,
	].join('\n');
	refuseOtherCharacters(program);
	return program;
}

/**
 * With one other character V8 keeps all of the text in two bytes a character: 3 MB more in every lvstop.
 * @throws {Error} if there is one
 */
function refuseOtherCharacters(text: string): void {
	const other = /[^\0-\x7f]/.exec(text);
	if (other !== null) {
		const context = text.slice(Math.max(0, other.index - 60), other.index + 20);
		throw new Error(
			`esbuild left ${other[0]} in a regular expression or a tagged template; write it as \\u there: ${context}`,
		);
	}
}
