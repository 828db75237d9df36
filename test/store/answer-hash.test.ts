import { answerHash, isHashOf } from '../../activities/store/answer-hash';

const [older, newer] = [{ id: 'a', key: Buffer.alloc(32, 1) }, { id: 'b', key: Buffer.alloc(32, 2) }];
const answers = { phone: '13800000001', team: [{ b: 1, a: 2 }] };

test('the same answers have the same hash, whatever the order of their names, and others another', () => {
  expect(answerHash([newer], { team: [{ a: 2, b: 1 }], phone: '13800000001' })).toBe(answerHash([newer], answers));
  expect(isHashOf([newer], answerHash([newer], answers), { ...answers, phone: '13800000002' })).toBe(false);
});

test('nobody without the environment’s key can try numbers, and a hash by an older key is still known', () => {
  expect(answerHash([older], answers)).not.toBe(answerHash([newer], answers));
  expect(isHashOf([newer, older], answerHash([older], answers), answers)).toBe(true);
});
