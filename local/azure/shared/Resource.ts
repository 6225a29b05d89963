import type { Identified } from './Store';

/** What every ARM resource has. */
export interface Resource<Properties = unknown> extends Identified {
  name: string;
  type: string;
  location: string;
  tags?: Record<string, string>;
  properties: Properties;
  /** Not shown to readers before this moment: a fault asked for late visibility. */
  visibleFrom?: number;
}
