/**
 * The only list of features. Their order is that of the key table, of the help, and of deriving the state.
 */
import * as core from '../console/bindings/core.ts';
import {assemble} from '../console/state/feature.ts';
import type {Assembly} from '../console/state/model.ts';
import {changesFeature} from '../features/changes/feature.ts';
import {checksFeature} from '../features/checks/console/feature.ts';
import {connectionsFeature} from '../features/connections/console/feature.ts';
import {drainFeature} from '../features/drain/feature.ts';
import {editFeature} from '../features/edit/feature.ts';
import {logFeature} from '../features/log/feature.ts';
import {namesFeature} from '../features/names/feature.ts';
import {outsideFeature} from '../features/outside/feature.ts';
import {problemsFeature} from '../features/problems/feature.ts';
import {serversFeature} from '../features/servers/feature.ts';
import {servicesFeature} from '../features/services/feature.ts';
import {snapshotsFeature} from '../features/snapshots/console/feature.ts';
import {tourFeature} from '../features/tour/feature.ts';
import {trafficFeature} from '../features/traffic/feature.ts';
import {weightFeature} from '../features/weight/feature.ts';

/** The console, as it is shown, tested and documented. */
export const assembly: Assembly = assemble([
	core.rows,
	servicesFeature,
	serversFeature,
	weightFeature,
	drainFeature,
	core.undo,
	editFeature,
	core.moving,
	namesFeature,
	connectionsFeature,
	trafficFeature,
	snapshotsFeature,
	logFeature,
	outsideFeature,
	changesFeature,
	tourFeature,
	// Before the problems, which take the room that is left in the header.
	checksFeature,
	problemsFeature,
	core.screen,
	core.columns,
	core.program,
	core.typing,
	core.plans,
]);
