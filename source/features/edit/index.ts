/** The public interface of the edit feature. */
export {proposeDeleteServers} from './server-edits.ts';
