/**
 * The part of a server's details about its drain: how far it is, and how it goes on.
 */

import type {ServerRow} from '../../console/state/console-row.ts';
import type {ConsoleState} from '../../console/state/console-state.ts';
import {factLine} from '../../console/text/fact-line.ts';
import {fullFigure, unknown} from '../../console/text/figures.ts';
import {localTimeOf} from '../../console/text/local-time.ts';
import {type Piece, piece} from '../../console/text/paint.ts';
import {wrapText} from '../../console/text/text.ts';
import type {Role} from '../../console/text/theme.ts';
import {drainSituation} from './drain-actions.ts';
import {drainAdvice} from './drain-advice.ts';
import {durationInWords} from './drain-words.ts';
import type {FollowedDrain} from './followed-drain.ts';

type Lines = readonly (readonly Piece[])[];

function fact(label: string, value: string, role: Role = 'text'): readonly Piece[] {
	return factLine(label, piece(value, role));
}

function takenInWords({isEmpty, emptyAfter, progress}: FollowedDrain): string {
	if (!isEmpty) {
		return durationInWords(progress.took);
	}

	return emptyAfter === null ? 'it is empty' : `empty after ${durationInWords(emptyAfter)}`;
}

function followedFacts(drain: FollowedDrain, longest: number | null): Lines {
	const {weight, since, isEmpty, progress} = drain;
	const {left, toEmpty} = progress;
	return [
		fact('weight before', `${fullFigure(weight)}, to which undrain goes back`),
		fact('drained since', localTimeOf(since)),
		fact('taken', takenInWords(drain), isEmpty ? 'good' : 'warn'),
		...(isEmpty
			? []
			: [
					fact('must still end', left === null ? unknown : fullFigure(left)),
					fact(
						'longest lives',
						longest === null ? unknown : `${durationInWords(longest * 1000)} if nothing is sent`,
					),
					fact('about to go', toEmpty === null ? unknown : durationInWords(toEmpty)),
				]),
	];
}

function sentences(texts: readonly string[], sign: string, role: Role, columns: number): Lines {
	return texts.flatMap(text =>
		wrapText(`${sign}${text}`, columns - 6).map((line, index) => [
			piece(`${index === 0 ? '   ' : '     '}${line}`, role),
		]),
	);
}

/** The lines about the drain of a server; none where it has weight. */
export function detailsOfDrain(row: ServerRow, state: ConsoleState): Lines {
	if (row.server.weight > 0) {
		return [];
	}

	const {columns} = state.size;
	const followed = state.drains.followed.get(row.id);
	const advice = drainAdvice(row, drainSituation(state));
	return [
		...(followed === undefined
			? [fact('weight before', 'not known: lvstop did not drain it')]
			: followedFacts(followed, state.drains.expiries.get(row.id)?.seconds ?? null)),
		[piece(' how it empties', 'dim')],
		...sentences(advice.reasons, '', 'text', columns),
		...sentences(advice.warnings, '! ', 'warn', columns),
		...sentences(
			advice.deletion.map(effect => `deleting it now: ${effect}`),
			'',
			'dim',
			columns,
		),
	];
}
