/**
 * The licences of everything in an executable except lvstop itself.
 */
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {root} from './project.ts';

interface LockedPackage {
	readonly version?: string;
	readonly license?: string;
	readonly dev?: boolean;
	readonly optional?: boolean;
}

function licenceText(folder: string): string {
	const file = existsSync(folder)
		? readdirSync(folder).find(name => /^licen[cs]e/i.test(name))
		: undefined;
	return file === undefined ? '' : `\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}

/** All of them as one text: those of the npm packages in the program, and that of Node.js. */
export function thirdPartyNotices(): string {
	const {packages} = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
		packages: Readonly<Record<string, LockedPackage>>;
	};
	const parts = Object.entries(packages)
		.filter(([path, {dev, optional}]) => path !== '' && !dev && !optional)
		.map(([path, {version, license}]) => {
			const name = path.replace(/^.*node_modules\//, '');
			return `${name} ${version} (${license})\n${licenceText(join(root, path))}`;
		});
	const node = `Node.js\n${licenceText(join(root, 'node_modules', `node-linux-${process.arch}`))}`;
	const line = '-'.repeat(72);
	return `lvstop contains the following software.\n\n${[...parts, node].join(`\n${line}\n\n`)}`;
}
