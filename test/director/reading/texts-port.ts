/**
 * A port that only has texts: the files and the listings of one moment. What it has no text for fails the test.
 */
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {type CommandResult, type Port, PortError} from '../../../source/director/port/port.ts';

/** The answer for a file or command; a list gives its answers in turn, and repeats the last one. */
export type Answer = string | CommandResult | PortError;
export type Answers = Record<string, Answer | readonly Answer[]>;

/** A port with its texts, which may be changed, and the requests it got. */
export interface TextsPort extends Port {
	readonly texts: Answers;
	readonly asked: string[];
}

/** Files are named by their path, commands by their words. */
export function textsPort(texts: Answers): TextsPort {
	const asked: string[] = [];
	const left = {...texts};

	const answer = (subject: string): Exclude<Answer, PortError> => {
		asked.push(subject);
		const found = left[subject];
		const [first, ...rest] = Array.isArray(found)
			? (found as readonly Answer[])
			: [found as Answer];
		if (first === undefined) {
			throw new Error(`nobody should ask for ${subject}`);
		}

		if (rest.length > 0) {
			left[subject] = rest;
		}

		if (first instanceof PortError) {
			throw first;
		}

		return first;
	};

	return {
		texts: left,
		asked,
		place: 'lb1',
		async run(command) {
			const found = answer(command.join(' '));
			return typeof found === 'string' ? {exitCode: 0, stdout: found, stderr: ''} : found;
		},
		async readFile(path) {
			const found = answer(path);
			return typeof found === 'string' ? found : found.stdout;
		},
	};
}

/** A missing file. */
export function noFile(path: string): PortError {
	return new PortError('missing', path, `${path}: no such file`);
}

const estimation = '/proc/sys/net/ipv4/vs/run_estimation';
const processors = '/proc/sys/net/ipv4/vs/est_cpulist';
const sizing = '/proc/sys/net/ipv4/vs/conn_lfactor';
const niceness = '/proc/sys/net/ipv4/vs/est_nice';

/** An ordinary user; only read if ipvsadm is refused. */
export const status = '/proc/self/status';
const ordinaryUser = 'Name:\tcat\nUid:\t1000\t1000\t1000\t1000\nCapEff:\t0000000000000000\n';

/** The recorded output of a real kernel in a scene; default Linux 6.1. */
export function fixtureTexts(scene: string, kernel: '6.1' | '7.2' = '6.1'): Answers {
	const folder = join(import.meta.dirname, `../../fixtures/linux-${kernel}-ipvsadm-1.31`, scene);
	const texts: Answers = {
		[status]: ordinaryUser,
		[estimation]: '1\n',
		[processors]: noFile(processors),
		[niceness]: noFile(niceness),
		[sizing]: noFile(sizing),
	};
	for (const name of readdirSync(folder)) {
		if (name === 'sysctls.txt') {
			Object.assign(texts, sysctlTexts(readFileSync(join(folder, name), 'utf8')));
			continue;
		}

		texts[subjectOf(name.replace(/\.txt$/, ''))] = readFileSync(join(folder, name), 'utf8');
	}

	return texts;
}

/** Files of /proc/sys/net/ipv4/vs, from lines of NAME=VALUE. */
function sysctlTexts(lines: string): Answers {
	return Object.fromEntries(
		lines
			.split('\n')
			.filter(line => line !== '')
			.map(line => {
				const [name = '', value = ''] = line.split('=');
				return [`/proc/sys/net/ipv4/vs/${name}`, `${value}\n`];
			}),
	);
}

/** `ipvsadm-Ln--stats--exact` is `ipvsadm -Ln --stats --exact`, `proc-net-ip_vs` is `/proc/net/ip_vs`. */
function subjectOf(name: string): string {
	return name.startsWith('proc-')
		? `/${name.replaceAll('-', '/')}`
		: name.replace('ipvsadm-', 'ipvsadm -').replaceAll('--', ' --');
}
