/**
 * The one table of keys. Dispatch, the line of hints, the help, the `:` prompt and docs/keys.md all come from it.
 */
import type {Binding} from './binding.ts';
import {changeBindings} from './bindings/change.ts';
import {drainBindings} from './bindings/drain.ts';
import {moveBindings} from './bindings/move.ts';
import {programBindings} from './bindings/program.ts';
import {rowBindings} from './bindings/rows.ts';
import {screenBindings} from './bindings/screen.ts';
import {trafficBindings} from './bindings/traffic.ts';
import {typingBindings} from './bindings/typing.ts';

export const keyTable: readonly Binding[] = [
	...changeBindings,
	...drainBindings,
	...rowBindings,
	...moveBindings,
	...trafficBindings,
	...screenBindings,
	...programBindings,
	...typingBindings,
];
