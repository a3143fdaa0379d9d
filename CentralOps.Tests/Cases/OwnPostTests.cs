using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Rules;
using CentralOps.Tests.Processes;
using CentralOps.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Tests.Cases;

/// <summary>Posts are the bank's own: a process says which of them gets the work of a step.</summary>
[Trait("Category", "db")]
public sealed class OwnPostTests
{
    [Fact]
    public async Task A_post_of_the_bank_gets_the_work_that_the_process_gives_it_and_nobody_elses()
    {
        await using var host = await CaseHost.StartAsync("sqlite", Named(Line.Of("review"), "review", ("post", "second-review")), []);
        host.Posts.Add(new WorkPost { Code = "second-review", NameZh = "复审岗", NameEn = "Second review", TargetSeconds = 90 });
        var (shipped, own) = (await host.OnDutyAsync("shipped", "review"), await host.OnDutyAsync("own", "second-review"));
        var caseId = await host.ArriveAsync();

        Assert.Null(await host.Desk.TakeUpAsync(shipped.Id));
        var item = await host.TakeAsync(own);
        Assert.Equal(("review", "second-review"), (item.Task, item.Post));
        Assert.Equal(item.EnqueuedAt.AddSeconds(90), item.DueAt);
        var pages = (await host.CaseAsync(caseId)).LivePages.Select(p => p.Id);
        Assert.True((await host.FinishAsync(own, item, WorkResult.Done(new Approved([.. pages], null)))).Succeeded);
    }

    [Theory]
    [InlineData(1, "our-first")]
    [InlineData(2, "our-second")]
    public async Task Each_level_of_authorization_has_a_post_of_its_own(int level, string post)
    {
        var decisions = new FixedDecisions(("authorization_level", (decimal)level));
        var process = Named(Line.Of("rules:level", "authorization"), "authorization", ("post", "our-first"), ("post-2", "our-second"));
        await using var host = await CaseHost.StartAsync("sqlite", process, [], s => s.AddSingleton<IDecisionService>(decisions));
        foreach (var own in new[] { "our-first", "our-second" }) host.Posts.Add(new WorkPost { Code = own, NameZh = own, NameEn = own });
        Assert.Equal(post, (await host.OpenAsync(await host.ArriveAsync(), "authorization")).Post);
    }

    [Fact]
    public async Task What_would_go_to_a_post_that_the_bank_has_closed_since_goes_where_it_would_without_that_name()
    {
        await using var host = await CaseHost.StartAsync("sqlite", Named(Line.Of("review"), "review", ("post", "second-review")), []);
        host.Posts.Add(new WorkPost { Code = "second-review", NameZh = "复审岗", NameEn = "Second review", Active = false });
        Assert.Equal("review", (await host.OpenAsync(await host.ArriveAsync(), "review")).Post);
    }

    [Fact]
    public async Task What_stops_comes_to_the_incident_post_wherever_the_step_sends_its_work()
    {
        await using var host = await CaseHost.StartAsync("sqlite", Named(Line.Of("seal.keep"), "seal.keep", ("post", "second-review")), []);
        Assert.Equal(WorkPosts.Incident, (await host.OpenAsync(await host.ArriveAsync(), "incident")).Post);
    }

    [Fact]
    public void The_bank_sees_what_comes_to_each_post_and_from_which_process()
    {
        var shipped = new ShippedConfiguration();
        var use = new PostUse(shipped, new PublishedProcesses(shipped, new FeelEvaluator(TimeProvider.System)), ShippedSteps.Catalogue);
        Assert.Equal(["entry.slice", "entry.voucher"], use.Of(WorkPosts.Entry).Select(t => t.Task).Distinct().Order());
        Assert.All(use.Of(WorkPosts.Entry), t => Assert.False(string.IsNullOrEmpty(t.Process)));
        Assert.Contains(use.Of(WorkPosts.Authorization2), t => t.Task == "authorization");
        Assert.Equal(new PostTask("incident", null), Assert.Single(use.Of(WorkPosts.Incident)));
        Assert.Empty(use.Of("second-review"));
    }

    private static string Named(string model, string step, params (string Name, string Post)[] posts)
    {
        var parameters = string.Concat(posts.Select(p => $"<co:param name=\"{p.Name}\" value=\"{p.Post}\"/>"));
        return model.Replace($"co:step=\"{step}\"/>", $"co:step=\"{step}\"><bpmn:extensionElements>{parameters}</bpmn:extensionElements></bpmn:userTask>", StringComparison.Ordinal);
    }
}
