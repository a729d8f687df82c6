/**
 * The drain in a server's details: its progress, and what remains to be done.
 */

import type {ServerRow} from '../../console/state/console-row.ts';
import {situationOf} from '../../console/state/director-situation.ts';
import type {Frame} from '../../console/state/model.ts';
import {type Fact, factLines} from '../../console/text/fact-line.ts';
import {type Piece, piece} from '../../console/text/paint.ts';
import {wrapText} from '../../console/text/text.ts';
import type {Role} from '../../console/text/theme.ts';
import {fullFigure, unknown} from '../../text/figures.ts';
import {durationInWords, localTimeOf} from '../../text/time.ts';
import {drainProcedure} from './drain-procedure.ts';
import {drains} from './drains.ts';
import type {FollowedDrain} from './followed-drain.ts';

type Lines = readonly (readonly Piece[])[];

function fact(label: string, value: string, role: Role = 'text'): Fact {
	return {label, value, role};
}

function takenInWords({isEmpty, emptyAfter, progress}: FollowedDrain): string {
	if (!isEmpty) {
		return durationInWords(progress.took);
	}

	return emptyAfter === null ? 'it is empty' : `empty after ${durationInWords(emptyAfter)}`;
}

function followedFacts(drain: FollowedDrain, longest: number | null): readonly Fact[] {
	const {weight, since, isEmpty, progress} = drain;
	const {left, toEmpty} = progress;
	return [
		fact('earlier weight', `${fullFigure(weight)}, which undrain restores`),
		fact('drained since', localTimeOf(since)),
		fact('taken', takenInWords(drain), isEmpty ? 'good' : 'warn'),
		...(isEmpty
			? []
			: [
					fact('still to end', left === null ? unknown : fullFigure(left)),
					fact(
						'longest',
						longest === null ? unknown : `${durationInWords(longest * 1000)} if nothing is sent`,
					),
					fact('time left', toEmpty === null ? unknown : durationInWords(toEmpty)),
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

/** The lines about the drain of a server; empty if it has weight. */
export function detailsOfDrain(row: ServerRow, {director, size}: Frame): Lines {
	if (row.server.weight > 0) {
		return [];
	}

	const {columns} = size;
	const {followed: all, expiries} = drains.keptOf(director);
	const followed = all.get(row.id);
	const advice = drainProcedure(row, situationOf(director));
	return [
		...(followed === undefined
			? [fact('earlier weight', 'not known: lvstop did not drain it')]
			: followedFacts(followed, expiries.get(row.id)?.seconds ?? null)
		).flatMap(known => factLines(known, columns)),
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
