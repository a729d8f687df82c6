/**
 * The rules of the packet filter that concern IPVS: which marks they set, and which source addresses they rewrite.
 */

/** The conditions of a rule that rewrites source addresses; null if it has none. */
export interface SourceRewrite {
	/** The rule as printed, shortened. */
	readonly text: string;
	/** The output device that it names; null for any. Names that exclude a device are in `hasOther`. */
	readonly outputDevice: string | null;
	/** Whether it asks for packets of IPVS itself (`-m ipvs`). */
	readonly isOfIpvs: boolean;
	/** Whether it asks for anything that lvstop does not evaluate, such as a source network. */
	readonly hasOther: boolean;
}

/** A rule that sets the mark of packets: the bits of `mask` to those of `value`. */
export interface MarkRule {
	readonly value: number;
	/** All bits for a rule that sets the whole mark; 0 if what it sets is only known when a packet comes. */
	readonly mask: number;
	/** The rule as printed, shortened. */
	readonly text: string;
}

/** A mask of all bits. */
export const wholeMark = 0xff_ff_ff_ff;

/** The rules of all packet filters of a director. */
export interface Firewall {
	readonly marks: readonly MarkRule[];
	readonly rewrites: readonly SourceRewrite[];
}

export const emptyFirewall: Firewall = {marks: [], rewrites: []};

/** The rules of several packet filters together. */
export function joinFirewalls(all: readonly Firewall[]): Firewall {
	return {
		marks: all.flatMap(({marks}) => marks),
		rewrites: all.flatMap(({rewrites}) => rewrites),
	};
}

/** Whether some rule sets exactly this mark; if not, the rule that may set it, depending on the packet, or null. */
export function markSetting(
	{marks}: Firewall,
	mark: number,
): {readonly isSet: boolean; readonly perhaps: MarkRule | null} {
	const isSet = marks.some(({value, mask}) => mask === wholeMark && value === mark);
	const perhaps = marks.find(
		({value, mask}) => mask !== wholeMark && (mark & mask) >>> 0 === (value & mask) >>> 0,
	);
	return {isSet, perhaps: perhaps ?? null};
}
