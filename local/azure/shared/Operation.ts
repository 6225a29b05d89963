/** How a request is named in counters, in the log and by faults. */
export interface Operation {
  /** Like `PUT Microsoft.Compute/galleries/images/versions`. */
  name: string;
  /** The resource it is about: an ARM id or a Graph path. */
  resource: string;
}
