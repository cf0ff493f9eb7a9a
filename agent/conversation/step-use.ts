/** How the ids of the tool uses that steps make begin, so that they are told from a writer's. */
export const STEP_USE = 'step-';
