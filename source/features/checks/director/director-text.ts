/**
 * The details of the director as lines: its table, its sync daemons, and every setting of IPVS with what it does.
 */
import {type Fact, factLines} from '../../../console/text/fact-line.ts';
import {type Piece, piece} from '../../../console/text/paint.ts';
import {fitText, wrapText} from '../../../console/text/text.ts';
import type {Known} from '../../../director/machine/known.ts';
import {ipvsSysctls, type MachineFiles} from '../../../director/machine/machine-files.ts';
import type {LiveDirector} from '../../../director/polling/live.ts';
import type {SyncDaemon} from '../../../ipvs/listing.ts';
import {escapeControls} from '../../../text/escape.ts';
import {countOf, fullFigure, unknown} from '../../../text/figures.ts';
import {type Sysctl, sysctls} from './sysctls.ts';

type Lines = readonly (readonly Piece[])[];

const heading = (text: string): readonly Piece[] => [piece(` ${text}`, 'strong')];

function tableLines(live: LiveDirector, files: Known<MachineFiles> | null, columns: number): Lines {
	const fact = (label: string, value: string) => factLines({label, value}, columns);
	const {version, tableSize, sizesItself, connections, connectionLimit} = live.ipvs;
	const bits = files?.value?.number('/sys/module/ip_vs/parameters/conn_tab_bits').value ?? null;
	const servers = live.services.reduce((sum, {servers: own}) => sum + own.length, 0);
	const release = files?.value?.text('/proc/sys/kernel/osrelease').value ?? unknown;
	const buckets = sizesItself
		? `${fullFigure(tableSize)} now; it grows and shrinks with its entries`
		: `${fullFigure(tableSize)} (conn_tab_bits ${bits ?? unknown}), fixed while ip_vs is loaded`;
	const limit = connectionLimit === null ? '' : `, of at most ${fullFigure(connectionLimit)}`;
	const entries =
		connections === null
			? `${unknown} (the kernel tells only root, and only since Linux 7.1)`
			: `${fullFigure(connections)}, templates included${limit}`;
	return [
		heading('Table'),
		...fact('kernel', `Linux ${escapeControls(release.trim())}, IPVS ${version}`),
		...fact('rules', `${countOf(live.services.length, 'service')}, ${countOf(servers, 'server')}`),
		...fact('buckets', buckets),
		...fact('entries', entries),
	];
}

function daemonText({
	role,
	interface: on,
	syncId,
	group,
	port,
	ttl,
	maxLength,
}: SyncDaemon): string {
	const more = [
		group === null ? '' : `group ${group}`,
		port === null ? '' : `port ${port}`,
		ttl === null ? '' : `ttl ${ttl}`,
		maxLength === null ? '' : `messages up to ${maxLength} bytes`,
	].filter(text => text !== '');
	return [`${role} on ${on}, sync id ${syncId}`, ...more].join(', ');
}

function settingsLines({settings}: LiveDirector, columns: number): Lines {
	if (settings === null) {
		return [
			heading('Sync daemons and timeouts'),
			[piece('   not known: reading them needs ipvsadm and root', 'dim')],
		];
	}

	const {daemons, timeouts} = settings;
	const sync: readonly Fact[] =
		daemons.length === 0
			? [{label: 'sync', value: 'no daemon runs: connections are not synchronized', role: 'dim'}]
			: daemons.map(daemon => ({label: 'sync', value: escapeControls(daemonText(daemon))}));
	const idle = `TCP ${timeouts.tcp} s, after a FIN ${timeouts.tcpFin} s, UDP ${timeouts.udp} s`;
	return [
		heading('Sync daemons and timeouts'),
		...[...sync, {label: 'timeouts', value: idle}].flatMap(fact => factLines(fact, columns)),
	];
}

const nameWidth = 27;
const valueWidth = 13;

/** One setting: name, value and default on the first line; what it does, and what it means here, beside or below. */
function settingLines(
	{name, usual, since, does, means}: Sysctl,
	value: string | null,
	live: LiveDirector,
	columns: number,
): Lines {
	const shown = value === null ? unknown : value.trim().replaceAll(/\s+/g, ' ');
	const isUsual = usual === null || value === null || shown === usual;
	const meaning = value === null ? null : (means?.(shown, live) ?? null);
	const age = since === undefined ? '' : ` (since Linux ${since})`;
	const left = 3 + nameWidth + 2 * valueWidth;
	const isWide = columns - left >= 60;
	const text: Lines = [
		...wrapText(`${does}${age}`, columns - (isWide ? left : 6) - 1).map(line => [piece(line)]),
		...(meaning === null
			? []
			: wrapText(`Here: ${meaning}.`, columns - (isWide ? left : 6) - 1).map(line => [
					piece(line, 'strong'),
				])),
	];
	const head = [
		piece(`   ${fitText(name, nameWidth)}`, 'key'),
		piece(fitText(escapeControls(shown) || '(empty)', valueWidth), isUsual ? 'text' : 'warn'),
		piece(fitText(usual ?? 'by machine', valueWidth), 'dim'),
	];
	const [first = [], ...rest] = text;
	return isWide
		? [[...head, ...first], ...rest.map(line => [piece(' '.repeat(left)), ...line])]
		: [head, ...text.map(line => [piece('      '), ...line])];
}

/** The settings that this kernel has, and last those that lvstop does not know. */
function sysctlLines(files: MachineFiles, live: LiveDirector, columns: number): Lines {
	const prefix = `${ipvsSysctls}/`;
	const there = files.paths.flatMap(path =>
		path.startsWith(prefix) ? [path.slice(prefix.length)] : [],
	);
	const known = new Set(sysctls.map(({name}) => name));
	const others = there
		.filter(name => !known.has(name))
		.map((name): Sysctl => ({name, usual: null, does: 'lvstop does not know this setting.'}));
	const all = [...sysctls.filter(({name}) => there.includes(name)), ...others];
	return all.flatMap(sysctl =>
		settingLines(sysctl, files.text(`${prefix}${sysctl.name}`).value, live, columns),
	);
}

/** All lines for a screen of this width. */
export function directorLines(
	live: LiveDirector | null,
	files: Known<MachineFiles> | null,
	columns: number,
): Lines {
	if (live === null) {
		return [[piece(' The director has not been read yet.', 'dim')]];
	}

	const titles = [
		piece(`   ${fitText('net.ipv4.vs.', nameWidth)}`, 'dim'),
		piece(fitText('value', valueWidth), 'dim'),
		piece(fitText('default', valueWidth), 'dim'),
	];
	const settings: Lines =
		files === null
			? [[piece('   reading …', 'dim')]]
			: files.value === null
				? wrapText(`not known: ${escapeControls(files.unknown)}`, columns - 4).map(line => [
						piece(`   ${line}`, 'warn'),
					])
				: [titles, ...sysctlLines(files.value, live, columns)];
	return [
		...tableLines(live, files, columns),
		[],
		...settingsLines(live, columns),
		[],
		heading('Settings of IPVS'),
		...settings,
	];
}
