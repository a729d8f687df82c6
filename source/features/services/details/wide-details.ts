/**
 * The details of a row in two columns, for a wide terminal.
 */
import {findRow, type RowId} from '../../../console/state/console-row.ts';
import {bodyHeight, wideDetailsFrom} from '../../../console/state/layout.ts';
import type {Frame} from '../../../console/state/model.ts';
import {plainFigures} from '../../../console/text/figures-row.ts';
import {type Lines, piece} from '../../../console/text/paint.ts';
import {sideBySide} from '../../../console/text/side-by-side.ts';
import {detailsOfDrain} from '../../drain/index.ts';
import {leastRowGraphs, rowGraphs} from '../../traffic/index.ts';
import {factsOf, figuresOf, logLines, ruleLines, shareLines, titleOf} from './details-parts.ts';
import {trendLines} from './details-trends.ts';

/** The number of changes to list. */
const mostChanges = 12;

/** The cells between the columns. */
const gap = 2;

/**
 * The details of a row in two columns for a wide terminal: what it is at the left, and its graphs at the right. With too few
 * lines for graphs, trends and the commands are at the right. Null if there is no room for two columns, or the row is gone.
 */
export function wideDetailsOf(
	id: RowId,
	frame: Frame,
): {readonly title: string; readonly lines: Lines} | null {
	const {director, size} = frame;
	const row = findRow(director.live, id);
	if (row === null || director.live === null || size.columns < wideDetailsFrom) {
		return null;
	}

	const width = Math.floor(size.columns / 2);
	const height = bodyHeight(size) - 1;
	const left = {...frame, size: {...size, columns: width - gap}};
	const right = {...frame, size: {...size, columns: size.columns - width}};
	const about = [
		...factsOf(row, director.live, left),
		...(row.kind === 'server' ? detailsOfDrain(row, left) : []),
		...plainFigures(figuresOf(row, left)),
		...(row.kind === 'service' ? shareLines(row.service, left.size.columns) : []),
	];
	const lines =
		height > leastRowGraphs
			? sideBySide(
					[...about, ...logLines(row, left, mostChanges), ...ruleLines(row, left)],
					[
						[piece(` graphs (${frame.keyOf('traffic-of-row')} has more, and longer times)`, 'dim')],
						...rowGraphs([row.id], frame, {width: right.size.columns, height: height - 1}),
					],
					width,
				)
			: sideBySide(
					about,
					[
						...trendLines(row.id, right),
						...logLines(row, right, mostChanges),
						...ruleLines(row, right),
					],
					width,
				);
	return {title: titleOf(row), lines};
}
