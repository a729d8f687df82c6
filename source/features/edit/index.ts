/** The door of the edit feature. */
export {proposeDeleteServers} from './delete-server.ts';
