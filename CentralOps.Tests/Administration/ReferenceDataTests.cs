using CentralOps.Domain.Administration;
using CentralOps.Domain.Audit;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Tests.Administration;

public sealed class ReferenceDataTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_parameter_takes_effect_at_its_time_and_the_past_stays()
    {
        await using var host = await AdministrationHost.StartAsync();
        var parameters = host.Services.GetRequiredService<IParameters>();
        Assert.Equal(500000m, parameters.Number(ParameterKeys.CallbackAmount));

        Assert.True((await host.SetParameterAsync(ParameterKeys.CallbackAmount, "300,000")).Succeeded);
        Assert.Equal(300000m, parameters.Number(ParameterKeys.CallbackAmount));

        Assert.True((await host.SetParameterAsync(ParameterKeys.CallbackAmount, "800000", host.Clock.GetUtcNow().AddHours(1))).Succeeded);
        Assert.Equal(300000m, parameters.Number(ParameterKeys.CallbackAmount));
        host.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(800000m, parameters.Number(ParameterKeys.CallbackAmount));
        Assert.Equal(2, (await host.Services.GetRequiredService<IReferenceDataStore>().ParametersAsync(Cancel)).Count);
    }

    [Theory]
    [InlineData("seal.pass", "1.2", "administration.value-out-of-range")]
    [InlineData("seal.pass", "much", "administration.value-out-of-range")]
    [InlineData("board.due-soon-seconds", "60.5", "administration.value-out-of-range")]
    [InlineData("seal.policy", "Nobody", "administration.bad-value")]
    [InlineData("business.date", "23/11/2026", "administration.bad-value")]
    [InlineData("nobody.knows", "1", "administration.unknown-parameter")]
    public async Task A_value_that_does_not_fit_is_refused(string key, string value, string refusal)
    {
        await using var host = await AdministrationHost.StartAsync();
        Assert.Equal(refusal, (await host.SetParameterAsync(key, value)).Refusal?.Code);
    }

    [Fact]
    public async Task The_business_date_is_the_banks_day_unless_it_is_set()
    {
        await using var host = await AdministrationHost.StartAsync();
        var calendar = host.Services.GetRequiredService<IBusinessCalendar>();
        host.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 23, 16, 30, 0, TimeSpan.Zero)); // half past midnight in China
        Assert.Equal(new DateOnly(2026, 11, 24), calendar.Today);
        Assert.True((await host.SetParameterAsync(ParameterKeys.BusinessDate, "2026-11-23")).Succeeded);
        Assert.Equal(new DateOnly(2026, 11, 23), calendar.Today);
    }

    [Fact]
    public async Task A_post_that_somebody_else_changed_meanwhile_is_not_overwritten()
    {
        await using var host = await AdministrationHost.StartAsync();
        var manage = host.Services.GetRequiredService<ManagePosts>();
        var posts = host.Services.GetRequiredService<IWorkPosts>();
        var admin = (await host.Staff.FindByUserNameAsync("admin", Cancel))!;
        var mine = (await posts.FindAsync(WorkPosts.Entry, Cancel))!;
        var (first, second) = (Copy(mine, 30), Copy(mine, 40));

        Assert.Null((await manage.SaveAsync(admin, first, Cancel)).Refusal);
        Assert.Equal("administration.changed-meanwhile", (await manage.SaveAsync(admin, second, Cancel)).Refusal?.Code);

        Assert.Equal(30, (await posts.FindAsync(WorkPosts.Entry, Cancel))!.OfferSeconds);
        var rows = await host.Services.GetRequiredService<IAuditStore>().SearchAsync(new AuditSearch { What = "post." }, Cancel);
        Assert.Single(rows);
    }

    [Fact]
    public async Task A_post_to_which_a_published_process_gives_work_is_not_closed()
    {
        await using var host = await AdministrationHost.StartAsync();
        host.Used.Tasks["review"] = [new("review", "支票转账"), new("review", "汇款")];
        host.Used.Tasks["incident"] = [new("incident", null)];
        Assert.Equal("administration.post-in-use 支票转账, 汇款", await CloseAsync(host, WorkPosts.Review));
        Assert.Equal("administration.post-of-incidents", await CloseAsync(host, WorkPosts.Incident));
        Assert.Equal("", await CloseAsync(host, WorkPosts.Landing));
    }

    private static async Task<string> CloseAsync(AdministrationHost host, string code)
    {
        var known = (await host.Services.GetRequiredService<IWorkPosts>().FindAsync(code, Cancel))!;
        var post = Copy(known, known.OfferSeconds);
        post.Active = false;
        var refusal = (await host.Services.GetRequiredService<ManagePosts>().SaveAsync((await host.Staff.FindByUserNameAsync("admin", Cancel))!, post, Cancel)).Refusal;
        return refusal is null ? "" : string.Join(' ', [refusal.Code, .. refusal.Args]);
    }

    private static WorkPost Copy(WorkPost p, int offer) => new()
    {
        Code = p.Code, NameZh = p.NameZh, NameEn = p.NameEn, OfferSeconds = offer, WorkSeconds = p.WorkSeconds,
        GraceSeconds = p.GraceSeconds, TargetSeconds = p.TargetSeconds, Order = p.Order, Version = p.Version,
    };
}
