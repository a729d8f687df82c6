/**
 * The notices of a reading: findings, and what could not be counted or read.
 */
import {unreadableText} from '../table/survey-words.ts';
import type {ConnectionsList} from './connections-list.ts';

export interface Notice {
	/** `bad` for problems that affect clients now. */
	readonly severity: 'bad' | 'warn';
	/** A sentence with the figures, without a full stop. */
	readonly text: string;
}

/** All notices, the most important first. */
export function connectionsNotices({
	shown,
	place: {mode},
}: Pick<ConnectionsList, 'shown' | 'place'>): readonly Notice[] {
	if (shown === null) {
		return [];
	}

	const findings = shown.findings.map(
		({kind, text}): Notice => ({severity: kind.endsWith('syn-received') ? 'bad' : 'warn', text}),
	);
	const doubts = [
		mode === 'table' ? null : shown.groups[mode].note,
		unreadableText(shown.unreadable),
	].flatMap((text): readonly Notice[] => (text === null ? [] : [{severity: 'warn', text}]));
	return [...findings, ...doubts];
}
