import { open } from './_open';
import { centsOf, grouped, plain, readWords, standardise, wordsOf } from './_amountWords';

/** What the box of a field says about the value in it. All of it is advice: what the paper says is keyed. */
export interface Guide {
  /** The text as the box shows it, with separators. */
  shown: string;
  /** The value that is sent. */
  value: string;
  /** Beside the box: figures as words, words as figures, the date. */
  echo: string;
  /** Text key of what does not fit the type; such a value needs a second Enter. Null = fits. */
  doubt: string | null;
}

/** A field's type and what narrows it. */
export interface FieldShape {
  type: string;
  length: number;
  optional: boolean;
  values: readonly string[];
  /** Words of the values of a code list; they are chosen by number. */
  labels?: Readonly<Record<string, string>>;
}

/** Types whose value is typed on the numeric pad and grouped as it is typed. */
export function isNumeric(type: string): boolean {
  return type === 'account' || type === 'amount' || type === 'digits' || type === 'date';
}

/** Guides a text by its field's type. */
export function guide(field: FieldShape, raw: string): Guide {
  const text = halfWidth(raw);
  if (text.includes(open)) return { shown: grouped4or3(field.type, text), value: '', echo: '', doubt: 'open' };
  const result = byType(field, text);
  if (result.value !== '' && !result.doubt) {
    if (field.length > 0 && [...result.value].length !== field.length) result.doubt = 'length';
    else if (field.values.length > 0 && !field.values.includes(result.value)) result.doubt = 'not-in-list';
  }
  return result;
}

// A value with open places is grouped like a whole one, so that the eye finds its place on the paper.
function grouped4or3(type: string, text: string): string {
  if (type === 'account') return text.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1 ');
  if (type !== 'amount') return text;
  const [yuan, fen] = text.replace(/[,\s¥￥]/g, '').split('.');
  return yuan!.replace(/\B(?=(.{3})+$)/g, ',') + (fen === undefined ? '' : `.${fen}`);
}

function byType(field: FieldShape, text: string): Guide {
  switch (field.type) {
    case 'amount': return amount(text);
    case 'amount-words': return words(text);
    case 'account': return account(text);
    case 'digits': return digitsOnly(text);
    case 'date': return date(text);
    case 'date-words': return dateWords(text);
    case 'id-number': case 'credit-code': {
      const value = text.replace(/[\s-]/g, '').toUpperCase();
      return { shown: value, value, echo: '', doubt: null };
    }
    case 'code-list': return codeList(field, text.trim());
    case 'check-box': return { shown: text, value: text.trim(), echo: '', doubt: text.trim() === '' || /^[01]$/.test(text.trim()) ? null : 'not-a-check-box' };
    default: return { shown: text, value: text.trim(), echo: '', doubt: null };
  }
}

// 1, 2, 3 … choose from the list; the code itself may be typed too.
function codeList(field: FieldShape, text: string): Guide {
  const value = /^[1-9]$/.test(text) ? field.values[Number(text) - 1] ?? text : text;
  return { shown: text, value, echo: field.labels?.[value] ?? '', doubt: null };
}

function amount(text: string): Guide {
  const bare = text.replace(/[,\s¥￥]/g, '');
  const cents = bare === '' ? null : centsOf(bare);
  if (cents === null) return { shown: bare, value: bare, echo: '', doubt: bare === '' ? null : 'not-an-amount' };
  const [yuan, fen] = bare.split('.');
  const shown = yuan!.replace(/\B(?=(\d{3})+$)/g, ',') + (fen === undefined ? '' : `.${fen}`);
  return { shown, value: plain(cents), echo: wordsOf(cents), doubt: null };
}

// Figures typed into a field of words become words: the keyer of 壹万元整 may press 1 0 0 0 0.
function words(text: string): Guide {
  const cents = /\d/.test(text) ? centsOf(text) : null;
  if (cents !== null) return { shown: text, value: wordsOf(cents), echo: wordsOf(cents), doubt: null };
  const value = standardise(text);
  if (value === '') return { shown: text, value: '', echo: '', doubt: null };
  const reading = readWords(value);
  return { shown: text, value, echo: reading.cents === null ? '' : grouped(reading.cents), doubt: reading.cents === null ? 'not-words' : null };
}

function account(text: string): Guide {
  const value = text.replace(/[\s.·-]/g, '');
  if (!/^\d*$/.test(value)) return { shown: text, value, echo: '', doubt: 'not-digits' };
  const shown = value.replace(/(\d{4})(?=\d)/g, '$1 ');
  const doubt = value === '' ? null : value.length < 8 || value.length > 32 ? 'length' : luhn(value) ? null : 'check-digit';
  return { shown, value, echo: '', doubt };
}

function digitsOnly(text: string): Guide {
  const value = text.replace(/[\s.·-]/g, '');
  return { shown: value, value, echo: '', doubt: /^\d*$/.test(value) ? null : 'not-digits' };
}

function date(text: string): Guide {
  const separated = /^(\d{4})\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*日?$/.exec(text.trim());
  const figures = separated
    ? separated[1]! + separated[2]!.padStart(2, '0') + separated[3]!.padStart(2, '0')
    : text.replace(/\D/g, '').slice(0, 8);
  const shown = figures.length > 6 ? `${figures.slice(0, 4)}-${figures.slice(4, 6)}-${figures.slice(6)}`
    : figures.length > 4 ? `${figures.slice(0, 4)}-${figures.slice(4)}` : figures;
  return { shown, value: shown, echo: '', doubt: figures === '' || isDate(figures) ? null : 'not-a-date' };
}

function dateWords(text: string): Guide {
  const bare = text.replace(/[\s/.-]/g, '');
  if (/^\d{8}$/.test(bare)) return { shown: text, value: isDate(bare) ? dateInWords(bare) : bare, echo: isDate(bare) ? dateInWords(bare) : '', doubt: isDate(bare) ? null : 'not-a-date' };
  const value = standardise(text).replace(/[號号]/g, '日');
  return { shown: text, value, echo: '', doubt: value === '' || /^[零壹贰叁肆伍陆柒捌玖]{4}年[零壹贰叁肆伍陆柒捌玖拾]{1,4}月[零壹贰叁肆伍陆柒捌玖拾]{1,4}日$/.test(value) ? null : 'not-a-date' };
}

/** `20260115` → 贰零贰陆年零壹月壹拾伍日: 壹 贰 壹拾 as month and 壹…玖, tens as day take a leading 零 (annex 1, paragraph 6). */
export function dateInWords(figures: string): string {
  const names = '零壹贰叁肆伍陆柒捌玖';
  const number = (n: number) => n < 10 ? names[n]! : names[Math.floor(n / 10)]! + '拾' + (n % 10 === 0 ? '' : names[n % 10]!);
  const month = Number(figures.slice(4, 6)), day = Number(figures.slice(6));
  return [...figures.slice(0, 4)].map(c => names[Number(c)]).join('') + '年'
    + (month === 1 || month === 2 || month === 10 ? '零' : '') + number(month) + '月'
    + (day < 10 || day % 10 === 0 ? '零' : '') + number(day) + '日';
}

function isDate(figures: string): boolean {
  if (figures.length !== 8) return false;
  const [y, m, d] = [Number(figures.slice(0, 4)), Number(figures.slice(4, 6)), Number(figures.slice(6))];
  return y >= 1900 && y < 3000 && m >= 1 && m <= 12 && d >= 1 && d <= new Date(Date.UTC(y, m, 0)).getUTCDate();
}

/** Check digit of account numbers, ISO/IEC 7812-1 annex B. */
export function luhn(number: string): boolean {
  let sum = 0;
  for (let i = 0; i < number.length; i++) {
    const digit = Number(number[number.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return number.length >= 2 && sum % 10 === 0;
}

function halfWidth(text: string): string {
  return text.replace(/[！-～]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, ' ');
}

/** Where the caret belongs after a text was regrouped: behind as many significant characters as before. */
export function caretAfter(before: string, caret: number, after: string): number {
  let significant = before.slice(0, caret).replace(/[,\s-]/g, '').length;
  let position = 0;
  while (position < after.length && significant > 0) {
    if (!/[,\s-]/.test(after[position]!)) significant--;
    position++;
  }
  return position;
}
