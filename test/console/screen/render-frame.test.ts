import {expect, test} from 'vitest';
import {renderFrame} from '../../../source/console/screen/render-frame.tsx';
import {keyboard} from '../../support/keyboard.ts';
import {openConsole} from '../../support/open-console.ts';
import {sampleDirector} from '../../support/sample-director.ts';

const size = {columns: 80, rows: 24};

test('the frame is what a terminal of that size shows', async () => {
	const {frame} = await openConsole(size, sampleDirector());
	const {store} = keyboard(sampleDirector(), {size, theme: 'plain'});
	expect(renderFrame(store.getState())).toBe(frame());
});

test('without a terminal there are no escape sequences', () => {
	const {store, press} = keyboard(sampleDirector(), {size, theme: 'plain'});
	for (const script of ['', '?', '<esc>j<enter>', '<esc>w5', '<enter>']) {
		press(script);
		expect(renderFrame(store.getState())).not.toContain('\u{1B}');
	}
});

test('with colours there are', () => {
	const {store} = keyboard(sampleDirector(), {size});
	expect(renderFrame(store.getState())).toContain('\u{1B}[46m');
});
