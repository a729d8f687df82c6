/**
 * Makes a part of the built program from a module of lvstop. A part loads what it imports when it first uses it, so a
 * command loads only the modules that it needs.
 */
import {dirname, join} from 'node:path/posix';
import {transform} from 'esbuild';

/** The oldest Node that may run the parts. */
export const oldestNode = 'node22';

/** What lvstop uses of an npm package. */
export interface PackageUse {
	readonly package: string;
	/** The names; null for all that it has. */
	readonly names: readonly string[] | null;
	/** Whether the package has all of the names; otherwise some may belong to other values. */
	readonly isExact: boolean;
}

/** A module as the body of a function, which gets `module`, `$load` and `$late`. Empty if it has only types. */
export interface OwnPart {
	readonly body: string;
	readonly uses: readonly PackageUse[];
}

/** What esbuild writes before a module's own code and the parts do not use: its helpers, and an empty import.meta. */
const preamble =
	/^(?:var __\w+ = (?:[^\n]*;|[^\n]*\{\n[\s\S]*?^\};|[^\n]*\(\n[\s\S]*?^\)\);)|const import_meta = \{\};)\n/gm;

const exportList =
	/^var (\w+_exports) = \{\};\n(?:__export\(\1, \{\n([\s\S]*?)^\}\);\n)?module\.exports = __toCommonJS\(\1\);$/m;

const exportLine = /^ {2}(\w+): \(\) => (\w+(?:\.\w+)?),?$/;

/** An import by names has a variable of esbuild; one of a namespace has the name that the module gives it. */
const importLine = /^var (\w+) = (?:__toESM\()?require\("([^"]+)"\)\)?;$/gm;

const generated = /^import_/;

const lateImport = /\bimport\("([^"]+)"\)/g;

/** Forms of import and export that the parts do not have, in the text before or after esbuild. */
const forbidden = [
	[/\bimport_\w/, 'a name that begins with import_, as those of esbuild do'],
	[/\$(?:load|late)\b/, 'a name of the loader'],
	[/^export let /m, 'an exported variable that can change'],
	[/^export \*/m, 'an export of everything'],
	[/^import '/m, 'an import without names'],
] as const;

const leftOver = /__toESM|__export|__reExport|__toCommonJS|import_meta|\bimport\(/;

/** The exports of a module as an object: its own values, and those of other modules as getters. */
function exportsText(list: string): string {
	const members = list
		.trimEnd()
		.split('\n')
		.map(line => {
			const [, name, value = ''] = exportLine.exec(line) ?? [];
			if (name === undefined) {
				throw new Error(`an export that has another form: ${line}`);
			}

			return value.includes('.') ? `get ${name}() { return ${value}; }` : `${name}: ${value}`;
		});
	return `module.exports = {${members.join(', ')}};`;
}

function usesOf(code: string, variable: string, name: string): PackageUse {
	const used = [...code.matchAll(new RegExp(`\\b${variable}\\.(\\w+)`, 'g'))];
	return {
		package: name,
		names: [...new Set(used.map(([, member = '']) => member))],
		isExact: generated.test(variable),
	};
}

/** Takes the helpers and the exports out of the text of esbuild, and puts the exports at its end. */
function withExports(code: string): string {
	let exports = '';
	const rest = code.replace(preamble, '').replace(exportList, (_, _name, list?: string) => {
		exports = list === undefined ? '' : exportsText(list);
		return '';
	});
	return `${rest}\n${exports}`;
}

/**
 * Loads what is imported where it is used. A namespace is loaded at the beginning: its uses cannot be told from those of
 * another value with its name.
 * @param partOf the part that an import names
 */
function withLoading(code: string, partOf: (path: string) => string): string {
	const late: (readonly [variable: string, load: string])[] = [];
	const begun = code.replace(importLine, (_, variable: string, path: string) => {
		const load = `$load(${JSON.stringify(partOf(path))})`;
		if (!generated.test(variable)) {
			return `var ${variable} = ${load};`;
		}

		late.push([variable, load]);
		return `var ${variable};`;
	});
	const loading = late.reduce(
		(text, [variable, load]) =>
			text.replace(new RegExp(`\\b${variable}\\.`, 'g'), `(${variable} ??= ${load}).`),
		begun,
	);
	return loading.replace(lateImport, (_, path: string) => `$late(${JSON.stringify(partOf(path))})`);
}

/** What the text of esbuild uses of npm packages. */
function packageUses(code: string): readonly PackageUse[] {
	const isPackage = (path: string) => !/^(?:\.|node:)/.test(path);
	const imported = [...code.matchAll(importLine)]
		.filter(([, , path = '']) => isPackage(path))
		.map(([, variable = '', path = '']) => usesOf(code, variable, path));
	const late = [...code.matchAll(lateImport)]
		.filter(([, path = '']) => isPackage(path))
		.map(([, path = '']) => ({package: path, names: null, isExact: true}));
	return [...imported, ...late];
}

/**
 * Makes the part of a module.
 * @param file its path below the project, which is the name of the part
 * @param define texts in the place of names
 * @throws {Error} if the module has something that a part cannot have
 */
export async function ownPart(
	file: string,
	source: string,
	define: Readonly<Record<string, string>> = {},
): Promise<OwnPart> {
	const odd = forbidden.find(([form]) => form.test(source));
	if (odd !== undefined) {
		throw new Error(`${file} has ${odd[1]}, which a part of the program cannot have`);
	}

	const {code} = await transform(source, {
		loader: file.endsWith('.tsx') ? 'tsx' : 'ts',
		format: 'cjs',
		target: oldestNode,
		jsx: 'automatic',
		define,
		legalComments: 'none',
	});
	const partOf = (path: string) => (path.startsWith('.') ? join(dirname(file), path) : path);
	const body = await minified(withLoading(withExports(code), partOf));
	const left = leftOver.exec(body);
	if (left !== null) {
		throw new Error(`${file}: esbuild wrote ${left[0]} in a way that the parts do not know`);
	}

	return {body, uses: packageUses(code)};
}

/** The body of a function without white space. */
async function minified(body: string): Promise<string> {
	const {code} = await transform(`whole(function () {${body}})`, {
		target: oldestNode,
		charset: 'ascii',
		minifyWhitespace: true,
		minifySyntax: true,
	});
	return code.replace(/^whole\(function\(\)\{/, '').replace(/\}\);\n$/, '');
}
