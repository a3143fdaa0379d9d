using System.Globalization;
using System.Text;
using CentralOps.Domain.Kernel;
using CentralOps.SampleGenerator.Bank;

namespace CentralOps.SampleGenerator.Sets;

/// <summary>
/// What a recogniser practises on: characters in no order, the common ones as often as in written Chinese (drawn evenly they would teach it that 贲 is as likely as 责), and what has the form of
/// values on vouchers, with words other than those of <see cref="Names"/> that the sets for measuring are drawn with.
/// </summary>
internal static class LineText
{
    private const int FirstRow = 16, SecondLevel = 56, LastRow = 87;

    // The commonest characters of written Chinese, in their order.
    private const string Common =
        "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严龙飞责款费司限银营账票户城桥湖河港湾岭川州村镇乡街苑楼室";
    private const string Lucky = "国泰昌隆顺兴润康祥福永茂诚亿达通利源春裕仁聚旺宝荣亨协厚庆复公顺鸿腾飞跃龙凤翔鹏晨旭阳光彩虹云峰山河江海洋润田园林森木石玉美佳雅清静安宁健乐欣悦中正大方广东西南北上下天地人和创新智慧优力强联众合成信义德善真诺维科普迪奥凯歌雷诺联航宇";
    private const string Surnames = "刘黄林徐高马罗梁宋谢唐董于程傅曾彭苏卢贾丁薛叶余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊陆郝崔邱毛江史顾侯邵孟龙万段雷汤尹易常武乔贺赖龚文王李张陈杨赵吴周孙朱胡郭何";
    private const string Given = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂玲红玉萍燕梅兰凤珍春秋冬云峰波辉宁健浩宇轩博涵雨欣佳嘉琪思梦雪婷倩颖莹晶鑫鹏飞龙虎斌彬文武国庆军民建华新志远东海山林森树根生福贵荣昌盛德仁义礼智信忠孝诚良善美慧淑贤惠珠宝金银铁光亮晨阳星月花香莲菊竹松柏";
    private static readonly string[] s_places = ["上海市", "北京市", "广州市", "深圳市", "杭州", "南京市", "武汉", "成都市", "重庆", "天津市", "苏州", "宁波市", "青岛", "厦门市", "长沙", "郑州市", "济南", "合肥市", "福州", "昆明市", "浙江省", "江苏", "山东省", "河北", "四川省", "余杭区", "昌平区", "浦东新区", "安吉县", "昆山市", "义乌市", "西安", "大连市", "沈阳", "哈尔滨市", "长春", "石家庄市", "太原", "兰州市", "贵阳", "南宁市", "海口", "南昌市", "温州", "无锡市", "常州", "徐州市", "扬州", "绍兴市", "嘉兴", "湖州市", "金华", "台州市", "泉州", "珠海市", "佛山", "东莞市", "中山", "惠州市", "烟台", "潍坊市", "临沂", "洛阳市", "宜昌", "襄阳市", "株洲", "桂林市", "三亚", "遵义市", "大理"];
    private static readonly string[] s_trades = ["贸易", "科技", "实业", "投资", "餐饮管理", "装饰工程", "化工", "汽车销售", "电器", "服饰", "能源", "教育咨询", "酒店管理", "置业", "五金", "制药", "通讯设备", "塑料制品", "包装材料", "软件", "旅游", "园林绿化", "水产", "粮油", "钢铁", "模具", "光电", "国际货运代理", "生物技术", "网络", "广告", "房地产", "建材", "物资", "进出口", "供应链管理", "仪器仪表", "自动化", "机电", "保安服务", "人力资源", "环境", "资产管理", "玩具", "陶瓷", "珠宝", "茶叶", "种业", "畜牧", "电力", "煤炭", "石油", "水利", "港口", "航运", "出版", "影视", "体育", "健康管理", "养老服务"];
    private static readonly string[] s_ends = ["有限公司", "有限公司", "有限公司", "有限责任公司", "有限责任公司", "股份有限公司", "股份有限公司", "集团有限公司", "分公司", "总厂", "经营部", "合作社", "研究院", "中心", "医院", "学校", "事务所（普通合伙）", "商行", "超市"];
    private static readonly string[] s_banks = ["工商银行", "建设银行", "农业银行", "交通银行", "招商银行", "信用社", "村镇银行", "中国银行", "邮政储蓄银行", "商业银行", "农村商业银行", "兴业银行", "民生银行"];
    private static readonly string[] s_ways = ["路", "街", "大道", "广场", "桥", "门", "湖", "园", "城", "村", "开发区", ""];
    private static readonly string[] s_objects = ["定金", "尾款", "劳务费", "保险费", "税款", "利息", "工资", "押金", "装修费", "会议费", "报销款", "保证金", "学费", "加工费", "备用金", "借款", "分红", "办公用品款", "差旅费", "物业费", "燃气费", "修理费", "检测费", "代理费", "设计费", "购车款", "预付款", "质保金", "货物运费", "奖金", "还款", "投资款", "原料采购", "培训费", "电话费", "转账", "仓储费", "印刷费", "样品费", "服装款"];
    private static readonly Encoding s_gb = CodePagesEncodingProvider.Instance.GetEncoding(936)!;

    /// <summary>Field type and what is printed.</summary>
    public static (string Type, string Shown) Draw(Dice dice)
    {
        var amount = dice.Amount(1, 90_000_000);
        var date = new DateOnly(1990, 1, 1).AddDays(dice.Int(20000));
        return dice.Int(20) switch
        {
            < 6 => (FieldTypes.Text, Any(dice, dice.Int(2, 14))),
            < 10 => (FieldTypes.Company, (dice.Chance(0.85) ? dice.Pick(s_places) : "") + Name(dice) + dice.Pick(s_trades) + dice.Pick(s_ends)),
            < 12 => (FieldTypes.Name, dice.Pick(Surnames.ToCharArray()) + (dice.Chance(0.2) ? Any(dice, dice.Int(1, 2)) : Of(Given, dice, dice.Int(1, 2)))),
            12 => (FieldTypes.Branch, (dice.Chance(0.6) ? dice.Pick(s_places) : "") + dice.Pick(s_banks) + Name(dice) + dice.Pick(s_ways) + (dice.Chance(0.9) ? "支行" : "分行营业部")),
            13 => (FieldTypes.Text, (dice.Chance(0.3) ? Any(dice, 2) : "") + dice.Pick(s_objects)),
            14 or 15 => (FieldTypes.Digits, dice.Digits(dice.Int(6, 20))),
            16 => (FieldTypes.Text, (dice.Chance(0.6) ? "¥" : "") + amount.ToString(dice.Chance(0.6) ? "N2" : "F2", CultureInfo.InvariantCulture)),
            17 => (FieldTypes.Text, Words.Amount(amount)),
            18 => (FieldTypes.Text, Words.Date(date)),
            _ => (FieldTypes.Text, dice.Pick([$"{date:yyyy年MM月dd日}", $"{date:yyyy-MM-dd}", $"{date:yyyy年M月d日}"])),
        };
    }

    private static string Name(Dice dice) => dice.Chance(0.5) ? Of(Lucky, dice, dice.Int(2, 3)) : Any(dice, 2);

    private static string Of(string characters, Dice dice, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => characters[dice.Int(characters.Length)]));

    // GB/T 2312: 3,755 common characters in rows 16 – 55, 3,008 rarer ones in rows 56 – 87; how often a character occurs falls with its rank (Zipf).
    private static string Any(Dice dice, int count)
    {
        var text = new StringBuilder();
        while (text.Length < count)
        {
            if (dice.Chance(0.6))
            {
                text.Append(Common[(int)(30 * (Math.Pow((Common.Length + 29.0) / 30, dice.Between(0, 1)) - 1))]);
                continue;
            }

            var row = dice.Chance(0.93) ? dice.Int(FirstRow, SecondLevel - 1) : dice.Int(SecondLevel, LastRow);
            var drawn = s_gb.GetString([(byte)(0xA0 + row), (byte)(0xA0 + dice.Int(1, 94))]);
            if (drawn is [>= '\u4e00' and <= '\u9fff'])
                text.Append(drawn);
        }

        return text.ToString();
    }
}
