using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Recognition.Decision;

/// <summary>Readings that may be right but do not look like what the field holds: 主丽华 for 王丽华, or a branch that has lost its 行. A person looks at such a value, unless a record knows it.</summary>
internal static class TextForms
{
    // 百家姓 with the surnames that are frequent today and missing there; of double surnames the first character.
    private const string Surnames =
        "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公上官尉迟皇甫肖覃代付闫苟岳帅亓仝初佟佘但侍冼原占卿叔召同修候侬信兰兀兆况冒展揭楚檀涂粟缑言豆赫谌邸郄银门青靖鹿亢操晋母年矫鄢洛奉战牟区仉来宾妥闾令独端淳太百南呼归海微督岸商";

    private const string BranchEnds = "行部社司心库局处室店点所";

    /// <summary>Whether it does not look like a value of the type.</summary>
    public static bool Unusual(string type, string value) => value.Length > 0 && type switch
    {
        FieldTypes.Name => value[0] is >= '\u4e00' and <= '\u9fff' && !Surnames.Contains(value[0], StringComparison.Ordinal),
        FieldTypes.Branch => value[^1] is >= '\u4e00' and <= '\u9fff' && !BranchEnds.Contains(value[^1], StringComparison.Ordinal),
        _ => false,
    };
}
