/**
 * Parses the output of the probe for owners (`source/ipvs/owner-probe.ts`).
 */
import type {ParserFactory} from '../line-parser.ts';
import type {OwnerEvidence, OwnerInterface, SeenProcess} from '../owner-evidence.ts';
import {refuseCutLine, unreadable} from './words.ts';

/** The data parsed so far. */
interface Found {
	processNamespace: number | null;
	interfaces: OwnerInterface[];
	dockerNamespace: string | null;
	pidFiles: {role: 'checkers' | 'vrrp'; pid: number}[];
	processes: SeenProcess[];
	isWhole: boolean;
}

type LineReader = (match: RegExpExecArray, found: Found) => void;

/** The command line of a process follows its line. */
function addWords(pid: number, text: string, found: Found): void {
	const words = text.split(' ').filter(word => word !== '');
	found.processes = found.processes.map(process =>
		process.pid === pid ? {...process, words} : process,
	);
}

const lines: readonly (readonly [RegExp, LineReader])[] = [
	[
		/ pid:\[(\d+)\]$/,
		([, number], found) => {
			found.processNamespace = Number(number);
		},
	],
	[
		/^interface (kube-ipvs0|kube-dummy-if)$/,
		([, name], found) => {
			found.interfaces.push(name === 'kube-ipvs0' ? name : 'kube-dummy-if');
		},
	],
	[
		/^docker ([\w-]+)$/,
		([, name], found) => {
			found.dockerNamespace = name ?? null;
		},
	],
	[
		/^pidfile (checkers|vrrp) +(\d+)$/,
		([, role, pid], found) => {
			found.pidFiles.push({role: role === 'vrrp' ? 'vrrp' : 'checkers', pid: Number(pid)});
		},
	],
	// A pid file without a number is no evidence.
	[/^pidfile /, () => {}],
	[
		/^process (\d+) (here|elsewhere|unknown) (.*)$/,
		([, pid, place, name = ''], {processes}) => {
			processes.push({
				pid: Number(pid),
				name,
				place: place === 'here' || place === 'elsewhere' ? place : 'unknown',
				words: null,
			});
		},
	],
	[/^arguments (\d+) (.*)$/, ([, pid, text = ''], found) => addWords(Number(pid), text, found)],
	[
		/^end$/,
		(_, found) => {
			found.isWhole = true;
		},
	],
];

/** Parses the output of the probe; a truncated text is refused. */
export const ownerEvidenceParser: ParserFactory<OwnerEvidence> = () => {
	const found: Found = {
		processNamespace: null,
		interfaces: [],
		dockerNamespace: null,
		pidFiles: [],
		processes: [],
		isWhole: false,
	};
	return {
		line(text, terminated) {
			refuseCutLine(terminated);
			for (const [pattern, read] of lines) {
				const match = pattern.exec(text);
				if (match) {
					read(match, found);
					return;
				}
			}

			unreadable('not a line of the probe for owners');
		},
		end() {
			const {isWhole, ...signs} = found;
			return isWhole ? signs : unreadable('the probe for owners did not finish');
		},
	};
};
