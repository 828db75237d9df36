import type { FormDocument, Prefill } from '../../forms/document';
import { prefillAnswers, prefillSources } from '../../forms/prefill';

const nominate = {
  candidates: [
    { name: '甲（示例）', target_post: '会长', phone: { $enc: 'k1', data: 'x' } },
    { name: '乙（示例）', target_post: '理事' },
    { name: '丙（示例）', target_post: '监事' },
  ],
  election_mode: '等额',
};

function form(prefill: { [property: string]: Prefill }): FormDocument {
  return { format: 1, id: 'p.s', title: { zh: '表' }, schema: { type: 'object' }, examples: [], prefill };
}

const submissions = (elements: { [elementId: string]: { [name: string]: unknown } }) => (elementId: string) => elements[elementId];

test('the candidates of the nomination become the rows of the ballot, each with the votes still to count', () => {
  const votes: Prefill = { from: 'nominate', pointer: '/candidates', where: { target_post: ['会长', '理事'] }, pick: { name: 'name', post: 'target_post' }, add: { yes: 0 } };

  const answers = prefillAnswers(form({ votes }), submissions({ nominate }));

  expect(answers).toEqual({ votes: [{ name: '甲（示例）', post: '会长', yes: 0 }, { name: '乙（示例）', post: '理事', yes: 0 }] });
});

test('a personal answer is not copied into another form', () => {
  const answers = prefillAnswers(form({ candidates: { from: 'nominate', pointer: '/candidates' }, phone: { from: 'nominate', pointer: '/candidates/0/phone' } }), submissions({ nominate }));

  expect(answers).toEqual({ candidates: [{ name: '甲（示例）', target_post: '会长' }, { name: '乙（示例）', target_post: '理事' }, { name: '丙（示例）', target_post: '监事' }] });
});

test('the first named step that has answers is read, and a step without answers leaves the property to its default', () => {
  const document = form({
    mode: { from: ['run-off', 'nominate'], pointer: '/election_mode' },
    minutes: { from: 'congress', pointer: '/minutes' },
    missing: { from: 'nominate', pointer: '/no/such/place' },
  });

  expect(prefillAnswers(document, submissions({ nominate }))).toEqual({ mode: '等额' });
  expect(prefillSources(document)).toEqual(['run-off', 'nominate', 'congress']);
});
