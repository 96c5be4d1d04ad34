/** What a test run leaves in the folder for its server log. */

/** Every statement that the server received, one JSON object a line. */
export const serverLogFile = 'server.json';

/** The address of the pooler as the server sees it. */
export const poolerAddressFile = 'pooler-address';
