using CentralOps.SampleGenerator.Drawing;

namespace CentralOps.SampleGenerator.Layouts;

/// <summary>Documents of a corporate online-banking opening: application with its operators, letter of authority, service agreement.</summary>
internal static class OnlineBankingForms
{
    private static readonly string[] s_roles = ["录入", "复核"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Form> All { get; } = [Application(), Authority(), Agreement()];

    private static Form Application()
    {
        const double left = 9, right = 196, width = right - left;
        var form = CustomerForms.Plain("online-banking-application-a", "online-banking-application", "企业网上银行开通申请书", "Application for corporate online banking", 205, 132)
            .Head("企业网上银行开通申请书", 158).DateCell("申请日期", "issue.date", 126, 18.8).Frame(left, 24, width, 100, 0.3)
            .Cell("客户名称", "customer.name", left, 24, 22, 102).Cell("签约账号", "customer.account", left + 102, 24, 20, width - 102, CustomerForms.Digits).Rule(left + 102, 24, left + 102, 42)
            .Rule(left, 33, right, 33).Cell("信用代码", "customer.credit.code", left, 33, 22, 102, CustomerForms.Digits).Cell("单日累计限额", "daily.limit", left + 102, 33, 20, width - 102, CustomerForms.Digits)
            .Rule(left, 42, right, 42).Label("企业操作员（至少一名录入、一名复核）", left + width / 2, 46, 2.9, Align.Centre, face: Face.SongBold, anchor: "operators").Rule(left, 50, right, 50);
        double[] columns = [left + 12, left + 46, left + 104, left + 144];
        string[] heads = ["姓    名", "证件号码", "角    色", "单笔限额（元）"];
        form.Label("序号", left + 6, 54, 2.9, Align.Centre, anchor: "no");
        for (var i = 0; i < heads.Length; i++)
        {
            var end = i + 1 < columns.Length ? columns[i + 1] : right;
            form.Label(heads[i], (columns[i] + end) / 2, 54, 2.9, Align.Centre, anchor: $"column{i}").Rule(columns[i], 50, columns[i], 76);
        }

        for (var i = 1; i <= 2; i++)
        {
            var y = 49 + 9 * i;
            form.Rule(left, y, right, y).Label($"{i}", left + 6, y + 4.5, 3, Align.Centre)
                .Field($"operator{i}.name", columns[0] + 0.8, y + 1.1, 32.4, 6.8, CustomerForms.Typed).Field($"operator{i}.id.number", columns[1] + 0.8, y + 1.1, 56.4, 6.8, CustomerForms.Digits)
                .TickBoxes($"operator{i}.role", s_roles, columns[2] + 3, y + 1.3, 34, 6.4).Field($"operator{i}.limit", columns[3] + 0.8, y + 1.1, right - columns[3] - 1.6, 6.8, CustomerForms.Digits);
        }

        return form.Rule(left, 76, right, 76).Label("本单位申请开通企业网上银行，授权上列操作员在限额内办理业务，并遵守服务协议。", left + 3, 80.5, 2.7, anchor: "promise")
            .Label("单位预留印鉴", left + 3, 121, 2.9, anchor: "signature").Label("经办", 140, 120).Label("复核", 166, 120, anchor: "checked")
            .Seal("finance", left + 4, 84, 56, 36).Seal("legal-representative", left + 66, 86, 38, 34);
    }

    private static Form Authority() => CustomerForms.Plain("online-banking-authority-a", "online-banking-authority", "企业网银授权委托书", "Letter of authority for online banking", 185, 112)
        .Label("授 权 委 托 书", 92.5, 12, 6.6, Align.Centre, 1, Face.SongBold, anchor: "title").Label($"致{FormCatalogue.Bank}：", 16, 23, 3.4, anchor: "to")
        .Label("兹授权下列人员为本单位经办人，代表本单位办理企业网上银行开通、证书领取及密码信封签收事宜，", 22, 31, 3.1, anchor: "text")
        .Label("由此产生的一切责任由本单位承担。", 16, 38, 3.1)
        .Frame(16, 44, 153, 18, 0.3).Cell("经办人姓名", "agent.name", 16, 44, 26, 153).Rule(16, 53, 169, 53).Cell("证件号码", "agent.id.number", 16, 53, 26, 153, CustomerForms.Digits)
        .Label("有效期：自签署之日起三十日内有效", 16, 69, 3, anchor: "until").Label("授权单位（公章）", 100, 84, 3.1, anchor: "company").Label("法定代表人（签章）", 100, 97, 3.1, anchor: "legal")
        .Seal("official", 118, 68, 48, 40);

    private static Form Agreement() => CustomerForms.Plain("online-banking-agreement-a", "online-banking-agreement", "企业网银服务协议签署页", "Online-banking agreement, signature page", 185, 100)
        .Label("企业网上银行服务协议", 92.5, 12, 6, Align.Centre, 0.8, Face.SongBold, anchor: "title").Label("（签署页）", 92.5, 20, 3.6, Align.Centre, anchor: "page")
        .Label("甲乙双方确认已阅读并同意《企业网上银行服务协议》全部条款，本签署页与协议正文具有同等效力。", 16, 31, 3.1, anchor: "text")
        .Rule(92.5, 40, 92.5, 92, 0.3).Label("甲方（客户）签章", 20, 45, 3.2, face: Face.SongBold, anchor: "a").Label("乙方（银行）签章", 100, 45, 3.2, face: Face.SongBold, anchor: "b").Frame(16, 40, 153, 52, 0.3)
        .Label("签署日期        年    月    日", 22, 88, 3, anchor: "date").Label("签署日期        年    月    日", 104, 88, 3)
        .Seal("official", 30, 46, 48, 40).Seal("bank", 108, 46, 48, 40);
}
