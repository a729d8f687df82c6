/**
 * What the connection table says that a person should look at.
 */
import type {ConnectionScope} from './scope.ts';

/**
 * `only-syn-received`: no connection to a server gets beyond its first packet. `one-client`: one client
 * has most of the connections. `uneven`: a server has far more or fewer connections than its weight asks for.
 */
export type FindingKind = 'only-syn-received' | 'one-client' | 'uneven';

/** One notice. */
export interface Finding {
	readonly kind: FindingKind;
	/** A sentence with the figures, without a full stop. */
	readonly text: string;
	/** The connections that it is about. */
	readonly scope: ConnectionScope;
}

/** `81 %`, and `0.4 %` below one. */
export function percent(part: number): string {
	const value = part * 100;
	return `${value > 0 && value < 1 ? value.toFixed(1) : value.toFixed(0)} %`;
}
