import { getCountries } from 'libphonenumber-js';
import type { Rule } from '../rule.ts';

const choiceHasChoices: Rule = ({ fields }) =>
  Object.entries(fields).flatMap(([id, field]) =>
    field.type !== 'choice' || field.choices === undefined || Object.keys(field.choices).length > 0
      ? []
      : [
          {
            path: ['fields', id, 'choices'],
            at: 'key' as const,
            message: `fields.${id} is a choice of nothing; add at least one choice with its label and phrases`,
          },
        ],
  );

const countryExists: Rule = ({ fields }) => {
  const countries: readonly string[] = getCountries();
  return Object.entries(fields).flatMap(([id, { type, country }]) =>
    type !== 'phone' || country?.length !== 2 || countries.includes(country)
      ? []
      : [
          {
            path: ['fields', id, 'country'],
            at: 'value' as const,
            message: `"${country}" is not a country; use its two capital letters, such as US`,
          },
        ],
  );
};

const knowledgeIdsDiffer: Rule = ({ knowledge }) => {
  const ids = knowledge.map((entry) => entry.id);
  return ids.flatMap((id, index) =>
    id === undefined || ids.indexOf(id) === index
      ? []
      : [
          {
            path: ['knowledge', index, 'id'],
            at: 'value' as const,
            message: `"${id}" is the id of two entries of knowledge; give each its own`,
          },
        ],
  );
};

const rebuttalIdsDiffer: Rule = ({ objections }) =>
  Object.entries(objections).flatMap(([objection, { rebuttals }]) => {
    const ids = rebuttals.map(({ id }) => id);
    return ids.flatMap((id, index) =>
      id === undefined || ids.indexOf(id) === index
        ? []
        : [
            {
              path: ['objections', objection, 'rebuttals', index, 'id'],
              at: 'value' as const,
              message: `"${id}" is the id of two talk tracks of one objection; give each its own`,
            },
          ],
    );
  });

/** A field that answers a question about sizes or amounts has limits in their order. */
const limitsFit: Rule = ({ fields }) =>
  Object.entries(fields).flatMap(([id, { least, most }]) =>
    least === undefined || most === undefined || least <= most
      ? []
      : [
          {
            path: ['fields', id, 'most'],
            at: 'value' as const,
            message: `the most, ${most}, is less than the least, ${least}; swap them`,
          },
        ],
  );

export const fieldRules: readonly Rule[] = [
  choiceHasChoices,
  countryExists,
  knowledgeIdsDiffer,
  rebuttalIdsDiffer,
  limitsFit,
];
