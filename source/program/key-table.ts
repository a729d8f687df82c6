/**
 * The one table of keys. Dispatch, the line of hints, the help, the `:` prompt and docs/keys.md all come from it.
 */

import {moveBindings} from '../console/bindings/move.ts';
import {programBindings} from '../console/bindings/program.ts';
import {screenBindings} from '../console/bindings/screen.ts';
import {typingBindings} from '../console/bindings/typing.ts';
import type {Binding} from '../console/keys/binding.ts';
import {connectionsBindings} from '../features/connections/console/keys.ts';
import {drainBindings} from '../features/drain/keys.ts';
import {formBindings} from '../features/edit/form-keys.ts';
import {editBindings} from '../features/edit/keys.ts';
import {logBindings} from '../features/log/keys.ts';
import {serverBindings} from '../features/servers/keys.ts';
import {rowBindings} from '../features/services/keys.ts';
import {snapshotBindings} from '../features/snapshots/console/keys.ts';
import {trafficBindings} from '../features/traffic/keys.ts';
import {changeBindings} from '../features/weight/keys.ts';

export const keyTable: readonly Binding[] = [
	...changeBindings,
	...drainBindings,
	...editBindings,
	...rowBindings,
	...serverBindings,
	...logBindings,
	...moveBindings,
	...connectionsBindings,
	...trafficBindings,
	...snapshotBindings,
	...screenBindings,
	...programBindings,
	...typingBindings,
	...formBindings,
];
