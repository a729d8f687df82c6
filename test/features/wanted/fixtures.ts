/**
 * Files of other programs, read as `lvstop diff` reads them.
 */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {readKeepalived, readLdirectord} from '../../../source/features/wanted/read-wanted.ts';
import type {WantedRules} from '../../../source/features/wanted/wanted.ts';
import {wellKnownNames} from '../../../source/ipvs/service-names.ts';

const folder = join(import.meta.dirname, '../../fixtures/wanted');

/** The text of a file in the fixtures folder. */
export function fixture(name: string): string {
	return readFileSync(join(folder, name), 'utf8');
}

/** Reads a file of the fixtures folder. Problems give its name without the path. */
export async function readFixture(name: string): Promise<WantedRules> {
	const text = {name, path: join(folder, name), text: fixture(name)};
	return name.startsWith('keepalived')
		? await readKeepalived(text, {configId: 'lb1'})
		: readLdirectord(text, wellKnownNames);
}

/** Reads a text as keepalived.conf. */
export async function keepalived(text: string, configId = 'lb1'): Promise<WantedRules> {
	return await readKeepalived({name: 'k.conf', path: join(folder, 'k.conf'), text}, {configId});
}

/** Reads a text as ldirectord.cf. */
export function ldirectord(text: string): WantedRules {
	return readLdirectord({name: 'l.cf', path: 'l.cf', text}, wellKnownNames);
}

/** Returns `file:line: severity: reason` for each problem. */
export function problemsOf({problems}: WantedRules): readonly string[] {
	return problems.map(
		({file, line, severity, reason}) => `${file}:${line}: ${severity}: ${reason}`,
	);
}
