/**
 * Findings: what an operator should look at in the connection table.
 */
import type {ServerId} from '../../../ipvs/server.ts';
import type {ConnectionScope} from './scope.ts';

/**
 * `only-syn-received`: no connection to a server gets beyond its first packet. `syn-received`: most connections to a
 * server do not, or none does to several servers of one service. `one-client`: one client has most of the connections.
 * `uneven`: a server has far more or fewer connections than its weight asks for.
 */
export type FindingKind = 'only-syn-received' | 'syn-received' | 'one-client' | 'uneven';

/** One finding. */
export interface Finding {
	readonly kind: FindingKind;
	/** A sentence with the figures, without a full stop. */
	readonly text: string;
	/** The connections it is about. */
	readonly scope: ConnectionScope;
	/** The servers it is about, if its scope is a service. */
	readonly servers?: readonly ServerId[];
}

/** `81%`, and `0.4%` if that is below one; `<0.1%` for less than can be shown. */
export function percent(part: number): string {
	const value = part * 100;
	const tenths = Math.round(value * 10);
	if (value > 0 && tenths === 0) {
		return '<0.1%';
	}

	return `${value > 0 && tenths < 10 ? value.toFixed(1) : value.toFixed(0)}%`;
}
