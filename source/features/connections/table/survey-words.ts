/**
 * Puts the progress and the results of a reading of the connection table into words.
 */
import {countOf, fullFigure} from '../../../text/figures.ts';
import type {UnreadableLines} from './connection-stream.ts';
import type {StatusCounts} from './status-counts.ts';
import type {SurveyResult} from './survey.ts';

/** The progress of a look. */
export interface SurveyProgress {
	/** Connections and templates seen so far. */
	readonly seen: number;
	/** The approximate number of entries in all. */
	readonly about: number;
	/** Elapsed time, milliseconds. */
	readonly elapsed: number;
}

/** The end of a look: after the whole table, or when its time was up. */
export type SurveyEnd = 'complete' | 'out-of-time';

function seconds(milliseconds: number): string {
	return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** `seen 12,000 of about 80,000 entries` */
export function progressText({seen, about}: SurveyProgress): string {
	return `seen ${fullFigure(seen)} of about ${fullFigure(Math.max(seen, about))} entries`;
}

/** `seen all 80,123 entries in 0.4 s`; if the time was up, how many of about how many were seen. */
export function endText(progress: SurveyProgress, end: SurveyEnd): string {
	const {seen, elapsed} = progress;
	return end === 'complete'
		? `seen all ${fullFigure(seen)} entries in ${seconds(elapsed)}`
		: `${progressText(progress)} before the time limit of ${seconds(elapsed)}: the figures cover only those`;
}

function countsText(noun: string, {all, orphans, weightZero}: StatusCounts): string {
	const parts = [
		countOf(all, noun),
		...(orphans > 0 ? [`${fullFigure(orphans)} to servers no longer configured`] : []),
		...(weightZero > 0 ? [`${fullFigure(weightZero)} to servers of weight 0`] : []),
	];
	return parts.join(', ');
}

/** `1,200 connections, 3 to servers no longer configured; 40 templates, 1 no longer used`. */
export function shownText({shown: {connections, templates}}: Pick<SurveyResult, 'shown'>): string {
	const invalid = templates.invalid > 0 ? `, ${fullFigure(templates.invalid)} no longer used` : '';
	return `${countsText('connection', connections)}; ${countsText('template', templates)}${invalid}`;
}

/** The number of skipped lines, and the first of them; null if there are none. */
export function unreadableText({count, first}: UnreadableLines): string | null {
	return first
		? `${countOf(count, 'line')} could not be read, the first one is line ${first.lineNumber}: ${first.reason}: ${first.line}`
		: null;
}
