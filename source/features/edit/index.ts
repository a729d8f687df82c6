/** The public interface of the edit feature. */
export {proposeDeleteServers} from './delete-server.ts';
