using System.Globalization;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Rules;
using CentralOps.Tests.Support;
using CentralOps.Web.Processes.Designer;
using CentralOps.Web.Texts;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CentralOps.Tests.Processes;

/// <summary>What the designer offers for the border of a step, a sub-process or a call.</summary>
public sealed class DesignerOffersTests : IWorkPosts
{
    [Theory]
    [InlineData("zh-CN", "核心拒绝 (core-refused)", "核心结果不明 (core-unknown)")]
    [InlineData("en", "The core refuses (core-refused)", "The core may have booked: not known (core-unknown)")]
    public void The_errors_of_a_step_are_offered_by_name(string culture, string refused, string unknown)
    {
        var whole = In(culture);
        Assert.Equal([refused, unknown], whole.Steps.Single(s => s.Step == "core.post").Errors.Select(e => e.Text));
        Assert.Empty(whole.Steps.Single(s => s.Step == "review").Errors);
        Assert.Equal("authorization-used", Assert.Single(whole.Messages).Value);
    }

    [Fact]
    public void A_call_offers_what_leaves_the_process_and_the_banks_own_errors_by_their_code()
    {
        var posting = In("zh-CN").Processes.Single(p => p.Key == "posting").Errors;
        Assert.Superset(new HashSet<string> { "core-refused", "core-unknown", "machine-failed" }, posting.Select(e => e.Value).ToHashSet());
        Assert.Equal("RETURN-TO-BRANCH", posting.Single(e => e.Value == "RETURN-TO-BRANCH").Text);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Everything_that_a_step_throws_or_brings_has_a_name(string culture)
    {
        var whole = In(culture);
        Assert.Equal([], whole.Steps.SelectMany(s => s.Errors).Concat(whole.Messages).Where(e => e.Text == e.Value));
    }

    private DesignerCatalogue.Whole In(string culture)
    {
        var (before, shipped) = (CultureInfo.CurrentUICulture, new ShippedConfiguration());
        using var factory = NullLoggerFactory.Instance;
        var feel = new FeelEvaluator(TimeProvider.System);
        var texts = new TextCatalogue(new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), factory), []);
        CultureInfo.CurrentUICulture = new CultureInfo(culture);
        try
        {
            return new DesignerCatalogue(ShippedSteps.Catalogue, shipped, new PublishedProcesses(shipped, feel), this, new VoucherConfiguration(shipped), texts).Read();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    IReadOnlyList<WorkPost> IWorkPosts.All => WorkPosts.Shipped();
}
