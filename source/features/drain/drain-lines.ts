/**
 * The dialog of a drain: the procedure, its reasons, and the options.
 */
import type {ConsoleState, Dialog} from '../../console/state/model.ts';
import type {Lines} from '../../console/text/paint.ts';
import {type Piece, piece} from '../../console/text/paint.ts';
import {cutText, wrapText} from '../../console/text/text.ts';
import type {Role} from '../../console/text/theme.ts';
import type {DrainOptions, DrainSummary} from './drain-summary.ts';

const labelWidth = 6;

/** A text with a label before its first line. */
function labelled(label: string, text: string, columns: number, role: Role = 'text'): Lines {
	return wrapText(text, columns - labelWidth - 4).map((line, index) => [
		piece(`   ${(index === 0 ? label : '').padEnd(labelWidth)}`, 'dim'),
		piece(line, role),
	]);
}

/** The open connections, the procedure and its reasons for each service. */
function summaryLines(summaries: readonly DrainSummary[], columns: number): Lines {
	return summaries.flatMap(({present, procedure, reasons, settings}) => [
		...[...present].map(([service, open]) => [
			piece(cutText(` ${service}   ${open}`, columns - 1, 'middle'), 'strong'),
		]),
		...labelled('how', procedure, columns),
		...reasons.flatMap((reason, index) => labelled(index === 0 ? 'why' : '', reason, columns)),
		...labelled('with', settings, columns, 'dim'),
	]);
}

/** The effects of deleting instead: the least important part. */
function deletionLines(summaries: readonly DrainSummary[], columns: number): Lines {
	return summaries.flatMap(({deletion}) =>
		deletion.flatMap(effect => labelled('else', `deleting now: ${effect}`, columns, 'dim')),
	);
}

function optionPieces(key: string, text: string, isOn: boolean): readonly Piece[] {
	return [piece(isOn ? '   [x] ' : '   [ ] '), piece(key, 'key'), piece(` ${text}`)];
}

/** The number of command lines above the procedure of a drain, which alone can fill the dialog. */
const fewCommandLines = 4;

/** Rows of the table that stay visible above the dialog of a drain, which can be long. */
const rowsAbove = 3;

/** The dialog for a drain that waits for confirmation. */
export function drainDialog(
	{options}: {readonly options: DrainOptions},
	about: {
		summaries(state: ConsoleState): readonly DrainSummary[];
		readonly lacksFallback: boolean;
	},
): Dialog {
	return {
		rowsAbove,
		text(state, {warnings, commands}) {
			const {columns} = state.size;
			const summaries = about.summaries(state);
			const summary = summaryLines(summaries, columns);
			return [
				...warnings,
				...(commands.length <= fewCommandLines
					? [...commands, ...summary]
					: [...summary, ...commands]),
				...deletionLines(summaries, columns),
			];
		},
		choices: ({keyOf}) => [
			...(about.lacksFallback
				? optionPieces(keyOf('fallback-first'), 'fallback flag first', options.fallbackFirst)
				: []),
			...optionPieces(keyOf('delete-when-empty'), 'delete when empty', options.deleteWhenEmpty),
		],
	};
}
