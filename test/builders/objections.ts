import type { PlaybookSource } from '../../agent/playbook/schema.ts';

/** Two objections: one with two talk tracks and an end that offers a person, one that ends the call. */
export const OBJECTIONS: NonNullable<PlaybookSource['objections']> = {
  'too-expensive': {
    phrases: { 'en-US': ["that's too expensive", 'i cannot afford that'], 'es-US': ['es demasiado caro'] },
    rebuttals: [
      {
        id: 'payment-plan',
        say: {
          'en-US': 'Many of our patients pay in monthly parts.',
          'es-US': 'Muchos pacientes pagan por mes.',
        },
      },
      {
        id: 'prevention',
        say: {
          'en-US': 'A visit now often saves a bigger bill at {company}.',
          'es-US': 'Venir ahora ahorra después.',
        },
      },
    ],
    stop: {
      say: { 'en-US': 'I understand, that is your decision.', 'es-US': 'Entiendo, usted decide.' },
      next: 'offer-person',
    },
  },
  'not-interested': {
    phrases: { 'en-US': ["i'm not interested"], 'es-US': ['no me interesa'] },
    rebuttals: [{ id: 'short', say: { 'en-US': 'It takes one minute.', 'es-US': 'Toma un minuto.' } }],
    stop: { say: { 'en-US': 'All right, I will not call again.', 'es-US': 'Está bien.' }, next: 'goodbye' },
  },
};
