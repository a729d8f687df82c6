/** The public interface of the snapshots feature. */
export {withNamesOfMachine} from './files/resolve-names.ts';
