/**
 * Saved rules as other programs and people write them: the same rows in other words, in another order, twice, or with
 * mistakes.
 */
import fc from 'fast-check';
import {formatSave} from '../../source/ipvs/format/save-format.ts';
import type {RuleSet} from '../../source/ipvs/rule-set.ts';

/** Changes of one line. Some leave its meaning, some change it, some make it unreadable. */
const spellings: readonly ((line: string) => string)[] = [
	line => line.replace(/^-a/, '--add-server').replace(/^-A/, '--add-service'),
	line => line.replace(' -w ', ' --weight '),
	line => line.replace(/ -w (\d+)/, ' -w$1'),
	line => line.replace(/ -w (\d+)/, ' -w 0$1'),
	line => line.replace(/ -w \d+/, ''),
	line => line.replace(/ -w (\d+)/, ' -w +$1'),
	line => line.replace(/ -w \d+/, ' -w 2147483648'),
	line => line.replace(/ -w \d+/, ' -w 2147483647'),
	line => line.replace(/ -w (\d+)/, ' -w $1x'),
	line => line.replace(/ -w (\d+)/, ' -w 1$1'),
	line => line.replace(/ -m| -g| -i/, ' -m'),
	line => line.replace(/ -m| -g/, ' -i'),
	line => line.replace(/ -m| -g| -i/, ''),
	line => line.replace(/ -s \S+/, ''),
	line => line.replace(/ -s \S+/, ' -s wlc'),
	line => line.replace(/^(-[aA]) -t/, '$1t'),
	line => line.replace(/(-r \S+)(.*)$/, '$2 $1'),
	line => line.replace(/(-r [\d.]+):\d+/, '$1'),
	line => line.replace(/(-r [\d.]+):\d+/, '$1:http'),
	line => line.replace(/(-r [\d.]+):(\d+)/, '$1:0$2'),
	line => line.replace(/(-r [\d.]+):\d+/, '$1:65536'),
	line => line.replace(/(-r )\d+\./, '$1256.'),
	line => line.replace(/(-r )(\d+)\./, '$10$2.'),
	line => line.replace(/-r \S+/, '-r web1.example:80'),
	line => line.replace(/:80\b/, ':http'),
	line => line.replace(/-f (\d+)/, '-f 0x$1'),
	line => line.replace(/-f (\d+)/, '-f 0$1'),
	line => `${line} -x 0`,
	line => `${line} -x 10`,
	line => `${line} -x 10 -y 5`,
	line => `${line} -y 5`,
	line => `${line} -y 5 -x 10`,
	line => `${line} `,
	line => ` ${line}`,
	line => `${line}\r`,
	line => `${line} --tun-type ipip`,
	line => `${line}\n# a comment`,
	line => `${line}\n\n`,
	line => `${line}\n${line}`,
	line => `ipvsadm ${line}`,
	line => line.slice(0, -1),
	line => line.slice(1),
	line => `${line.slice(0, 12)} ${line.slice(12)}`,
	() => '',
];

/** How to write a text of rules in another way. */
interface Writing {
	/** For some lines, by their number modulo that of the lines: another spelling. */
	readonly spelled: readonly (readonly [line: number, spelling: number])[];
	/** Lines that move to another place. */
	readonly moved: readonly (readonly [from: number, to: number])[];
	readonly isReversed: boolean;
	/** Whether the last line has no line break. */
	readonly isCut: boolean;
}

const place = fc.nat({max: 10_000});

const writing: fc.Arbitrary<Writing> = fc.record({
	spelled: fc.oneof(
		{weight: 2, arbitrary: fc.constant([])},
		{
			weight: 5,
			arbitrary: fc.array(fc.tuple(place, fc.nat({max: spellings.length - 1})), {maxLength: 3}),
		},
	),
	moved: fc.oneof(
		{weight: 2, arbitrary: fc.constant([])},
		{weight: 1, arbitrary: fc.array(fc.tuple(place, place), {maxLength: 3})},
	),
	isReversed: fc.oneof({weight: 9, arbitrary: fc.constant(false)}, fc.boolean()),
	isCut: fc.oneof({weight: 9, arbitrary: fc.constant(false)}, fc.boolean()),
});

function written(text: string, {spelled, moved, isReversed, isCut}: Writing): string {
	const lines = text.split('\n').slice(0, -1);
	for (const [line, spelling] of lines.length === 0 ? [] : spelled) {
		const at = line % lines.length;
		lines[at] = spellings[spelling]?.(lines[at] ?? '') ?? '';
	}

	for (const [from, to] of lines.length === 0 ? [] : moved) {
		const [line = ''] = lines.splice(from % lines.length, 1);
		lines.splice(to % (lines.length + 1), 0, line);
	}

	const all = isReversed ? lines.reverse() : lines;
	return `${all.join('\n')}${isCut ? '' : '\n'}`;
}

/** Texts of the rules, most of them with a few lines written in another way. */
export function otherSpellings(rules: RuleSet): fc.Arbitrary<string> {
	const text = formatSave(rules, {thresholds: true});
	return writing.map(how => written(text, how));
}
