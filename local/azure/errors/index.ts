/** The catalogue: every error the local Azure answers is made here, one file per service. */
export { authorization } from './authorization';
export { entra, TokenError } from './entra';
export { frontEnd } from './frontEnd';
export { gallery, operationErrors } from './gallery';
export { graph } from './graph';
