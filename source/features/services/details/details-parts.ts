/**
 * The parts of the details of a row, each as lines in the columns of the frame's size.
 */
import type {ConsoleRow, RowId} from '../../../console/state/console-row.ts';
import type {Frame} from '../../../console/state/model.ts';
import {ruleCommands} from '../../../console/state/rule-commands.ts';
import {factLines} from '../../../console/text/fact-line.ts';
import type {FiguresRow} from '../../../console/text/figures-row.ts';
import {shareBar} from '../../../console/text/graphics.ts';
import {type Lines, piece} from '../../../console/text/paint.ts';
import {fitText, textWidth, wrapText} from '../../../console/text/text.ts';
import type {LiveDirector, LiveService} from '../../../director/polling/live.ts';
import {loadOf} from '../../../director/service-load.ts';
import {serviceName} from '../../../director/vocabulary.ts';
import {escapeControls} from '../../../text/escape.ts';
import {countOf, unknown} from '../../../text/figures.ts';
import {findingsOn} from '../../checks/index.ts';
import {foundNoAnswers, percent, serviceShares} from '../../connections/index.ts';
import {followedDrains} from '../../drain/index.ts';
import {namesOf} from '../../names/index.ts';
import {changeLog} from '../../traffic/index.ts';
import {detailsFacts} from './details-facts.ts';
import {detailsFigures} from './details-figures.ts';

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
export function shareLines(service: LiveService, columns: number): Lines {
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

/** The title of the details. */
export function titleOf(row: ConsoleRow): string {
	return row.kind === 'service' ? `Service ${serviceName(row.service)}` : `Server ${row.server.id}`;
}

/** The ipvsadm commands that make the row. */
export function ruleLines(row: ConsoleRow, {director, size}: Frame): Lines {
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
function findingLines(id: RowId, {director, size}: Frame): Lines {
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

/** All facts about a row, and what the checks have found about it. */
export function factsOf(row: ConsoleRow, live: LiveDirector, frame: Frame): Lines {
	const {director, size} = frame;
	return [
		...detailsFacts(row, live, {
			drain: followedDrains(director).get(row.id),
			noAnswers: foundNoAnswers(director),
			names: namesOf(director),
		}).flatMap(fact => factLines(fact, size.columns)),
		...findingLines(row.id, frame),
	];
}

/** The counters and rates of the row, as a table. */
export function figuresOf(row: ConsoleRow, {units, size}: Frame): readonly FiguresRow[] {
	return detailsFigures(row.kind === 'service' ? row.service : row.server, units, size.columns);
}

/** What has changed on the row, and on the servers of a service. */
export function logLines(row: ConsoleRow, {director, size, keyOf}: Frame, most: number): Lines {
	return changeLog(director, [row.id], {columns: size.columns, most, logKey: keyOf('log')});
}
