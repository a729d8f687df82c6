/**
 * What `--help` prints.
 */

import {optionTable} from './option-table.ts';
import type {KnownNames} from './options.ts';

interface HelpEntry {
	readonly short?: string;
	readonly value?: string;
	readonly help: string;
}

function optionLine([name, entry]: [string, HelpEntry]): string {
	const short = entry.short ? `-${entry.short}, ` : '    ';
	const words = `${short}--${name}${entry.value ? ` ${entry.value}` : ''}`;
	return `  ${words.padEnd(24)} ${entry.help}`;
}

/** The whole help, ending with a line break. */
export function helpText(known: KnownNames, commands: readonly {readonly usage: string}[]): string {
	return `lvstop shows what a Linux IPVS (LVS) director is doing, and changes it safely.

usage: lvstop [options]          the console; ? there shows the keys
       lvstop --once             the table as plain text
       lvstop --json [-n N]      the table as JSON, a line a reading
${commands.map(({usage}) => `       lvstop ${usage}\n`).join('')}
SERVICE is tcp:VIP:PORT, udp:VIP:PORT, sctp:VIP:PORT, fwm:N or fwm6:N; SERVER is RIP:PORT, or RIP
alone where only one matches. IPv6 addresses stand in brackets.

${Object.entries(optionTable).map(optionLine).join('\n')}

Scenes of --demo: ${known.scenes.join(', ')}.
Columns of --sort: ${known.columns.join(', ')}.
Views: ${known.views.join(', ')}; --once, -b and --json print the services, or with --view ${known.printedViews.join(', ')} these.

Exit codes: 0 done, 1 failed (diff: something differs), 2 wrong usage, 3 refused, 4 IPVS cannot be reached.
`;
}
