/**
 * The topic of an overlay or a confirmation: a value that only the feature that stored it can read.
 */

/** A value that only its owner can read. */
export interface Topic {
	readonly name: string;
	readonly value: unknown;
}

/** A value that may have a topic. */
interface Holder {
	readonly kind?: string;
	readonly topic?: Topic;
}

export interface TopicKind<Value> {
	/** Wraps a value. */
	topic(value: Value): Topic;
	/** The value in an overlay or a plan with this topic; null for other topics. */
	of(holder: Holder | null): Value | null;
	/** Whether a confirmation has this topic. */
	confirmed<Prompt extends Holder>(
		prompt: Prompt | null,
	): prompt is Extract<Prompt, {readonly kind: 'confirm'}>;
}

/** Defines a kind of topic; two kinds never read each other's values. */
export function defineTopic<Value>(name: string): TopicKind<Value> {
	const own = new WeakSet<Topic>();
	const topicOf = (holder: Holder | null): Topic | null => {
		const found = holder?.topic;
		return found !== undefined && own.has(found) ? found : null;
	};
	return {
		topic(value) {
			const topic = {name, value};
			own.add(topic);
			return topic;
		},
		of: holder => (topicOf(holder)?.value as Value | undefined) ?? null,
		confirmed: <Prompt extends Holder>(
			prompt: Prompt | null,
		): prompt is Extract<Prompt, {readonly kind: 'confirm'}> =>
			prompt?.kind === 'confirm' && topicOf(prompt) !== null,
	};
}
