/**
 * A table that another program empties or makes anew, as a restart of keepalived does, while something is open in the
 * console; and what may have become of it then.
 */
import {expect} from 'vitest';

export const rules = `-A -t 10.1.1.1:80 -s wrr
-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 7
-a -t 10.1.1.1:80 -r 10.0.0.9:80 -m -w 9
-A -t 10.1.1.2:80 -s rr
-a -t 10.1.1.2:80 -r 10.0.0.8:80 -m -w 5
`;

/** The same rows, made in another order. */
const reordered = rules
	.split(/(?=^-A)/m)
	.toReversed()
	.join('');

/** The rules that the other program leaves, by its name. */
export const replacements = {
	emptied: '',
	'made anew': rules,
	'made anew in another order': reordered,
	'made anew with other weights': rules
		.replace('-w 7', '-w 3')
		.replace('-w 9', '-w 4')
		.replace('-w 5', '-w 2'),
	'made anew with other schedulers': rules.replace('-s wrr', '-s sh').replace('-s rr', '-s lc'),
	'made anew with one server less': rules.replace(/.*10\.0\.0\.8:80 -m -w 7\n/, ''),
	'made anew with direct routing': rules.replaceAll(' -m ', ' -g '),
} as const;

/** Something that is open, the keys that finish it up to its plan, and the rows that its plan may change. */
export interface Stage {
	readonly open: string;
	readonly finish: string;
	readonly changes: readonly string[];
}

const first = '-t 10.1.1.1:80';
const [server, other] = [`${first} -r 10.0.0.8:80`, `${first} -r 10.0.0.9:80`];
const second = '-t 10.1.1.2:80 -r 10.0.0.8:80';

export const stages: Readonly<Record<string, Stage>> = {
	'a prompt for a weight': {open: 'jw', finish: '15<enter>', changes: [server]},
	'a plan for a weight': {open: 'jw15<enter>', finish: '', changes: [server]},
	'a plan for all weights': {open: '*w15<enter>', finish: '', changes: [server, other, second]},
	'a form for a server': {open: 'je<down>1', finish: '5<enter>', changes: [server]},
	'a form for a service': {open: 'e<right>', finish: '<enter>', changes: [first]},
	'a form for a new server': {
		open: 'a10.0.0.77',
		finish: '<enter>',
		changes: [`${first} -r 10.0.0.77:80`],
	},
	'a form for a new service': {
		open: 'A<tab>10.1.1.77<tab>80',
		finish: '<enter>',
		changes: ['-t 10.1.1.77:80'],
	},
	'a plan to delete a server': {open: 'jx', finish: '', changes: [server]},
	'a plan to delete a service': {open: 'x', finish: '', changes: [first, server, other]},
	'a drain': {open: 'jd', finish: '', changes: [server]},
	'an undo': {open: 'jw15<enter>yu', finish: '', changes: [server]},
	'the details of a server': {open: 'j<enter>', finish: '', changes: []},
	'the traffic of a server': {open: 'jt', finish: '', changes: []},
};

/** The rows of rules, by their names in ipvsadm's words. */
function rowsOf(text: string): Map<string, string> {
	return new Map(
		text
			.split('\n')
			.filter(line => line !== '')
			.map(line => [/^-[Aa] (-\w \S+(?: -r \S+)?)/.exec(line)?.[1] ?? line, line.trim()]),
	);
}

/**
 * Fails where a row is other than the other program has left it: unless that program has left it as it was, and the
 * stage is about it.
 */
export function expectNothingOverwritten(stage: Stage, theirs: string, after: string): void {
	const [before, left, now] = [rowsOf(rules), rowsOf(theirs), rowsOf(after)];
	for (const row of new Set([...left.keys(), ...now.keys()])) {
		if (left.get(row) !== before.get(row) || !stage.changes.includes(row)) {
			expect(now.get(row), row).toBe(left.get(row));
		}
	}
}

/** Whether the other program has changed a row that the stage is about. */
export function concerns(stage: Stage, theirs: string): boolean {
	const [before, left] = [rowsOf(rules), rowsOf(theirs)];
	return stage.changes.some(row => left.get(row) !== before.get(row));
}

/** The messages that the console may show about a row that has changed. */
export const saysWhy =
	/refused, nothing was changed|changed in the meantime|is gone|no longer|not in the table|changed outside|deleted/;
