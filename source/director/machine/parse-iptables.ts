/**
 * Parses what `iptables-save` and `ip6tables-save` print.
 */
import {type Firewall, type MarkRule, type SourceRewrite, wholeMark} from './firewall.ts';

/** The words of a rule; text in double quotes is one word (iptables quotes comments). */
function wordsOf(line: string): readonly string[] {
	return [...line.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(
		([, quoted, plain]) => plain ?? quoted ?? '',
	);
}

/** The word behind an option; null if the rule does not have it. */
function after(words: readonly string[], ...names: readonly string[]): string | null {
	const place = words.findIndex(word => names.includes(word));
	return place === -1 ? null : (words[place + 1] ?? null);
}

/** The longest text of a rule in a message, characters. */
const longestText = 120;

const markText = /^(0x[\da-f]{1,8}|\d{1,10})(?:\/(0x[\da-f]{1,8}|\d{1,10}))?$/i;

/** `0x7/0xff`: the bits of the mask are set to those of the value. */
function markOf(option: string | null, line: string): MarkRule {
	const text = line.slice(0, longestText);
	const [, value, mask] = markText.exec(option ?? '') ?? [];
	return value === undefined
		? {value: 0, mask: 0, text}
		: {value: Number(value), mask: mask === undefined ? wholeMark : Number(mask), text};
}

/** Options of a rule that do not restrict which packets it matches, or that are evaluated here, with their words. */
const plain: Readonly<Record<string, number>> = {
	'-A': 1,
	'-o': 1,
	'--out-interface': 1,
	'-j': 1,
	'--to-source': 1,
	'--to-ports': 1,
	'--random': 0,
	'--random-fully': 0,
	'--persistent': 0,
	'--comment': 1,
	'--ipvs': 0,
	'--vaddr': 1,
	'--vport': 1,
	'--vproto': 1,
	'--vmethod': 1,
	'--vdir': 1,
};

/** Whether a rule asks for something that is not evaluated here. */
function hasOther(words: readonly string[]): boolean {
	let place = 0;
	while (place < words.length) {
		const word = words[place] ?? '';
		const next = words[place + 1] ?? '';
		if (word === '-m' && (next === 'comment' || next === 'ipvs')) {
			place += 2;
			continue;
		}

		const taken = plain[word];
		if (taken === undefined) {
			return true;
		}

		place += 1 + taken;
	}

	return false;
}

function rewriteOf(line: string, words: readonly string[]): SourceRewrite {
	return {
		text: line.slice(0, longestText),
		outputDevice: after(words, '-o', '--out-interface'),
		isOfIpvs: words.some((word, place) => word === '-m' && words[place + 1] === 'ipvs'),
		hasOther: hasOther(words),
	};
}

/** The rules of all tables in the text; what concerns neither marks nor source addresses is left out. */
export function parseIptables(text: string): Firewall {
	const marks: MarkRule[] = [];
	const rewrites: SourceRewrite[] = [];
	for (const line of text.split('\n')) {
		if (!line.startsWith('-A ')) {
			continue;
		}

		const words = wordsOf(line);
		const target = after(words, '-j', '--jump');
		if (target === 'MARK') {
			marks.push(markOf(after(words, '--set-xmark', '--set-mark'), line));
		} else if (target === 'CONNMARK' && words.includes('--restore-mark')) {
			marks.push({value: 0, mask: 0, text: line.slice(0, longestText)});
		} else if (target === 'MASQUERADE' || target === 'SNAT') {
			rewrites.push(rewriteOf(line, words));
		}
	}

	return {marks, rewrites};
}
