/**
 * Builds the release files once for all tests of them.
 */
import {rmSync} from 'node:fs';
import {join} from 'node:path';
import type {TestProject} from 'vitest/node';
import {makePackages} from '../../scripts/packages/all.ts';
import {root} from '../../scripts/packages/project.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** The folder with all release files. */
		packages: string;
	}
}

/** Builds them before the tests; they are kept until the tests have ended. */
export default function makeOnce(project: TestProject): () => void {
	const folder = join(root, 'dist', 'packages-to-test');
	makePackages(folder, {quick: true});
	project.provide('packages', folder);
	return () => rmSync(folder, {recursive: true, force: true});
}
