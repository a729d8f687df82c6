/**
 * Shows the distribution of a service's connections (or of a one-packet service's packets) over its servers, compared
 * with its weights. The numbers are those of the reading, so they cost nothing extra.
 */

import {shareBar} from '../../../console/text/graphics.ts';
import {type Piece, piece} from '../../../console/text/paint.ts';
import {fitText, textWidth} from '../../../console/text/text.ts';
import type {LiveService} from '../../../director/polling/live.ts';
import {loadOf} from '../../../director/service-load.ts';
import {countOf, unknown} from '../../../text/figures.ts';
import {percent, serviceShares} from '../../connections/index.ts';

/** The number of servers of a service to list. */
const mostServers = 20;

const widestName = 47;
const figureWidth = 10;
const widestBar = 40;

function part(value: number | null): string {
	return value === null ? unknown : percent(value);
}

/** A title and a line for each server; empty for a service with fewer than two servers. */
export function shareLines(service: LiveService, columns: number): readonly (readonly Piece[])[] {
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
			piece(`   ${fitText(server.id, nameWidth, 'left', 'middle')}`),
			piece(fitText(part(share), figureWidth, 'right')),
			piece(fitText(part(asked), figureWidth, 'right'), 'dim'),
			piece(barWidth < 4 ? '' : `  ${shareBar(share ?? 0, barWidth)}`, 'bar'),
		]),
		...(more > 0 ? [[piece(`   … and ${countOf(more, 'more server')}`, 'dim')]] : []),
	];
}
