/**
 * Makes the packages once for all tests of them.
 */
import {rmSync} from 'node:fs';
import {join} from 'node:path';
import type {TestProject} from 'vitest/node';
import {makePackages} from '../../scripts/packages/all.ts';
import {root} from '../../scripts/packages/project.ts';
import {whyNoPackages} from './requirements.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** The folder with everything that `npm run packages` makes. */
		packages: string;
	}
}

/** Without the programs that they need the tests of packages are no tests: that is an error, not a skip. */
export default function makeOnce(project: TestProject): () => void {
	const obstacle = whyNoPackages();
	if (obstacle !== null) {
		throw new Error(obstacle);
	}

	const folder = join(root, 'dist', 'packages-to-test');
	makePackages(folder, {quick: true});
	project.provide('packages', folder);
	return () => rmSync(folder, {recursive: true, force: true});
}
