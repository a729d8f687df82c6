/**
 * Reads the file of another program.
 */
import type {Names} from '../../ipvs/service-names.ts';
import {type KeepalivedReading, parseKeepalived} from './keepalived/parse-keepalived.ts';
import {sourceLines} from './keepalived/source-lines.ts';
import {parseLdirectord} from './ldirectord/parse-ldirectord.ts';
import type {Problem, WantedRules} from './wanted.ts';

/** A file of another program, with its text. */
export interface WantedText {
	/** The name of the file in messages. */
	readonly name: string;
	/** The path of the file. Relative paths of included files start from its folder. */
	readonly path: string;
	readonly text: string;
}

/** Sorts problems by file, in the order in which the files first appear, and by line in each file. */
function inOrder(problems: readonly Problem[]): readonly Problem[] {
	const files = [...new Set(problems.map(({file}) => file))];
	return files.flatMap(name =>
		problems.filter(({file}) => file === name).sort((one, other) => one.line - other.line),
	);
}

/** Reads keepalived.conf and all files that it includes. */
export async function readKeepalived(
	{name, path, text}: WantedText,
	how: KeepalivedReading,
): Promise<WantedRules> {
	const {lines, problems} = await sourceLines(name, path, text);
	const wanted = parseKeepalived(lines, how);
	return {...wanted, problems: inOrder([...problems, ...wanted.problems])};
}

/** Reads ldirectord.cf. `names` resolves the names of ports and hosts. */
export function readLdirectord({name, text}: WantedText, names: Names): WantedRules {
	const wanted = parseLdirectord(name, text, names);
	return {...wanted, problems: inOrder(wanted.problems)};
}
