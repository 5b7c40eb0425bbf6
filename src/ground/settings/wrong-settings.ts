/** What stops a start: the message names every setting or environment variable that does not do, by its path. */
export class WrongSettings extends Error {}
