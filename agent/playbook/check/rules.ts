import type { Rule } from './rule.ts';
import { calendarRules } from './rules/calendar.ts';
import { conditionValueRules } from './rules/condition-values.ts';
import { conditionRules } from './rules/conditions.ts';
import { connectorRules } from './rules/connectors.ts';
import { crmRules } from './rules/crm.ts';
import { fieldRules } from './rules/fields.ts';
import { goalRules } from './rules/goals.ts';
import { greetingRules } from './rules/greeting.ts';
import { languageRules } from './rules/languages.ts';
import { messageRules } from './rules/messages.ts';
import { phraseRules } from './rules/phrases.ts';
import { placeholderRules } from './rules/placeholders.ts';
import { postCallRules } from './rules/post-call.ts';
import { circleRules } from './rules/step-circles.ts';
import { stepConditionRules } from './rules/step-conditions.ts';
import { stepInputRules } from './rules/step-inputs.ts';
import { stepRules } from './rules/steps.ts';
import { toolRules } from './rules/tools.ts';
import { variableRules } from './rules/variables.ts';

/** Every rule. To add one, write it in the file of its subject under `rules/` and add it to the list at the end of that file. */
export const RULES: readonly Rule[] = [
  ...languageRules,
  ...greetingRules,
  ...calendarRules,
  ...fieldRules,
  ...goalRules,
  ...conditionRules,
  ...conditionValueRules,
  ...stepRules,
  ...circleRules,
  ...stepConditionRules,
  ...stepInputRules,
  ...variableRules,
  ...toolRules,
  ...connectorRules,
  ...crmRules,
  ...messageRules,
  ...placeholderRules,
  ...phraseRules,
  ...postCallRules,
];
