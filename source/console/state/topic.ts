/**
 * The topic of an overlay or a confirmation: a value that only the feature that stored it can read.
 */
import type {Confirmation, Overlay, Prompt, Topic} from './model.ts';

export interface TopicKind<Value> {
	/** Wraps a value. */
	topic(value: Value): Topic;
	/** The value in an overlay or a plan with this topic; null for other topics. */
	of(holder: Overlay | Prompt | null): Value | null;
	/** Whether a confirmation has this topic. */
	confirmed(prompt: Prompt | null): prompt is Confirmation;
}

/** Defines a kind of topic; two kinds never read each other's values. */
export function defineTopic<Value>(name: string): TopicKind<Value> {
	const own = new WeakSet<Topic>();
	const topicOf = (holder: Overlay | Prompt | null): Topic | null => {
		const found = holder !== null && 'topic' in holder ? holder.topic : undefined;
		return found !== undefined && own.has(found) ? found : null;
	};
	return {
		topic(value) {
			const topic = {name, value};
			own.add(topic);
			return topic;
		},
		of: holder => (topicOf(holder)?.value as Value | undefined) ?? null,
		confirmed: (prompt): prompt is Confirmation =>
			prompt?.kind === 'confirm' && topicOf(prompt) !== null,
	};
}
