namespace CentralOps.SampleGenerator.Bank;

/// <summary>Names of companies, people and banks that do not exist.</summary>
internal static class Names
{
    private static readonly string[] s_cities = ["江海市", "云湖市", "青岭市", "临川州", "东屿市", "白沙湾", "南澜市", "北溪县", "海棠区", "松岭市"];
    private static readonly string[] s_words = ["宏远", "瑞丰", "恒泽", "嘉禾", "金桥", "星辰", "蓝鲸", "致远", "博雅", "长青", "鼎盛", "华谊", "凌云", "明德", "启明", "盛世", "天工", "万象", "新元", "兆丰", "百川", "九州", "同心", "泰和"];
    private static readonly string[] s_trades = ["商贸", "电子科技", "机械制造", "建筑工程", "食品", "纺织", "物流", "医疗器械", "文化传播", "环保设备", "新材料", "农业开发", "信息技术", "家具", "印务"];
    private static readonly string[] s_forms = ["有限公司", "有限公司", "有限责任公司", "股份有限公司"];
    private static readonly string[] s_surnames = ["赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈", "褚", "卫", "蒋", "沈", "韩", "杨", "朱", "秦", "许", "何", "吕", "施", "张", "孔", "曹", "严", "华", "金", "魏", "陶"];
    private static readonly string[] s_given = ["文博", "志强", "丽华", "建国", "雪梅", "子涵", "明远", "秀英", "国栋", "海燕", "俊杰", "桂兰", "思源", "晓东", "永康", "若兰", "德明", "欣怡", "卫东", "振华", "立", "静", "磊", "敏", "勇"];
    private static readonly string[] s_otherBanks = ["云岭银行", "东屿商业银行", "青禾农村商业银行", "海棠银行", "松岭城市银行"];
    private static readonly string[] s_places = ["城东", "解放路", "滨江", "高新区", "南门", "桥头", "新港", "中山路", "西湖路", "人民广场"];
    private static readonly string[] s_purposes = ["货款", "材料款", "工程款", "服务费", "设备采购款", "运输费", "租金", "往来款", "咨询费", "维修费", "广告费", "水电费"];

    /// <summary>A company.</summary>
    public static string Company(Dice dice) => dice.Pick(s_cities) + dice.Pick(s_words) + dice.Pick(s_trades) + dice.Pick(s_forms);

    /// <summary>A person.</summary>
    public static string Person(Dice dice) => dice.Pick(s_surnames) + dice.Pick(s_given);

    /// <summary>A branch of the demo bank.</summary>
    public static string OwnBranch(Dice dice) => $"江海银行{dice.Pick(s_places)}支行";

    /// <summary>A branch of another bank.</summary>
    public static string OtherBranch(Dice dice) => $"{dice.Pick(s_otherBanks)}{dice.Pick(s_places)}支行";

    /// <summary>Where a company has its seat.</summary>
    public static string Address(Dice dice) => $"{dice.Pick(s_cities)}{dice.Pick(s_places)}{dice.Int(1, 699)}号{dice.Int(1, 22)}层";

    /// <summary>What a company of that name does.</summary>
    public static string Scope(string company, Dice dice) =>
        $"{s_trades.First(company.Contains)}{dice.Pick(["产品的研发与销售", "产品批发、零售", "技术开发与咨询服务", "及相关配套服务"])}";

    /// <summary>A fixed-line number of an area that does not exist.</summary>
    public static string Phone(Dice dice) => $"0990-55{dice.Digits(5)}";

    /// <summary>What the money is for.</summary>
    public static string Purpose(Dice dice) => dice.Pick(s_purposes);
}
