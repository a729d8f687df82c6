/**
 * Reads the file of another program.
 */
import type {Names} from '../../ipvs/service-names.ts';
import {type KeepalivedReading, parseKeepalived} from './keepalived/parse-keepalived.ts';
import {sourceLines} from './keepalived/source-lines.ts';
import {parseLdirectord} from './ldirectord/parse-ldirectord.ts';
import type {Problem, WantedRules} from './wanted.ts';

/** A file that was named, and its text. */
export interface WantedText {
	/** Its name in messages. */
	readonly name: string;
	/** Its path; included files are looked for beside it. */
	readonly path: string;
	readonly text: string;
}

/** Problems in the order of the files, and of the lines in each. */
function inOrder(problems: readonly Problem[]): readonly Problem[] {
	const files = [...new Set(problems.map(({file}) => file))];
	return files.flatMap(name =>
		problems.filter(({file}) => file === name).sort((one, other) => one.line - other.line),
	);
}

/** Reads keepalived.conf with everything that it includes. */
export async function readKeepalived(
	{name, path, text}: WantedText,
	how: KeepalivedReading,
): Promise<WantedRules> {
	const {lines, problems} = await sourceLines(name, path, text);
	const wanted = parseKeepalived(lines, how);
	return {...wanted, problems: inOrder([...problems, ...wanted.problems])};
}

/** Reads ldirectord.cf. `names` tells what names of ports and hosts mean. */
export function readLdirectord({name, text}: WantedText, names: Names): WantedRules {
	const wanted = parseLdirectord(name, text, names);
	return {...wanted, problems: inOrder(wanted.problems)};
}
