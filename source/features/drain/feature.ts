/**
 * Draining servers: the plan, following its progress, and bringing servers back.
 */
import {defineFeature} from '../../console/state/feature.ts';
import {remember} from '../../console/state/message.ts';
import type {Change} from '../../console/state/slice.ts';
import {offerDeletions} from './drain-deletions.ts';
import {attendToDrains} from './drain-deps.ts';
import {drainLine} from './drain-line.ts';
import {
	type DrainSeen,
	type Drains,
	drainOrigin,
	drains,
	lookAtDrains,
	markUnconfirmed,
} from './drains.ts';
import {drainBindings} from './keys.ts';

/** The drains with their messages. An error is more important than a server that has become empty. */
function withDrains(before: DrainSeen, now: DrainSeen): DrainSeen {
	const {drains: kept, notices} = lookAtDrains(before, now);
	const {message} = now;
	const latest = message?.severity === 'error' ? undefined : notices.at(-1);
	// The progress of a drain replaces the message that it has begun.
	const isBegin = message?.severity === 'info' && message.origin === drainOrigin;
	const isTold = isBegin && now.applying === null && drainLine({...now, kept}) !== '';
	return {
		...now,
		kept,
		message: latest ?? (isTold ? null : message),
		messages: notices.reduce(remember, now.messages),
	};
}

function derive(before: DrainSeen, now: DrainSeen): Change<object, Drains> | null {
	const {live, facts} = now.director;
	const isNew = live !== before.director.live || facts !== before.director.facts;
	const seen = isNew ? withDrains(before, now) : now;
	const offer = offerDeletions(seen);
	const {kept, message, messages} = seen;
	return isNew ? {message, messages, ...offer, kept: {...kept, ...offer?.kept}} : offer;
}

export const drainFeature = defineFeature({
	slice: drains,
	bindings: drainBindings,
	derive,
	attend: attendToDrains,
	afterPlan: markUnconfirmed,
	wants: ({kept}) => ({persistentConnections: kept.needPersistent}),
	says: drainLine,
});
