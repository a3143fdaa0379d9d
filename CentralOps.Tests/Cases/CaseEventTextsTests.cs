using System.Globalization;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Configuration;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Versioning;
using CentralOps.Tests.Recognition.Design;
using CentralOps.Tests.Support;
using CentralOps.Web.Cases.Progress;
using CentralOps.Web.Components;
using CentralOps.Web.Texts;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CentralOps.Tests.Cases;

public sealed class CaseEventTextsTests
{
    [Theory]
    [InlineData("zh-CN", "check-failed", "check.words-differ amount, amount.words", "检核未通过 · 数据检核 · 大小写金额不符 · 金额（小写）、金额（大写）")]
    [InlineData("zh-CN", "check-failed", "length payer.account", "检核未通过 · 数据检核 · 长度不符 · 付款人账号")]
    [InlineData("zh-CN", "check-failed", "check.missing-voucher:cheque", "检核未通过 · 数据检核 · 缺少凭证：转账支票")]
    [InlineData("en", "check-failed", "check.voucher-in-case:202611230000001 voucher.number", "Check failed · Data check · The voucher is in case 202611230000001 already · Voucher number")]
    [InlineData("zh-CN", "decision", "authorization-level v1: authorization-level-5", "规则判定 · 数据检核 · 授权级别 v1: authorization-level-5")]
    [InlineData("en", "seals-compared", "finance: pass 0.95", "Seals compared · Data check · Finance seal: pass 0.95")]
    [InlineData("zh-CN", "call-ended", "83", "视频通话结束 · 数据检核 · 1 分 23 秒")]
    public void What_the_steps_note_in_codes_is_told_in_words(string culture, string code, string noted, string told)
    {
        var (before, configuration) = (CultureInfo.CurrentUICulture, SampleConfiguration.Read());
        configuration.Publish(ConfigurationKind.RuleSet, "authorization-level", 1, File.ReadAllText(Path.Combine(Repository.Root, "samples", "rules", "authorization-level.dmn")));
        using var factory = NullLoggerFactory.Instance;
        var localizers = new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), factory);
        var texts = new TextCatalogue(localizers, []);
        var events = new CaseEventTexts(texts, new ReasonTexts(new ReasonCatalogue(configuration, new FixedDay())), new VoucherConfiguration(configuration), configuration, new DurationText(new StringLocalizer<SharedTexts>(localizers)));
        CultureInfo.CurrentUICulture = new CultureInfo(culture);
        try
        {
            Assert.Equal(told, events.Of(new ProgressEvent(new CaseEvent { Code = code, Text = noted }, null, "check.data")));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
