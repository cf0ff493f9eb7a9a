/** What a model is asked: who it is to be, and the talk so far, its own words among it. */
export interface ModelQuestion {
  system: string;
  /** Beginning with the other side, and taking turns. */
  talk: readonly { who: 'other' | 'model'; text: string }[];
}

/** Asks a model for one text. Throws when it cannot answer. */
export type AskModel = (question: ModelQuestion) => Promise<string>;
