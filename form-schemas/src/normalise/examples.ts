import type { LocalizedText } from '../model/text.ts';
import type { TypedKind } from '../readings/readings.ts';

/** One rule of what is understood, with what people typed and what is stored of it. Tests and documentation are made of it. */
export interface TypingRule {
  kinds: readonly TypedKind[];
  rule: LocalizedText;
  /** What is typed, and what it is stored as. */
  understood: readonly (readonly [string, string | number])[];
  /** What is not certain to mean one thing: it stays as typed, with an error beside it. */
  kept: readonly string[];
}

const text = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

export const TYPING_RULES: readonly TypingRule[] = [
  {
    kinds: ['text'],
    rule: text(
      '去掉首尾的空白（全角空格、零宽字符也算）；其余一字不改',
      'White space around it is taken off (full-width and zero-width, too); nothing else is changed',
    ),
    understood: [
      ['　张三 ', '张三'],
      ['\u200b１２号楼', '１２号楼'],
      ['甲  乙', '甲  乙'],
    ],
    kept: [],
  },
  {
    kinds: ['integer', 'number'],
    rule: text('全角数字、千位逗号', 'Full-width digits; commas that set thousands apart'),
    understood: [
      ['４', 4],
      ['１２', 12],
      ['　12 ', 12],
      ['1,280', 1280],
      ['１，２８０', 1280],
      ['1,280,000', 1280000],
      ['007', 7],
      ['－3', -3],
    ],
    kept: ['1,28', '1280,5', '1,2800', '0,280', '四', '三十', '十二', '12人', '约12', '1 2', '1e3', '', '-', '1.2.3'],
  },
  {
    kinds: ['number'],
    rule: text('小数；单位万、亿；￥和元', 'Decimals; 万 and 亿 as units; ￥ and 元'),
    understood: [
      ['1,280.50', 1280.5],
      ['￥1,280.50元', 1280.5],
      ['0.07', 0.07],
      ['１２．５', 12.5],
      ['12。5', 12.5],
      ['.5', 0.5],
      ['1.2万', 12000],
      ['1.28万元', 12800],
      ['3亿', 300000000],
    ],
    kept: ['1280,50', '12.', '9007199254740993', '1万2千', '3.5千'],
  },
  {
    kinds: ['integer'],
    rule: text('整数不取整：小数原样保留并提示', 'A whole number is never rounded'),
    understood: [
      ['12.0', 12],
      ['1.2万', 12000],
    ],
    kept: ['1.5', '１．５', '1.23456万', '9007199254740993'],
  },
  {
    kinds: ['amount'],
    rule: text(
      '金额：去掉￥、元、千位逗号；万、亿换算成元；保留写下的小数',
      'Amounts: ￥, 元 and commas between thousands are taken off; 万 and 亿 become yuan; decimals stay as written',
    ),
    understood: [
      ['￥1,280.50元', '1280.50'],
      ['1,280.50', '1280.50'],
      ['1280.5', '1280.5'],
      ['１２８０', '1280'],
      ['1.2万', '12000'],
      ['1.28万元', '12800'],
      ['¥ 3 亿元', '300000000'],
      ['0012.50', '12.50'],
    ],
    kept: ['1280,50', '1,28', '12.505', '1.23456789万', '-5', '三万', '10000000000000000', '约1280元', '1280美元'],
  },
  {
    kinds: ['date'],
    rule: text('日期：年月日的各种写法', 'Days, however year, month and day are written'),
    understood: [
      ['2026-03-01', '2026-03-01'],
      ['20260301', '2026-03-01'],
      ['2026/3/1', '2026-03-01'],
      ['2026-3-1', '2026-03-01'],
      ['2026.3.1', '2026-03-01'],
      ['2026。3。1', '2026-03-01'],
      ['2026年3月1日', '2026-03-01'],
      ['2026 年 3 月 1 号', '2026-03-01'],
      ['２０２６／０３／０１', '2026-03-01'],
      ['２０２６年３月１日', '2026-03-01'],
      ['2024-2-29', '2024-02-29'],
    ],
    kept: ['2026-02-30', '2026/2/29', '20260231', '2026-13-01', '3月1日', '26-3-1', '2026-3/1', '2026年3月', '昨天'],
  },
  {
    kinds: ['date-time'],
    rule: text('日期和时间：按北京时间', 'Day and time, by the clock of Shanghai'),
    understood: [
      ['2026-03-01 09:30', '2026-03-01T09:30:00+08:00'],
      ['2026/3/1 9:30', '2026-03-01T09:30:00+08:00'],
      ['20260301 09:30', '2026-03-01T09:30:00+08:00'],
      ['2026年3月1日9时30分', '2026-03-01T09:30:00+08:00'],
      ['２０２６年３月１日　９：３０', '2026-03-01T09:30:00+08:00'],
      ['2026-03-01T09:30:05', '2026-03-01T09:30:05+08:00'],
      ['2026-03-01T01:30:00.000Z', '2026-03-01T01:30:00.000Z'],
    ],
    kept: ['2026-03-01', '9:30', '2026-02-30 09:30', '2026-03-01 25:00', '2026-03-01 9:60', '2026-3-19:30'],
  },
  {
    kinds: ['time'],
    rule: text('时间', 'Time of day'),
    understood: [
      ['9:30', '09:30'],
      ['９：３０', '09:30'],
      ['9时30分', '09:30'],
      ['14点05分', '14:05'],
      ['09:30:00', '09:30'],
    ],
    kept: ['24:00', '9:60', '09:30:05', '9点', '上午9:30'],
  },
  {
    kinds: ['id-number'],
    rule: text('身份证号码：去掉空格和横线，x写成X', 'Identity numbers: spaces and dashes are taken out, x becomes X'),
    understood: [
      ['110105 19491231 002X', '11010519491231002X'],
      ['110105-19491231-002x', '11010519491231002X'],
      ['１１０１０５１９４９１２３１００２Ｘ', '11010519491231002X'],
      ['\u202a11010519491231002x\u202c', '11010519491231002X'],
    ],
    kept: ['11010519491231002', '110105 19491231 0021', '11010519491231002X0', '110***********002X'],
  },
  {
    kinds: ['mobile', 'phone'],
    rule: text('手机号码：去掉空格、横线和+86', 'Mobile numbers: spaces, dashes and +86 are taken out'),
    understood: [
      ['138 0000 0000', '13800000000'],
      ['138-0000-0000', '13800000000'],
      ['+86 13800000000', '13800000000'],
      ['＋８６１３８００００００００', '13800000000'],
      ['008613800000000', '13800000000'],
    ],
    kept: ['1380000000', '138000000001', '128 0000 0000', '138****0000', '13800000000/13900000000'],
  },
  {
    kinds: ['phone'],
    rule: text(
      '固定电话：去掉分隔符和+86，分机号用横线隔开',
      'Landlines: what sets parts apart and +86 are taken out; the extension stays behind a dash',
    ),
    understood: [
      ['022-63360000', '02263360000'],
      ['022 6336 0000', '02263360000'],
      ['（０２２）63360000', '02263360000'],
      ['+86 22 63360000', '02263360000'],
      ['0531-12345678转8001', '053112345678-8001'],
      ['010-12345678-8001', '01012345678-8001'],
    ],
    kept: ['63360000', '022-6336', '531-12345678'],
  },
  {
    kinds: ['postal-code'],
    rule: text('邮政编码：全角数字、空格', 'Postal codes: full-width digits, spaces'),
    understood: [
      ['２５００００', '250000'],
      ['250 000', '250000'],
    ],
    kept: ['25000', '2500000'],
  },
  {
    kinds: ['division-code'],
    rule: text('行政区划代码：全角数字、空格', 'Division codes: full-width digits, spaces'),
    understood: [
      ['３７０１０２', '370102'],
      ['370102 001', '370102001'],
    ],
    kept: ['3701', '37010a'],
  },
  {
    kinds: ['email'],
    rule: text('电子邮箱：全角字母和符号', 'E-mail addresses: full-width letters and signs'),
    understood: [
      ['　name@example.com', 'name@example.com'],
      ['ｎａｍｅ＠example。com', 'name@example.com'],
      ['zhang.san+a@mail.example.com', 'zhang.san+a@mail.example.com'],
    ],
    kept: ['name', 'name@example', 'a b@example.com', 'a@example.com;b@example.com', '张三@'],
  },
  {
    kinds: ['link'],
    rule: text('网址：全角字母和符号', 'Links: full-width letters and signs'),
    understood: [
      ['https://example.com/a?b=1#c', 'https://example.com/a?b=1#c'],
      ['ｈｔｔｐｓ：／／example。com', 'https://example.com'],
      ['http://例子.中国/路径', 'http://例子.中国/路径'],
    ],
    kept: [
      'example.com',
      'www.example.com',
      'javascript:alert(1)',
      'https://name@example.com',
      'ftp://example.com',
      'https:// example.com',
    ],
  },
];
