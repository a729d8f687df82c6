/**
 * The import rule of the project, in one table that the linter and a test share. It is an allow-list: everything that
 * is not listed is forbidden, even in a new folder of source/. `npm run lint` prints violations.
 */
import {globSync, readFileSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';

/** For each room, the rooms and packages that it may import besides itself. `node:` is every module of Node. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
	text: [],
	ipvs: ['text', 'ipaddr.js'],
	files: ['text', 'node:', 'smol-toml', 'valibot'],
	director: ['text', 'ipvs', 'node:', 'execa'],
	plans: ['text', 'ipvs', 'files', 'director', 'valibot'],
	'plans/log': ['text', 'ipvs', 'files', 'director', 'node:', 'valibot'],
	simulator: ['ipvs', 'director'],
	console: [
		'text',
		'ipvs',
		'director',
		'plans',
		'ink',
		'ink-table',
		'react',
		'string-width',
		'zustand',
	],
	commands: ['text', 'ipvs', 'files', 'director', 'plans', 'console'],
	features: [
		...['text', 'ipvs', 'files', 'director', 'plans', 'console', 'commands'],
		...['node:', 'ink', 'react', 'valibot'],
	],
	program: [
		...[
			'text',
			'ipvs',
			'files',
			'director',
			'plans',
			'simulator',
			'console',
			'commands',
			'features',
		],
		'node:',
	],
};

/** The file that other features may import. */
const door = 'index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The room of a file below source/: the longest matching name of the table. */
function roomOf(file: string): string {
	const [first = '', second = ''] = file.split('/');
	return `${first}/${second}` in mayImport ? `${first}/${second}` : first;
}

/** The imports of a file, including types and `import()`; its own are paths below source/. */
function importsOf(file: string): readonly string[] {
	const text = readFileSync(join(root, 'source', file), 'utf8');
	const found = text.matchAll(
		/^(?:import|export)\b[^;]*?\bfrom '([^']+)';|\bimport\('([^']+)'\)/gms,
	);
	return [...found].map(([, from, lazy]) => {
		const target = from ?? lazy ?? '';
		return target.startsWith('.')
			? relative(join(root, 'source'), join(root, 'source', dirname(file), target))
			: target;
	});
}

/** Whether an entry of the table allows a package: by its name, or as a module of Node. */
function allowsPackage(entry: string, name: string): boolean {
	return entry === 'node:'
		? name.startsWith('node:')
		: name === entry || name.startsWith(`${entry}/`);
}

/** Why a file may not import something; null if it may. `target` is a path below source/, or a package. */
export function refusal(file: string, target: string): string | null {
	const room = roomOf(file);
	const allowed = mayImport[room] ?? [];
	const [top, feature] = file.split('/');
	const [otherTop = '', otherFeature, name] = target.split('/');
	if (!(otherTop in mayImport)) {
		return allowed.some(entry => allowsPackage(entry, target)) ? null : `${room} may not import`;
	}

	if (top === 'features' && otherTop === top && feature !== otherFeature && name !== door) {
		return `features import each other only through ${door}`;
	}

	return otherTop === top || allowed.includes(otherTop) ? null : `${room} may not import`;
}

/** Import cycles, including types; each cycle once. */
export function circles(
	imports: ReadonlyMap<string, readonly string[]>,
): readonly (readonly string[])[] {
	const index = new Map<string, number>();
	const lowest = new Map<string, number>();
	const stack: string[] = [];
	const found: string[][] = [];
	const visit = (file: string): void => {
		index.set(file, index.size);
		lowest.set(file, index.get(file) ?? 0);
		stack.push(file);
		for (const next of imports.get(file) ?? []) {
			if (!imports.has(next)) {
				continue;
			}

			if (!index.has(next)) {
				visit(next);
				lowest.set(file, Math.min(lowest.get(file) ?? 0, lowest.get(next) ?? 0));
			} else if (stack.includes(next)) {
				lowest.set(file, Math.min(lowest.get(file) ?? 0, index.get(next) ?? 0));
			}
		}

		if (lowest.get(file) === index.get(file)) {
			const circle = stack.splice(stack.indexOf(file));
			if (circle.length > 1) {
				found.push(circle);
			}
		}
	};
	for (const file of imports.keys()) {
		if (!index.has(file)) {
			visit(file);
		}
	}

	return found;
}

/** All violations in source/, a sentence each. */
export function brokenRules(): readonly string[] {
	const files = globSync('**/*.{ts,tsx}', {cwd: join(root, 'source')}).toSorted();
	const imports = new Map(files.map(file => [file, importsOf(file)]));
	return [
		...files
			.filter(file => !(roomOf(file) in mayImport))
			.map(file => `source/${file}: its room is not in the table of scripts/import-rules.ts`),
		...[...imports].flatMap(([file, targets]) =>
			targets.flatMap(target => {
				const reason = refusal(file, target);
				return reason === null ? [] : [`source/${file}: ${reason} ${target}`];
			}),
		),
		...circles(imports).map(circle => `a circle of imports: ${circle.join(' → ')}`),
	];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	const broken = brokenRules();
	for (const line of broken) {
		console.error(line);
	}

	process.exitCode = broken.length === 0 ? 0 : 1;
}
