/**
 * Text that is typed below a view, at every size: commands and filters with their completions, mistakes, notes and weights. And
 * the tour, which speaks there too.
 */
import {describe} from 'vitest';
import {incidentRow, testScreens, toRow} from './at-every-size.ts';

describe('typed', () => {
	testScreens(
		'incident',
		[{pass: 30_000, shows: /● live/}],
		[
			{name: 'command', keys: ':', shows: /^ :/m, leave: '<esc>'},
			{name: 'command-completed', keys: ':we<tab>', shows: /:weight/, leave: '<esc>'},
			{name: 'command-wrong', keys: ':wieght<enter>', shows: /did you mean weight/, leave: '<esc>'},
			{name: 'filter', keys: '/10.0.1', shows: /filter: 10\.0\.1 /, leave: '<esc>'},
			{name: 'filter-completed', keys: '/state:<tab>', shows: /state:/, leave: '<esc>'},
			{name: 'filter-wrong', keys: '/active>x', shows: /not a number/, leave: '<esc>'},
			{name: 'filter-nothing', keys: '/nothing<enter>', shows: /filter: nothing/, leave: '<esc>'},
			{
				name: 'weight',
				keys: `${toRow(incidentRow.server)}w70000<enter>`,
				shows: /65535/,
				leave: '<esc>',
			},
			{name: 'weight-marked', keys: ' jj w', shows: /weight of/, leave: '<esc>U'},
			{name: 'note', keys: 'Sbefore the upgrade', shows: /before the upgrade/, leave: '<esc>'},
			{name: 'interval', keys: 'ix<enter>', shows: /seconds/, leave: '<esc>'},
			{name: 'refused', keys: `${toRow(incidentRow.service)}w`, shows: /service/},
			{name: 'no-meaning', keys: 'J', shows: /J does nothing here/},
		],
	);
});

describe('tour', () => {
	testScreens(
		'tour',
		[{pass: 10_000, shows: /● live/}],
		[
			{name: 'tour-begin', shows: /1\/11/},
			{name: 'tour-drain', keys: 'jd', shows: /3\/11/},
			{name: 'tour-drained', keys: 'y', pass: 4000, shows: /4\/11/},
		],
	);
});
