/**
 * The one table of keys. Dispatch, the line of hints, the help, the `:` prompt and docs/keys.md all come from it.
 */
import type {Binding} from './binding.ts';
import {changeBindings} from './bindings/change.ts';
import {connectionsBindings} from './bindings/connections.ts';
import {drainBindings} from './bindings/drain.ts';
import {editBindings} from './bindings/edit.ts';
import {formBindings} from './bindings/form.ts';
import {logBindings} from './bindings/log.ts';
import {moveBindings} from './bindings/move.ts';
import {programBindings} from './bindings/program.ts';
import {rowBindings} from './bindings/rows.ts';
import {screenBindings} from './bindings/screen.ts';
import {serverBindings} from './bindings/servers.ts';
import {snapshotBindings} from './bindings/snapshots.ts';
import {trafficBindings} from './bindings/traffic.ts';
import {typingBindings} from './bindings/typing.ts';

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
