/**
 * Makes something of a part of the playbook once and keeps it as long as that part is in memory. What is kept
 * depends on nothing but the part and the language, so that calls never see each other in it.
 */
export function prepared<Part extends object, Made>(
  make: (part: Part, locale: string) => Made,
): (part: Part, locale: string) => Made {
  const kept = new WeakMap<Part, Map<string, Made>>();
  return (part, locale) => {
    const byLocale = kept.get(part) ?? new Map<string, Made>();
    kept.set(part, byLocale);
    const known = byLocale.get(locale);
    if (known !== undefined) return known;
    const made = make(part, locale);
    byLocale.set(locale, made);
    return made;
  };
}
