import type { SignInOptions } from '../../../api/contract';
import { useSay, useTexts } from '../../components/language/language';
import { texts } from './texts';

type Account = SignInOptions['accounts'][number];

interface Props {
  readonly accounts: readonly Account[];
  readonly busy: boolean;
  readonly onPick: (account: Account) => void;
}

/** The logins of the sample district; one click signs in. */
export function SampleAccounts({ accounts, busy, onPick }: Props) {
  const say = useTexts(texts);
  const local = useSay();
  return (
    <section className="samples" aria-labelledby="samples">
      <h2 id="samples">{say.sample}</h2>
      <p className="quiet">{say.sampleNote}</p>
      <ul>
        {accounts.map((account) => (
          <li key={account.login}>
            <button type="button" className="sample" disabled={busy} onClick={() => onPick(account)} aria-label={say.use(account.name)}>
              <b>{account.name}</b>
              <span>{local(account.post)}</span>
              <span className="quiet">{account.branch}</span>
              <code>{account.login} / {account.password}</code>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
