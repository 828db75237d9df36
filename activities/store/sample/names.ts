/** Syllables that invented people are named from: the character and how a login spells it. */
type Syllable = readonly [character: string, spelling: string];

const SURNAMES: readonly Syllable[] = [
  ['张', 'zhang'], ['王', 'wang'], ['李', 'li'], ['沈', 'shen'], ['陆', 'lu'], ['朱', 'zhu'], ['徐', 'xu'], ['吴', 'wu'], ['钱', 'qian'], ['周', 'zhou'],
  ['顾', 'gu'], ['金', 'jin'], ['姚', 'yao'], ['许', 'xu'], ['陈', 'chen'], ['杨', 'yang'], ['费', 'fei'], ['褚', 'chu'], ['曹', 'cao'], ['俞', 'yu'],
];

/** Surnames that nobody of the staff has: of invented donors and members, so that it shows where one of them is named. */
export const OTHER_SURNAMES: readonly Syllable[] = [
  ['闻', 'wen'], ['计', 'ji'], ['屠', 'tu'], ['盛', 'sheng'], ['戚', 'qi'], ['翁', 'weng'], ['汪', 'wang'], ['严', 'yan'], ['孟', 'meng'], ['苏', 'su'], ['潘', 'pan'], ['柯', 'ke'], ['祝', 'zhu'],
];

const GIVEN: readonly Syllable[] = [
  ['敏', 'min'], ['伟', 'wei'], ['芳', 'fang'], ['强', 'qiang'], ['丽', 'li'], ['军', 'jun'], ['燕', 'yan'], ['斌', 'bin'], ['琴', 'qin'], ['峰', 'feng'],
  ['洁', 'jie'], ['明', 'ming'], ['霞', 'xia'], ['涛', 'tao'], ['梅', 'mei'], ['平', 'ping'], ['娟', 'juan'], ['勇', 'yong'], ['萍', 'ping'], ['刚', 'gang'],
  ['晓', 'xiao'], ['磊', 'lei'], ['慧', 'hui'], ['杰', 'jie'], ['英', 'ying'], ['建', 'jian'], ['红', 'hong'], ['超', 'chao'], ['云', 'yun'],
];

/** An invented person's name, and a login that can be remembered. */
export interface SampleName {
  readonly name: string;
  readonly login: string;
}

/** A source of invented names: the same ones in the same order each time, no login twice. */
export function sampleNames(taken: readonly string[], surnames: readonly Syllable[] = SURNAMES): () => SampleName {
  const logins = new Map<string, number>();
  let count = 0;

  return function nextName(): SampleName {
    const index = count++;
    const surname = pick(surnames, index * 7 + Math.floor(index / surnames.length));
    const first = pick(GIVEN, index * 11 + Math.floor(index / GIVEN.length) * 3);
    const second = index % 3 === 0 ? undefined : pick(GIVEN, index * 5 + 13);
    const given = second === undefined || second[0] === first[0] ? [first] : [first, second];
    const stem = surname[1] + given.map(([, spelling]) => spelling).join('');
    if (taken.includes(stem)) return nextName();
    const used = logins.get(stem) ?? 0;
    logins.set(stem, used + 1);
    return { name: surname[0] + given.map(([character]) => character).join(''), login: used === 0 ? stem : `${stem}${used + 1}` };
  };
}

function pick(syllables: readonly Syllable[], index: number): Syllable {
  return syllables[index % syllables.length] ?? ['示', 'shi'];
}
