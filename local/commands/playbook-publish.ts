import { type Command, Option } from 'commander';
import { compile } from '../../agent/playbook/compile.ts';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import { InvalidPlaybook } from '../../agent/playbook/problem.ts';
import { currentVersion, needDeployment, type Publication } from '../../agent/playbook/publication.ts';
import { NotPublished, type Place, type Published, publish, rollBack } from '../../agent/playbook/publish.ts';
import { checkPlaybooks, loadPlaybooks, PLAYBOOKS_FOLDER } from '../../lib/playbooks.ts';
import { CommandFailed } from '../command-failed.ts';
import { openPublishing, type Publishing, type PublishingOptions } from '../publishing/open-publishing.ts';
import type { CommandOutput } from './command-output.ts';
import { dataOption } from './shared-options.ts';

/** `parley playbook publish`, `rollback` and `list`: which version new calls begin with. */
export function addPublishing(playbook: Command, output: CommandOutput): void {
  withPlace(playbook.command('publish'))
    .description('make a playbook live: calls that begin from now on have this version')
    .argument('<path>', 'a playbook.yaml, its folder, or a folder of such folders')
    .action((path: string, options: PublishingOptions) => publishAll(path, options, output));
  withPlace(playbook.command('rollback'))
    .description('make an earlier version live again')
    .argument('<id>', 'the id of the playbook')
    .argument('[version]', 'the version or its beginning; the one before the current one when absent')
    .action((id: string, version: string | undefined, options: PublishingOptions) =>
      publishing(options, async (at) => {
        const { publication } = await rollBack({ ...placeOf(id, at), atHand: ofThisRepository() }, version);
        output.out(`Calls to ${id} begin with version ${publication.version} again.`);
        for (const change of publication.changes) output.out(`- ${change}`);
      }),
    );
  withPlace(playbook.command('list'))
    .description('list the versions that were published, newest first, and what each changed')
    .argument('[id]', 'the id of the playbook; all of the deployment when absent')
    .option('--json', 'print the result as JSON')
    .action((id: string | undefined, options: PublishingOptions & { json?: boolean }) =>
      publishing(options, async (at) => {
        const ids = id === undefined ? [...at.deployed.keys()] : [id];
        const listings = await Promise.all(ids.map((each) => listingOf(placeOf(each, at))));
        if (options.json === true) output.out(JSON.stringify(listings, null, 2));
        else for (const listing of listings) for (const line of described(listing)) output.out(line);
      }),
    );
}

function withPlace(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--function <name>',
        'the turn function of a deployment in AWS (output TurnFunctionOutput); the running laptop when absent',
      ),
    )
    .addOption(dataOption());
}

async function publishAll(path: string, options: PublishingOptions, output: CommandOutput): Promise<void> {
  const playbooks = checked(path);
  await publishing(options, async (at) => {
    const atHand = ofThisRepository();
    const places = playbooks.map((playbook) => ({
      playbook,
      place: { ...placeOf(playbook.id, at), atHand },
    }));
    for (const { playbook, place } of places) tell(playbook, await publish(place, playbook), output);
  });
}

/** @throws CommandFailed with every problem when one of them does not check clean. */
function checked(path: string): CompiledPlaybook[] {
  try {
    return loadPlaybooks(path);
  } catch (cause) {
    if (cause instanceof InvalidPlaybook) throw new CommandFailed(`Nothing was published. ${cause.message}`);
    throw new CommandFailed(cause instanceof Error ? cause.message : String(cause));
  }
}

function tell(playbook: CompiledPlaybook, { publication, before }: Published, { out }: CommandOutput): void {
  out(`Calls to ${playbook.id} begin with version ${publication.version} from now on.`);
  for (const change of publication.changes) out(`- ${change}`);
  const later = before === undefined ? [] : needDeployment(before, playbook);
  if (later.length > 0)
    out(
      `${later.join(', ')} changed: telephone lines and permissions have what they knew of it until the next deployment.`,
    );
}

async function publishing(
  options: PublishingOptions,
  work: (publishing: Publishing) => Promise<void>,
): Promise<void> {
  using place = await openPublishing(options);
  try {
    await work(place);
  } catch (cause) {
    if (cause instanceof NotPublished) throw new CommandFailed(cause.message);
    throw cause;
  }
}

/** The playbooks from which deployments are made, as they are now; none while one of them is not right. */
function ofThisRepository(): CompiledPlaybook[] {
  const { playbooks, passages, problems } = checkPlaybooks(PLAYBOOKS_FOLDER);
  return problems.length > 0 ? [] : playbooks.map((playbook) => compile(playbook, passages.get(playbook)));
}

function placeOf(id: string, { store, deployed }: Publishing): Place {
  const version = deployed.get(id);
  if (version === undefined)
    throw new CommandFailed(
      `There is no playbook "${id}" in the deployment, which has ${[...deployed.keys()].join(', ')}. A new one needs a deployment first: no line leads to it yet.`,
    );
  return { store, id, deployed: version, at: new Date().toISOString() };
}

/** Which version calls begin with, and how that came: what was published, newest first, over the deployment. */
interface Listing {
  id: string;
  current: string;
  deployed: string;
  publications: Publication[];
}

async function listingOf({ store, id, deployed }: Place): Promise<Listing> {
  const publications = await store.history(id);
  return { id, current: currentVersion(publications[0], deployed), deployed, publications };
}

function described({ id, current, deployed, publications }: Listing): string[] {
  return [
    `${id}: calls begin with version ${current}${current === deployed ? ', that of the deployment' : ''}`,
    ...publications.flatMap(describedPublication),
    `  ${deployed}  deployed`,
  ];
}

function describedPublication({ number, version, at, how, over, changes }: Publication): string[] {
  const when = at.slice(0, 'YYYY-MM-DDTHH:MM'.length).replace('T', ' ');
  const what = how === 'published' ? 'published' : 'rolled back to';
  return [
    `  ${version}  ${what}, number ${number}, ${when} UTC, over deployment ${over}`,
    ...changes.map((change) => `      - ${change}`),
  ];
}
