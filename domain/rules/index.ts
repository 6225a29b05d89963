import { definitionRules } from './definitionRules';
import type { Rule } from './Rule';
import { shareRules } from './shareRules';
import { tagRules } from './tagRules';
import { versionRules } from './versionRules';

/** Every rule that looks at more than one field. */
export const rules: readonly Rule[] = [...definitionRules, ...versionRules, ...shareRules, ...tagRules];
