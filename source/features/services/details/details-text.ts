/**
 * The details of a row, in the order of the screen.
 */
import {type ConsoleRow, findRow, type RowId} from '../../../console/state/console-row.ts';
import type {Frame} from '../../../console/state/model.ts';
import {ruleCommands} from '../../../console/state/rule-commands.ts';
import {factLines} from '../../../console/text/fact-line.ts';
import {type FiguresRow, figuresHeight} from '../../../console/text/figures-row.ts';
import {shareBar} from '../../../console/text/graphics.ts';
import {type Piece, piece} from '../../../console/text/paint.ts';
import {fitText, textWidth, wrapText} from '../../../console/text/text.ts';
import type {LiveService} from '../../../director/polling/live.ts';
import {loadOf} from '../../../director/service-load.ts';
import {serviceName} from '../../../director/vocabulary.ts';
import {escapeControls} from '../../../text/escape.ts';
import {countOf, unknown} from '../../../text/figures.ts';
import {findingsOn} from '../../checks/index.ts';
import {foundNoAnswers, percent, serviceShares} from '../../connections/index.ts';
import {detailsOfDrain, followedDrains} from '../../drain/index.ts';
import {namesOf} from '../../names/index.ts';
import {detailsFacts} from './details-facts.ts';
import {detailsFigures} from './details-figures.ts';
import {trendLines} from './details-trends.ts';

/** The number of servers of a service to list. */
const mostServers = 20;

/** The number of servers whose commands are shown for a service. */
const mostRuleServers = 300;

const widestName = 47;
const figureWidth = 10;
const widestBar = 40;

function part(value: number | null): string {
	return value === null ? unknown : percent(value);
}

/**
 * The distribution of a service's connections (or of a one-packet service's packets) over its servers, compared with its
 * weights: a title and a line for each server; empty for a service with fewer than two servers. The numbers are those of
 * the reading, so they cost nothing extra.
 */
function shareLines(service: LiveService, columns: number): readonly (readonly Piece[])[] {
	if (service.servers.length < 2) {
		return [];
	}

	const {unit, of} = loadOf(service);
	const shares = serviceShares(service, service.servers.map(of)).slice(0, mostServers);
	const longest = shares.reduce((width, {server}) => Math.max(width, textWidth(server.id)), 20);
	const nameWidth = Math.min(longest, widestName, columns - 3 - 2 * figureWidth);
	const barWidth = Math.min(widestBar, columns - 3 - nameWidth - 2 * figureWidth - 4);
	const more = service.servers.length - shares.length;
	return [
		[
			piece(fitText(` share of ${unit}`, nameWidth + 3), 'dim'),
			piece(fitText('has', figureWidth, 'right'), 'dim'),
			piece(fitText('by weight', figureWidth, 'right'), 'dim'),
		],
		...shares.map(({server, share, asked}) => [
			piece(`   ${fitText(server.id, nameWidth, 'left', 'address')}`),
			piece(fitText(part(share), figureWidth, 'right')),
			piece(fitText(part(asked), figureWidth, 'right'), 'dim'),
			piece(barWidth < 4 ? '' : `  ${shareBar(share ?? 0, barWidth)}`, 'bar'),
		]),
		...(more > 0 ? [[piece(`   … and ${countOf(more, 'more server')}`, 'dim')]] : []),
	];
}

export interface Details {
	readonly title: string;
	/** Lines above the table of figures. */
	readonly above: readonly (readonly Piece[])[];
	readonly figures: readonly FiguresRow[];
	readonly below: readonly (readonly Piece[])[];
	/** The number of all lines. */
	readonly lines: number;
}

function titleOf(row: ConsoleRow): string {
	return row.kind === 'service' ? `Service ${serviceName(row.service)}` : `Server ${row.server.id}`;
}

function ruleLines(row: ConsoleRow, {director, size}: Frame): readonly (readonly Piece[])[] {
	const commands = ruleCommands(row, mostRuleServers);
	const more = row.kind === 'service' ? row.service.servers.length - mostRuleServers : 0;
	if (commands === null) {
		const missing = director.live?.access.missing ?? 'it could not be read';
		return wrapText(` The rule is not known: ${escapeControls(missing)}`, size.columns - 2).map(
			line => [piece(line, 'dim')],
		);
	}

	return [
		[piece(' ipvsadm command', 'dim')],
		...[...commands, ...(more > 0 ? [`… and ${countOf(more, 'more server')}`] : [])].flatMap(
			command =>
				wrapText(command, size.columns - 6).map((line, index) => [
					piece(`${index === 0 ? '   ' : '     '}${line}`),
				]),
		),
	];
}

/** The findings of the checks about the row; the Checks view has the rest. */
function findingLines(id: RowId, {director, size}: Frame): readonly (readonly Piece[])[] {
	return findingsOn(director, id).flatMap(({id: check, severity, found}) =>
		factLines(
			{
				label: severity,
				value: `${escapeControls(found)} (${check}, view 7)`,
				role: severity === 'error' ? 'bad' : 'warn',
			},
			size.columns,
		),
	);
}

/** The details of a row; null if it is gone. */
export function detailsOf(id: RowId, frame: Frame): Details | null {
	const {director, size, units} = frame;
	const row = findRow(director.live, id);
	if (row === null || director.live === null) {
		return null;
	}

	const drain = followedDrains(director).get(row.id);
	const facts = [
		...detailsFacts(row, director.live, {
			drain,
			noAnswers: foundNoAnswers(director),
			names: namesOf(director),
		}).flatMap(fact => factLines(fact, size.columns)),
		...findingLines(row.id, frame),
	];
	const figures = detailsFigures(
		row.kind === 'service' ? row.service : row.server,
		units,
		size.columns,
	);
	const rule =
		row.kind === 'server'
			? [...detailsOfDrain(row, frame), ...ruleLines(row, frame)]
			: ruleLines(row, frame);
	const shares = row.kind === 'service' ? shareLines(row.service, size.columns) : [];
	const trends = trendLines(row.id, frame);
	// The rule of a server is one command; that of a service has one more for each of its servers.
	return {
		title: titleOf(row),
		above: row.kind === 'server' ? [...facts, ...rule] : facts,
		figures,
		below: row.kind === 'server' ? trends : [...shares, ...trends, ...rule],
		lines: facts.length + figuresHeight(figures) + shares.length + trends.length + rule.length,
	};
}

/** The visible part of the details, so that nothing invisible is laid out. */
export interface VisibleDetails {
	readonly above: Details['above'];
	/** Null if the table is not visible. */
	readonly figures: Details['figures'] | null;
	readonly below: Details['below'];
	/** Lines of the table above the screen; the table can only be drawn as a whole. */
	readonly offset: number;
}

/** The visible lines after scrolling, for a given height. */
export function visibleDetails(
	{above, figures, below}: Details,
	scroll: number,
	room: number,
): VisibleDetails {
	const tableStart = above.length;
	const tableEnd = tableStart + figuresHeight(figures);
	const first = Math.max(0, scroll - tableEnd);
	return {
		above: above.slice(scroll, scroll + room),
		figures: scroll < tableEnd && scroll + room > tableStart ? figures : null,
		below: below.slice(first, first + room),
		offset: scroll < tableEnd ? Math.max(0, scroll - tableStart) : 0,
	};
}
