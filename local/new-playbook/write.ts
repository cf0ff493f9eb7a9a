import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PLAYBOOK_FILE } from '../../lib/playbooks.ts';
import { type Answers, type StartLanguage, UnusableAnswer } from './answers.ts';
import { playbookYaml } from './playbook-yaml.ts';
import { startScenarios } from './scenarios.ts';

const ABOUT: Readonly<Record<StartLanguage, (company: string) => string>> = {
  'en-US': (company) => `# About ${company}

Replace these texts with your own. Each heading and what stands under it is found by what callers ask.

## Changing and cancelling

To change or cancel something that you arranged with us, please ask to be put through to a person.

## Paying

Our people will tell you how you can pay.
`,
  'es-US': (company) => `# Sobre ${company}

Reemplace estos textos por los suyos. Cada título y lo que está debajo se encuentra por lo que preguntan quienes llaman.

## Cambiar y cancelar

Para cambiar o cancelar algo que acordó con nosotros, pida por favor hablar con una persona.

## Pagar

Nuestros colegas le dirán cómo puede pagar.
`,
};

/**
 * Writes the folder of a new playbook and answers with its files. Nothing that is there is touched.
 *
 * @throws UnusableAnswer when the folder is there already.
 */
export function writeNewPlaybook(parent: string, answers: Answers): string[] {
  const folder = path.join(parent, answers.id);
  if (existsSync(folder))
    throw new UnusableAnswer(
      `${folder} is there already and is left as it is; choose another name with --id.`,
    );
  const files = new Map([
    [PLAYBOOK_FILE, playbookYaml(answers, folder)],
    ...answers.languages.map((language): [string, string] => [
      path.join('knowledge', language, 'about-us.md'),
      ABOUT[language](answers.company),
    ]),
    ...startScenarios(answers, path.join(folder, 'scenarios')).map(({ id, yaml }): [string, string] => [
      path.join('scenarios', `${id}.yaml`),
      yaml,
    ]),
  ]);
  for (const [name, content] of files) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    // `wx`: whoever was faster keeps theirs.
    writeFileSync(file, content, { flag: 'wx' });
  }
  return [...files.keys()].map((name) => path.join(folder, name));
}
