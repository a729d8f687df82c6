/**
 * `lvstop diff --keepalived FILE` and `--ldirectord FILE`: compares the table with the file of another program.
 */
import type {ExitCode} from '../../../commands/exit-code.ts';
import {countOf} from '../../../text/figures.ts';
import {
	type Comparison,
	compareWanted,
	expectedRules,
	type Problem,
	type Program,
	readKeepalived,
	readLdirectord,
	type WantedRules,
} from '../../wanted/index.ts';
import {withNamesOfMachine} from '../files/resolve-names.ts';
import {changeCounts, changedRows} from '../restore/change-counts.ts';
import {chosenRules, type RestoreChoice, targetRules} from '../restore/target-rules.ts';
import {comparisonCode, directorSide, namedSide, withoutServices} from './compared-side.ts';
import {diffJson} from './diff-json.ts';
import {diffStyled, plainText} from './diff-text.ts';
import {
	checkChosen,
	idsOf,
	readNamedText,
	type SnapshotSubcommandContext,
} from './snapshot-context.ts';

/** The file of another program, and the options of the comparison. */
export interface WantedFile {
	readonly program: Program;
	/** The name of the file, or `-` for standard input. */
	readonly word: string;
	/** The machine for which lines with `@` in keepalived.conf are read; null means the director. */
	readonly configId: string | null;
	/** The saved rules or the listing to compare with the file; null means the director. */
	readonly other: string | null;
	readonly choice: RestoreChoice;
	readonly json: boolean;
}

/** keepalived's default configuration id: the first part of the machine's name. */
function usualConfigId(host: string): string {
	return host.replace(/^.*@/, '').replace(/[.:].*$/, '');
}

async function readWanted(
	{program, word, configId}: WantedFile,
	context: SnapshotSubcommandContext,
): Promise<WantedRules> {
	const {name, path, text} = await readNamedText(word, context, file => file);
	const file = {name, path: path ?? name, text};
	return program === 'keepalived'
		? await readKeepalived(file, {configId: configId ?? usualConfigId(context.place.host)})
		: await withNamesOfMachine(names => readLdirectord(file, names));
}

/** The number of problems that are reported individually. */
const mostTold = 50;

function problemLines(problems: readonly Problem[]): string {
	const lines = problems
		.slice(0, mostTold)
		.map(({file, line, severity, reason}) => `${file}:${line}: ${severity}: ${reason}\n`);
	const rest = problems.length - lines.length;
	return `${lines.join('')}${rest > 0 ? `and ${countOf(rest, 'more problem')}\n` : ''}`;
}

/** A summary such as `3 differences; health checks may explain 2`. */
function summary(count: number, explained: number): string {
	if (count === 0) {
		return 'no differences\n';
	}

	const which =
		explained === 0
			? 'health checks explain none'
			: explained === count
				? 'health checks may explain all'
				: `health checks may explain ${explained}`;
	return `${countOf(count, 'difference')}; ${which}\n`;
}

function printText(
	{diff, explanations, doubts}: Comparison,
	{write, color}: Pick<SnapshotSubcommandContext, 'write' | 'color'>,
): void {
	const reasons = new Map(
		explanations.map(({service, server, reason}) => [`${service} ${server}`, reason]),
	);
	const pieces = diffStyled(diff, (service, server) => {
		const reason = reasons.get(`${service} ${server}`);
		return reason === undefined ? null : `may be right: ${reason}`;
	});
	write(color ? pieces : plainText(pieces));
	write(doubts.map(({service, reason}) => `! ${service}  ${reason}\n`).join(''));
	write(summary(changedRows(changeCounts(diff)), explanations.length));
}

/** Compares the director, saved rules or a listing with the file. */
export async function diffWanted(
	file: WantedFile,
	context: SnapshotSubcommandContext,
): Promise<ExitCode> {
	const {choice} = file;
	const wanted = await readWanted(file, context);
	const side =
		file.other === null
			? await directorSide(context, choice)
			: await namedSide(file.other, context);
	// The expected rules depend a little on the present ones. The gaps of a listing are filled from the file.
	const all = expectedRules(wanted, side.rules([]));
	const there = side.rules(all);
	checkChosen(choice, idsOf(there), idsOf(all), [...wanted.unread]);

	const unread = new Set([...wanted.unread, ...side.unread]);
	const present = chosenRules(withoutServices(there, unread), choice);
	const expected = targetRules(present, withoutServices(all, unread), choice);
	const comparison = compareWanted(wanted, present, expected);
	const isSame = changedRows(changeCounts(comparison.diff)) === 0;
	const {problems} = wanted;
	if (file.json) {
		const {diff, ...more} = comparison;
		const notCompared = idsOf(there).filter(id => unread.has(id));
		context.write(diffJson(diff, {program: file.program, ...more, problems, notCompared}));
	} else {
		printText(comparison, context);
	}

	context.writeError(side.notes.join('') + (file.json ? '' : problemLines(problems)));
	const isWhole = side.isWhole && problems.every(({severity}) => severity === 'note');
	return comparisonCode(isSame, isWhole);
}
