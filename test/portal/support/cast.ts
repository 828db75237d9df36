import type { Page } from 'playwright-core';
import type { FormDocument } from '../../../forms/document';
import { openTask, submit } from './fill';
import { fillForm, type Answers } from './fill-form';
import { picture } from './pictures';
import type { Player, PortalInBrowser, Visitor, VisitOptions } from './portal-in-browser';

/** A step that somebody does: what the task and its form are called, and a name for its picture. */
export interface Part {
  readonly task: string;
  readonly form: FormDocument;
  readonly picture: string;
}

/** Everybody who takes part in a story, each in a window of their own. */
export class Cast {
  readonly #windows = new Map<Player, Promise<Visitor>>();
  /** Paths of the tasks that are handed in: a list may still show them. */
  readonly #done: string[] = [];

  constructor(private readonly portal: () => PortalInBrowser) {}

  windowOf(login: Player, options?: VisitOptions): Promise<Visitor> {
    const known = this.#windows.get(login) ?? this.portal().signIn(login, options);
    this.#windows.set(login, known);
    return known;
  }

  /** Somebody finds the task of that name in their list. */
  async opens(login: Player, task: string): Promise<Page> {
    const { page } = await this.windowOf(login);
    await openTask(page, task, '全部可见', this.#done);
    return page;
  }

  /** Somebody finds the task in their list, fills in its form and hands it in. */
  async does(login: Player, part: Part, own: Answers = {}): Promise<Page> {
    const page = await this.opens(login, part.task);
    this.leaves(page);
    await handIn(page, part, own);
    return page;
  }

  /** The task on this page is handed in, or will be. */
  leaves(page: Page): void {
    this.#done.push(new URL(page.url()).pathname);
  }

  /** What the browsers complained about. */
  async complaints(): Promise<readonly string[]> {
    return (await Promise.all(this.#windows.values())).flatMap(({ complaints }) => complaints);
  }
}

/** Fills in the form of the task that stands open on the page, and hands it in. */
export async function handIn(page: Page, { form, picture: name }: Pick<Part, 'form' | 'picture'>, own: Answers = {}): Promise<void> {
  await fillForm(page, form, own);
  await picture(page, name);
  await submit(page);
  // What follows may be done by itself meanwhile: then both stand there.
  await page.getByText(/^(事项已转到下一步|事项已全部办结)。$/).first().waitFor();
}
