/** The public interface of the edit feature. */

export {proposeDeleteServers} from './server-edits.ts';
export {proposeEditService} from './service-edits.ts';
export {proposeTimeouts} from './set-timeouts.ts';
