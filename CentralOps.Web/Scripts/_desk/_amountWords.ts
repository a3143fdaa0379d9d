/**
 * Amounts in words (中文大写金额) by 《支付结算办法》 annex 1, paragraphs 1–4; the same grammar as AmountInWords on the server.
 * All amounts are whole cents (分) as bigint.
 */
const digits = '零壹贰叁肆伍陆柒捌玖';
const smallUnits = ['', '拾', '佰', '仟'];

/** The first number of cents that is too large to be written. */
export const limit = 10n ** 18n;

/** Cents of figures like `1,234.5`; null = not an amount with at most two decimals. */
export function centsOf(figures: string): bigint | null {
  const match = /^(\d{1,16})(?:\.(\d{0,2}))?$/.exec(figures.replace(/[,\s¥￥]/g, ''));
  if (!match) return null;
  const cents = BigInt(match[1]!) * 100n + BigInt((match[2] ?? '').padEnd(2, '0'));
  return cents < limit ? cents : null;
}

/** `1234567.80` of cents. */
export function plain(cents: bigint): string {
  return `${cents / 100n}.${(cents % 100n).toString().padStart(2, '0')}`;
}

/** `1,234,567.80` of cents. */
export function grouped(cents: bigint): string {
  const [yuan, fen] = plain(cents).split('.');
  return `${yuan!.replace(/\B(?=(\d{3})+$)/g, ',')}.${fen}`;
}

/** Writes cents in the fullest form: every gap has its 零, 整 after 元 and 角. */
export function wordsOf(cents: bigint): string {
  return write(cents, 0, true);
}

/** Reads words; `cents` null = no single value, `fault` null = written as the regulation wants it. */
export function readWords(words: string): { cents: bigint | null; fault: string | null } {
  const text = standardise(words);
  if (text === '') return { cents: null, fault: 'empty' };
  const cents = lenientValue(text);
  if (cents === null || cents >= limit) return { cents: null, fault: 'not-words' };
  if (text.includes('分') && text.endsWith('整')) return { cents, fault: 'zheng-after-fen' };
  for (let omitted = 0; omitted < 16; omitted++) {
    const bare = write(cents, omitted, false);
    if (text === write(cents, omitted, true) || (text.endsWith('角') && text === bare)) return { cents, fault: null };
    if (text === bare) return { cents, fault: 'zheng-missing' };
    if (cents > 0n && cents < 100n && text.startsWith('零元') && text.slice(2).replace(/整+$/, '') === bare) return { cents, fault: null };
  }
  return { cents, fault: 'not-as-prescribed' };
}

const standards: Record<string, string> = {
  圆: '元', 圓: '元', 园: '元', 正: '整', 貳: '贰', 貮: '贰', 弍: '贰', 陸: '陆', 億: '亿', 萬: '万', 參: '叁', 叄: '叁', 参: '叁', 〇: '零', '○': '零',
};

/** Same characters everywhere: 圆 → 元, 正 → 整, traditional → simplified, no blanks, no prefix. */
export function standardise(words: string): string {
  const text = [...words].map(c => standards[c] ?? c).filter(c => !/[\s:：¥￥]/.test(c)).join('');
  return text.startsWith('人民币') ? text.slice(3) : text;
}

// omitted: bit i set = the i-th optional 零 (from the left) is left out.
function write(cents: bigint, omitted: number, zheng: boolean): string {
  if (cents < 0n || cents >= limit) throw new RangeError('amount out of range');
  let text = '', started = false, gap = false, groupHasDigit = false, optionalSeen = 0;
  for (let place = 17; place >= 0; place--) {
    const digit = digitAt(cents, place);
    if (digit !== 0) {
      if (gap && !(leavesOut(place, cents) && ((omitted >> optionalSeen++) & 1) === 1)) text += '零';
      gap = false;
      started = true;
      groupHasDigit = true;
      text += digits[digit]! + (place >= 2 ? smallUnits[(place - 2) % 4]! : place === 1 ? '角' : '分');
    } else {
      gap ||= started;
    }
    if (place === 14 && groupHasDigit) text += '万';
    if (place === 10 && cents / 10n ** 10n !== 0n) text += '亿';
    if (place === 6 && groupHasDigit) text += '万';
    if (place === 2 && cents >= 100n) text += '元';
    if (place === 14 || place === 10 || place === 6 || place === 2) groupHasDigit = false;
  }
  if (cents === 0n) text += '零元';
  return zheng && cents % 10n === 0n ? text + '整' : text;
}

function digitAt(cents: bigint, place: number): number {
  return Number((cents / 10n ** BigInt(place)) % 10n);
}

// Paragraph 4 (3): the figure 0 stands right before a group's first place (仟, or 角), and that place is not 0.
function leavesOut(place: number, cents: bigint): boolean {
  return (place === 13 || place === 9 || place === 5 || place === 1) && digitAt(cents, place + 1) === 0;
}

// Any text of figures and units that has one value; the grammar is checked by writing that value again.
function lenientValue(text: string): bigint | null {
  let total = 0n, below = 0n, group = 0n, cents = 0n, yuanSeen = false;
  let digit: bigint | null = null;
  for (const c of text) {
    const figure = digits.indexOf(c);
    if (figure >= 0) {
      if (digit !== null && digit > 0n) return null;
      digit = BigInt(figure);
      continue;
    }
    if ((c === '拾' || c === '佰' || c === '仟') && !yuanSeen) {
      if (digit === null && c !== '拾') return null;
      group += (digit === null || digit === 0n ? 1n : digit) * (c === '拾' ? 10n : c === '佰' ? 100n : 1000n);
    } else if (c === '万' && !yuanSeen) {
      below += (group + (digit ?? 0n)) * 10_000n;
      group = 0n;
    } else if (c === '亿' && !yuanSeen && total === 0n) {
      total = (below + group + (digit ?? 0n)) * 100_000_000n;
      below = group = 0n;
    } else if (c === '元' && !yuanSeen) {
      total += below + group + (digit ?? 0n);
      yuanSeen = true;
    } else if (c === '角' && digit !== null && cents === 0n) {
      cents = digit * 10n;
      yuanSeen = true;
    } else if (c === '分' && digit !== null && cents % 10n === 0n) {
      cents += digit;
      yuanSeen = true;
    } else if (!(c === '整' && digit === null && yuanSeen)) {
      return null;
    }
    digit = null;
  }
  return yuanSeen && digit === null ? total * 100n + cents : null;
}
