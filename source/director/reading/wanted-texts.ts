/**
 * The texts that a reading by ipvsadm is made of, for places where they are read together.
 */
import type {Command, Together} from '../port/port.ts';
import {detailViews} from './details.ts';
import {tablePath, totalsPath} from './failures.ts';
import {privilegePath} from './privilege.ts';
import type {WantedParts} from './reading.ts';
import {rulesViews} from './rules-listings.ts';
import {settingsViews} from './settings.ts';
import {perCpuPath} from './totals.ts';

/** The listing that shows the families of firewall marks. */
export const plainView = ['-Ln'] as const;

/** The parts that are due besides the wanted ones. */
export interface DueTexts {
	/** Whether ipvsadm is to be run at all. */
	readonly usesIpvsadm: boolean;
	readonly rules: boolean;
	readonly settings: boolean;
	/** Whether the last reading needed the listing that shows the families of marks. */
	readonly marks: boolean;
	/** Whether the user's rights may be needed, to explain a refusal. */
	readonly privilege: boolean;
	/** Whether the kernel is known to have no file with live totals. */
	readonly lacksPerCpu: boolean;
	/** Other files. */
	readonly files: readonly string[];
}

/** Runs of ipvsadm with these options. */
export function ipvsadmCommands(...views: readonly (readonly string[])[]): readonly Command[] {
	return views.map(view => ['ipvsadm', ...view]);
}

/** The texts of a reading, in the order in which it uses them. The table comes first: without it ipvsadm is not run. */
export function wantedTexts(wanted: WantedParts, due: DueTexts): Together {
	const {counters, kernelRates, persistentConnections} = detailViews;
	return {
		files: [
			tablePath,
			due.lacksPerCpu ? totalsPath : perCpuPath,
			...due.files,
			...(due.privilege ? [privilegePath] : []),
		],
		commands: due.usesIpvsadm
			? ipvsadmCommands(
					...(wanted.counters ? [counters] : []),
					...(wanted.kernelRates ? [kernelRates] : []),
					...(wanted.persistentConnections ? [persistentConnections] : []),
					...(wanted.freshRules || due.rules ? [rulesViews.saved, rulesViews.listed] : []),
					...(wanted.settings && (wanted.freshRules || due.settings)
						? [settingsViews.timeouts, settingsViews.daemons]
						: []),
					...(due.marks ? [plainView] : []),
				)
			: [],
	};
}
