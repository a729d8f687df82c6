/**
 * Parses what `nft -j list ruleset` prints (libnftables-json(5)).
 */
import {type Firewall, type MarkRule, type SourceRewrite, wholeMark} from './firewall.ts';
import {isObject, type JsonObject, objectsOf, textOf} from './json-rows.ts';

/** The rules, and whether some can only be read by iptables-save. */
export interface NftRules extends Firewall {
	/** Whether there are rules that iptables made with extensions, which nft prints without their values. */
	readonly needsIptables: boolean;
}

/** The name of the meta value on one side of an expression, such as `mark` and `oifname`; null for another expression. */
function metaKey(value: unknown): string | null {
	return isObject(value) && isObject(value['meta']) ? textOf(value['meta'], 'key') : null;
}

/** The mark that a statement sets: a number, `other` if it is computed, or null if it sets none. */
function markSet(statement: JsonObject): number | 'other' | null {
	const {mangle} = statement;
	if (!isObject(mangle) || metaKey(mangle['key']) !== 'mark') {
		return null;
	}

	return typeof mangle['value'] === 'number' ? mangle['value'] : 'other';
}

/** The device that a statement asks for on output; null if it asks for something else. */
function outputDevice(statement: JsonObject): string | null {
	const {match} = statement;
	const key = isObject(match) ? metaKey(match['left']) : null;
	return isObject(match) &&
		(key === 'oifname' || key === 'oif') &&
		textOf(match, 'op') === '==' &&
		typeof match['right'] === 'string'
		? match['right']
		: null;
}

/** Statements that do not restrict which packets a rule matches. */
const harmless: ReadonlySet<string> = new Set(['counter', 'log', 'comment', 'masquerade', 'snat']);

/** A rule in words: nft has no short text for it in JSON. */
function ruleText(rule: JsonObject, statements: readonly JsonObject[]): string {
	const place = ['family', 'table', 'chain'].map(field => textOf(rule, field) ?? '?').join(' ');
	return `nft rule in ${place}: ${JSON.stringify(statements).slice(0, 100)}`;
}

function rewriteOf(rule: JsonObject, statements: readonly JsonObject[]): SourceRewrite {
	const [device] = statements.flatMap(statement => outputDevice(statement) ?? []);
	return {
		text: ruleText(rule, statements),
		outputDevice: device ?? null,
		isOfIpvs: false,
		hasOther: statements.some(
			statement =>
				outputDevice(statement) === null &&
				Object.keys(statement).some(name => !harmless.has(name)),
		),
	};
}

/**
 * Parses the rules.
 * @throws {Error} if the text is not JSON of that form
 */
export function parseNft(text: string): NftRules {
	const whole: unknown = JSON.parse(text);
	if (!isObject(whole) || !Array.isArray(whole['nftables'])) {
		throw new Error('there is no list nftables');
	}

	const marks: MarkRule[] = [];
	let needsIptables = false;
	const rewrites: SourceRewrite[] = [];
	for (const entry of objectsOf(whole, 'nftables')) {
		const {rule} = entry;
		if (!isObject(rule)) {
			continue;
		}

		const statements = objectsOf(rule, 'expr');
		needsIptables ||= statements.some(statement => 'xt' in statement);
		for (const statement of statements) {
			const mark = markSet(statement);
			if (mark !== null) {
				const where = {text: ruleText(rule, [statement])};
				marks.push(
					mark === 'other'
						? {value: 0, mask: 0, ...where}
						: {value: mark, mask: wholeMark, ...where},
				);
			}
		}

		if (statements.some(statement => 'masquerade' in statement || 'snat' in statement)) {
			rewrites.push(rewriteOf(rule, statements));
		}
	}

	return {marks, rewrites, needsIptables};
}
