import {expect, test} from 'vitest';
import {keyStore} from '../../support/key-store.ts';
import {sampleDirector} from '../../support/sample-director.ts';

test.each(['z', 'Z'])(
	'counters that were zeroed by %s cannot be restored, and do not hide plans that can be undone',
	async key => {
		const {press, poll, store, message} = keyStore();
		await poll(sampleDirector());
		await press(`${key}yu`);
		expect(message()).toBe('nothing to undo');
		await press(`jw7<enter>y${key}yu`);
		const {prompt} = store.getState();
		expect(prompt?.kind === 'confirm' && prompt.plan.title).toMatch(/^undo: weight of /);
	},
);
