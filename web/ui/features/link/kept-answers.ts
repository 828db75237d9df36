import type { Answers } from '../../components/form/answers';

/**
 * What is typed on a link's page: kept in the browser's storage of this tab, so that a reload or a lost connection
 * loses nothing, and gone when the tab is closed or the form is handed in.
 */
export class KeptAnswers {
  private readonly key: string;

  constructor(token: string) {
    this.key = `boai.link.${token}`;
  }

  read(): Answers | undefined {
    try {
      const text = sessionStorage.getItem(this.key);
      const kept: unknown = text === null ? undefined : JSON.parse(text);
      return typeof kept === 'object' && kept !== null ? (kept as Answers) : undefined;
    } catch {
      // A browser that keeps nothing: the page itself still holds what is typed.
      return undefined;
    }
  }

  write(answers: Answers): void {
    try {
      sessionStorage.setItem(this.key, JSON.stringify(answers));
    } catch {
      // As above.
    }
  }

  clear(): void {
    try {
      sessionStorage.removeItem(this.key);
    } catch {
      // As above.
    }
  }
}
