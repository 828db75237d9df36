import type { AnswerProblem, FormDocument } from './document';
import { fieldAt, quoted, type Field } from './field-title';
import { joinPointer, resolvePointer, splitPointer } from './pointer';
import { withoutNoise } from './schema-error-noise';
import type { LocalText } from '../workflows/engine/plan';

/** What Ajv and its standalone validators report. */
export interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** More problems than anybody reads. */
const MOST = 100;

/** Turns schema errors into messages that say what to do, each at the answer that it concerns. */
export function schemaProblems(document: FormDocument, errors: readonly SchemaError[], answers: unknown): AnswerProblem[] {
  const problems = withoutNoise(errors.slice(0, MOST)).map((error): AnswerProblem => {
    const path = placeOf(error);
    const field = fieldAt(document, path);
    return { at: joinPointer(path), message: say(error, field, resolvePointer(answers, path)), rule: error.keyword, level: 'error' };
  });
  return problems.filter((problem, index) => problems.findIndex((other) => other.at === problem.at && other.message.zh === problem.message.zh) === index);
}

/** A missing or surplus property is reported at itself, not at its parent. */
function placeOf({ keyword, instancePath, params }: SchemaError): string[] {
  const path = splitPointer(instancePath);
  const name = params.missingProperty ?? params.additionalProperty ?? params.propertyName;
  const isAboutMember = ['required', 'dependencies', 'additionalProperties', 'propertyNames'].includes(keyword);
  return isAboutMember && typeof name === 'string' ? [...path, name] : path;
}

const text = (zh: string, en: string): LocalText => ({ zh, en });

function say(error: SchemaError, field: Field, answer: unknown): LocalText {
  const { zh, en } = quoted(field);
  const limit = String(error.params.limit ?? '');
  switch (error.keyword) {
    case 'required':
    case 'dependencies':
      return missing(field);
    case 'type':
      return wrongType(error, field);
    case 'enum':
      return unlisted(field);
    case 'const':
      return error.params.allowedValue === true ? text(`请勾选${zh}`, `Tick ${en}`) : text(`${zh}应为“${String(error.params.allowedValue)}”`, `${en} must be "${String(error.params.allowedValue)}"`);
    case 'minimum':
      return text(`${zh}不能小于 ${limit}`, `${en} must be at least ${limit}`);
    case 'maximum':
      return text(`${zh}不能大于 ${limit}`, `${en} must be at most ${limit}`);
    case 'exclusiveMinimum':
      return text(`${zh}必须大于 ${limit}`, `${en} must be more than ${limit}`);
    case 'exclusiveMaximum':
      return text(`${zh}必须小于 ${limit}`, `${en} must be less than ${limit}`);
    case 'multipleOf':
      return steps(Number(error.params.multipleOf), field);
    case 'minLength':
      return answer === '' || limit === '1' ? missing(field) : text(`${zh}至少 ${limit} 个字`, `${en} needs at least ${limit} characters`);
    case 'maxLength':
      return text(`${zh}最多 ${limit} 个字`, `${en} takes at most ${limit} characters`);
    case 'pattern':
      return text(`${zh}格式不正确`, `${en} is not in the right format`);
    case 'format':
      return answer === '' ? missing(field) : wrongFormat(String(error.params.format), field);
    case 'minItems':
      return field.isFile ? text(`请为${zh}至少上传 ${limit} 个文件`, `Upload at least ${limit} files for ${en}`) : text(`${zh}至少需要 ${limit} 项`, `${en} needs at least ${limit} items`);
    case 'maxItems':
      return text(`${zh}最多 ${limit} 项`, `${en} takes at most ${limit} items`);
    case 'uniqueItems':
      return repeated([Number(error.params.i) + 1, Number(error.params.j) + 1], field);
    case 'additionalProperties':
    case 'propertyNames':
      return text(`表单中没有${zh}这一项`, `The form has no field ${en}`);
    case 'false schema':
      return text(`在这种情况下不能填写${zh}`, `${en} can't be filled in in this case`);
    case 'oneOf':
    case 'anyOf':
      return field.isChoice ? unlisted(field) : text(`${zh}不符合允许的填法`, `${en} is not filled in in any of the allowed ways`);
    default:
      return text(`${zh}填写有误`, `${en} is not filled in correctly`);
  }
}

function missing(field: Field): LocalText {
  const { zh, en } = quoted(field);
  if (field.isSignature) return text(`请完成${zh}`, `Sign at ${en}`);
  if (field.isFile) return text(`请上传${zh}`, `Upload ${en}`);
  return field.isChoice ? text(`请选择${zh}`, `Choose ${en}`) : text(`请填写${zh}`, `Fill in ${en}`);
}

function unlisted(field: Field): LocalText {
  const { zh, en } = quoted(field);
  return text(`请从列出的选项中选择${zh}`, `Choose ${en} from the options listed`);
}

function repeated(items: readonly number[], field: Field): LocalText {
  const { zh, en } = quoted(field);
  const [first, second] = [Math.min(...items), Math.max(...items)];
  return text(`${zh}第 ${first} 项与第 ${second} 项重复`, `${en}: items ${first} and ${second} are the same`);
}

const TYPES: Readonly<Record<string, LocalText>> = {
  string: text('文字', 'text'),
  number: text('数字', 'a number'),
  integer: text('整数', 'a whole number'),
  boolean: text('“是”或“否”', 'yes or no'),
  array: text('列表', 'a list'),
  object: text('一组内容', 'a group of fields'),
  null: text('空', 'empty'),
};

function wrongType(error: SchemaError, field: Field): LocalText {
  const { zh, en } = quoted(field);
  const types = [error.params.type].flat().map((type) => TYPES[String(type)] ?? text(String(type), String(type)));
  return text(`${zh}应为${types.map((type) => type.zh).join('或')}`, `${en} must be ${types.map((type) => type.en ?? type.zh).join(' or ')}`);
}

function steps(step: number, field: Field): LocalText {
  const { zh, en } = quoted(field);
  const decimals = -Math.log10(step);
  if (!Number.isInteger(decimals) || decimals < 0) return text(`${zh}应为 ${step} 的倍数`, `${en} must be a multiple of ${step}`);
  return decimals === 0 ? text(`${zh}应为整数`, `${en} must be a whole number`) : text(`${zh}最多保留 ${decimals} 位小数`, `${en} takes at most ${decimals} decimals`);
}

const FORMATS: Readonly<Record<string, LocalText>> = {
  date: text('日期，例如 2026-03-02', 'a date such as 2026-03-02'),
  time: text('时间，例如 09:30:00', 'a time such as 09:30:00'),
  'date-time': text('日期和时间，例如 2026-03-02T09:30:00+08:00', 'a date and time such as 2026-03-02T09:30:00+08:00'),
  duration: text('时长，例如 P3D', 'a duration such as P3D'),
  email: text('电子邮箱地址', 'an e-mail address'),
  uri: text('网址', 'a web address'),
  uuid: text('编号', 'a UUID'),
  'cn-id': text('有效的 18 位身份证号码（末位 X 须大写）', 'a valid 18-character citizen ID number'),
};

function wrongFormat(format: string, field: Field): LocalText {
  const { zh, en } = quoted(field);
  const wanted = FORMATS[format] ?? text(format, format);
  return text(`${zh}应为${wanted.zh}`, `${en} must be ${wanted.en ?? wanted.zh}`);
}
