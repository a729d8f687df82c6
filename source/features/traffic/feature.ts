/**
 * The Traffic view: graphs of the last minutes for the director, a service or a server.
 */
import {defineFeature} from '../../console/state/feature.ts';
import {serversStillCompared} from './comparison.ts';
import {trafficBindings} from './keys.ts';
import {totalsStrip} from './totals-strip.ts';
import {traffic} from './traffic-state.ts';
import {TrafficView} from './traffic-view.tsx';

/** The longest time that the values of a reading may cover in graphs, milliseconds; earlier times are a gap. */
function longestStep(between: number): number {
	return 2 * between + 5000;
}

export const trafficFeature = defineFeature({
	slice: traffic,
	bindings: trafficBindings,
	derive(before, now) {
		const {
			director: {live, stretched},
			kept,
			interval,
		} = now;
		if (live === null || live === before.director.live) {
			return null;
		}

		// The history is a separate ring: the reading is added to it, and the state stays the same.
		kept.history.record(live, longestStep(stretched ?? interval));
		const compared = serversStillCompared(now);
		return compared === now.own.compared ? null : {own: {compared}};
	},
	strip: totalsStrip,
	views: [
		{
			id: 'traffic',
			key: '4',
			title: 'Traffic',
			shortTitle: 'Traf',
			group: {
				title: 'Traffic',
				place: 60,
				introduction: 'Choose whose traffic is shown, and for which period.',
			},
			Body: TrafficView,
		},
	],
});
