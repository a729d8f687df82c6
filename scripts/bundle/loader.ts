/**
 * Runs inside the built program: compiles and runs its parts when they are needed. Compiling all of them would be half
 * of the time that a short command takes.
 *
 * A part is the text of a comment in a function of the program's own file. V8 skips a comment, and a function can be
 * asked for its text: nothing is read or taken from elsewhere, even if the file has been replaced since the start.
 */

/** Stands for the end of a comment in the text of a part; no other text of a part has it. */
export const commentEnd = '*~/';

/** A part that is loaded, as CommonJS knows it. */
interface Loaded {
	exports: unknown;
}

/** Runs a part. */
type Run = (
	module: Loaded,
	exports: unknown,
	$load: (name: string) => unknown,
	$late: (name: string) => Promise<unknown>,
) => void;

interface ProgramFile {
	/** The parts: functions that run them, or functions without parameters that contain only a comment with the text. */
	readonly parts: Readonly<Record<string, Run>>;
	/** Node's own require function. */
	readonly nodeRequire: (name: string) => unknown;
}

/** The names of what a part gets, in the order of `Run`. */
export const parameters = ['module', 'exports', '$load', '$late'];

/** The text in the only comment of a function. */
function commentOf(part: Run): string {
	const text = part.toString();
	return text.slice(text.indexOf('/*') + 2, text.lastIndexOf('*/')).replaceAll(commentEnd, '*/');
}

/** One of Node's modules, with itself as its default export. */
function withDefault(module: object): object {
	return Object.create(module, {default: {value: module}}) as object;
}

/**
 * Opens the file of the program.
 * @returns the function that loads a part, or one of Node's modules by its name with `node:`
 */
export function openProgram({parts, nodeRequire}: ProgramFile): (name: string) => unknown {
	const {compileFunction} = nodeRequire('vm') as typeof import('node:vm');
	const loaded = new Map<string, Loaded>();
	const run = (name: string, module: Loaded) => {
		const part = parts[name];
		if (part === undefined) {
			throw new Error(`the program has no part ${name}`);
		}

		const start =
			part.length > 0
				? part
				: (compileFunction(commentOf(part), parameters, {filename: name}) as Run);
		start(module, module.exports, load, late);
	};
	const load = (name: string): unknown => {
		const found = loaded.get(name);
		if (found !== undefined) {
			return found.exports;
		}

		const isOfNode = name.startsWith('node:');
		const module = {exports: isOfNode ? withDefault(nodeRequire(name) as object) : {}};
		// Before it runs: parts of packages may need each other.
		loaded.set(name, module);
		if (!isOfNode) {
			run(name, module);
		}

		return module.exports;
	};
	const late = (name: string) => Promise.resolve().then(() => load(name));
	return load;
}
