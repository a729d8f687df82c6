import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';

type LockedPackage = {
	readonly optionalDependencies?: Readonly<Record<string, string>>;
};

const {packages} = JSON.parse(
	readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'),
) as {packages: Readonly<Record<string, LockedPackage>>};

describe('the lock file', () => {
	// npm leaves out what a registry does not have for another platform, and `npm ci` of npm 11 then
	// refuses the whole file as out of step with package.json.
	it('names every optional package, also those for other platforms', () => {
		const missing = Object.entries(packages).flatMap(([path, entry]) =>
			Object.keys(entry.optionalDependencies ?? {}).filter(
				name =>
					packages[`node_modules/${name}`] === undefined &&
					packages[`${path}/node_modules/${name}`] === undefined,
			),
		);
		expect(missing).toEqual([]);
	});
});
