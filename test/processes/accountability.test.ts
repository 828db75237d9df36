import { shippedPlan } from './support/shipped';
import { tell, type Story, type Told } from './support/story';
import { Ledger } from './support/supervision-district';

const opened = (story: Told): string[] => story.about('open ').map((line) => line.replace(' open', ''));

describe('accountability', () => {
  const handOver = (story: Partial<Story> = {}): Promise<Told> => tell({ process: 'accountability', start: '2026-12-01', until: '2027-12-31', startAnswers: { subject_title: '会费未上缴逾期未整改', source: '督导整改' }, ...story });

  test('sets out the facts, hears the party, is decided together, handed over and answered', async () => {
    const ledger = new Ledger();

    const story = await handOver({ jobs: ledger.answer });

    expect(story.refused).toEqual([]);
    expect(opened(story).map((line) => line.split(' ')[1])).toEqual(['facts', 'hear', 'propose', 'party-decide', 'hand-over', 'feedback']);
    expect(ledger.rows('accountability')).toEqual([expect.objectContaining({ kind: '移送', status: '已反馈', heard: true, receivingBody: '镇街党（工）委', accepted: true })]);
  });

  test('goes on when the party stays silent for five working days, and not before', async () => {
    const story = await handOver({ never: ['hear'] });

    expect(story.about('open propose').map((line) => line.slice(0, 10))).toEqual(['2026-12-09']);
    expect(story.about('timer unheard')).toEqual(['2026-12-09 timer unheard']);
  });

  test('ends without a hand-over when the proposal or the party group says so', async () => {
    const ledger = new Ledger();

    await handOver({ jobs: ledger.answer, answers: { propose: { decision: 'guide', proportionality: '过错轻微，约谈指导。' } } });
    await handOver({ jobs: ledger.answer, answers: { 'party-decide': { decision: 'refuse', meeting_no: '示例〔2026〕9号', opinion: '不移送。' } } });

    expect(ledger.rows('accountability').map(({ status, sentOn }) => [status, sentOn])).toEqual([['不移送', undefined], ['不移送', undefined]]);
  });

  test('is proposed by somebody else than who set out the facts, and decided by somebody else than who proposed', async () => {
    const { elements } = await shippedPlan('accountability');
    const forbidden = (id: string) => (elements[id]?.kind === 'userTask' ? elements[id].notActorOf : []);

    expect([forbidden('propose'), forbidden('party-decide')]).toEqual([['facts'], ['propose']]);
  });
});
