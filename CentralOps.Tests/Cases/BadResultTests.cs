using System.Text.Json.Nodes;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Seals;
using CentralOps.Infrastructure.Entry;

namespace CentralOps.Tests.Cases;

/// <summary>Results that a client of a desk has sent without what they must have, or with something else in its place.</summary>
public sealed class BadResultTests
{
    private const string Page = "00000000-0000-0000-0000-000000000001";
    private const string Approval = $$"""{"pagesSeen":["{{Page}}"]}""";
    private const string Slice = """{"illegible":false,"milliseconds":800}""";
    private const string Return = $$"""{"reason":"R06","marks":[{"pageId":"{{Page}}","x":1,"y":1,"width":1,"height":1}]}""";

    /// <summary>Post or <c>branch</c>, steps, verb, and a result with exactly what its panel or verb demands.</summary>
    public static TheoryData<string, string, string, string> Panels => new()
    {
        { "classification", "recognition.pages classification", "done", $$"""{"pageId":"{{Page}}"}""" },
        { "entry", "recognition.pages entry.fields", "done", Slice },
        { "arbitration", "recognition.pages entry.fields", "done", Slice },
        { "voucher", "recognition.pages entry.fields", "done", """{"fields":[{"code":"amount","illegible":true,"milliseconds":1}]}""" },
        { "correction", "correction", "done", """{"values":{}}""" },
        { "phone", "callback.phone", "done", """{"outcome":"confirmed","answers":{}}""" },
        { "seal", "seal.verify", "done", """{"seals":[{"role":"finance","pass":true,"reason":"P01"}]}""" },
        { "seal", "seal.capture", "done", Approval },
        { "risk", "risk.decide", "done", Approval },
        { "review", "review", "done", Approval },
        { "authorization-2", "authorization", "done", Approval },
        { "landing", "landing.decide", "done", Approval },
        { "incident", "rules:missing", "done", """{"retry":true}""" },
        { "branch", "branch.supplementary", "done", Approval },
        { "branch", "branch.remainder", "done", """{"refund":false,"corrections":[{"number":1,"account":"1","name":"a"}]}""" },
        { "branch", "review", "done", """{"pages":[],"present":false}""" },
        { "review", "review branch.rework", "return-branch", Return },
        { "review", "review", "return-step", Return },
        { "review", "review", "reject", """{"reason":"R06"}""" },
        { "review", "review", "escalate", """{"reason":"R06"}""" },
        { "review", "review", "suspend", """{"until":"2036-01-01T00:00:00Z"}""" },
        { "review", "review", "ask-picture", $$"""{"wanted":"card","marks":[{"pageId":"{{Page}}","x":1,"y":1,"width":1,"height":1}]}""" },
    };

    [Theory, MemberData(nameof(Panels))]
    public async Task A_result_without_what_its_panel_demands_is_refused_and_the_task_stays_as_it_was(string post, string steps, string verb, string good)
    {
        await using var host = await StartAsync(post, steps);
        var (who, item) = await TaskAsync(host, post, steps);
        foreach (var bad in Spoilt(good))
        {
            var outcome = await SendAsync(host, who, item, new WorkResult(verb, bad));
            Assert.True(outcome.Refusal is { Code: "cases.bad-result" }, $"{item.Task} {verb} {bad}: {outcome.Refusal?.ToString() ?? "taken"}");
        }

        var still = (await host.Reader.WorkAsync(item.Id))!;
        Assert.Equal((item.State, item.HolderId), (still.State, still.HolderId));
        var whole = await SendAsync(host, who, item, new WorkResult(verb, good));
        Assert.NotEqual("cases.bad-result", whole.Refusal?.Code); // whatever the panel says of it, it could read it
    }

    [Theory]
    [InlineData("incident", "rules:missing", """{"retry":true,"values":{"a":null}}""")]
    [InlineData("classification", "recognition.pages classification", $$"""{"pageId":"{{Page}}","corners":[1,2,3,4,5,6,7,null]}""")]
    [InlineData("review", "review", $$"""{"pagesSeen":["{{Page}}"],"text":5}""")]
    public async Task What_is_not_demanded_must_be_of_its_type_when_it_is_there(string post, string steps, string data)
    {
        await using var host = await StartAsync(post, steps);
        var (who, item) = await TaskAsync(host, post, steps);
        Assert.Equal("cases.bad-result", (await SendAsync(host, who, item, new WorkResult("done", data))).Refusal?.Code);
    }

    [Fact]
    public async Task A_slip_put_right_with_half_a_result_stays_as_it_was()
    {
        await using var host = await StartAsync("entry", "recognition.pages entry.fields");
        var (anna, item) = await TaskAsync(host, "entry", "");
        Assert.True((await host.FinishAsync(anna, item, CaseHost.Keyed("700"))).Succeeded);
        Assert.Equal("cases.bad-result", (await host.Get<IAmendWork>().AmendAsync(anna.Id, item.Id, new WorkResult("done", """{"value":"100"}"""))).Refusal?.Code);
        Assert.Equal("700.00", Assert.Single((await host.CaseAsync(item.CaseId)).Keyings).Value);
    }

    /// <summary>Each value missing, null, and of another type; each list with nothing where something should be; and what is no such JSON at all.</summary>
    private static IEnumerable<string> Spoilt(string good)
    {
        foreach (var path in Paths(JsonNode.Parse(good)!, []))
        {
            foreach (var other in (JsonNode?[])[null, new JsonArray(new JsonArray()), new JsonObject { ["no"] = "such" }])
            {
                var (root, holder) = At(good, path);
                var old = path[^1] is string named ? holder[named] : holder[(int)path[^1]];
                if (other is JsonArray && old is JsonArray { Count: 0 } || other is JsonObject && old is JsonObject { Count: 0 }) continue;
                if (path[^1] is string name) holder[name] = other?.DeepClone();
                else holder[(int)path[^1]] = other?.DeepClone();
                yield return root.ToJsonString();
            }

            if (path[^1] is not string property) continue;
            var (whole, of) = At(good, path);
            of.AsObject().Remove(property);
            yield return whole.ToJsonString();
        }

        foreach (var nothing in (string[])["{}", "null", "[]", "5", "", "{\"", "not json"]) yield return nothing;
    }

    private static IEnumerable<object[]> Paths(JsonNode node, object[] at) => node switch
    {
        JsonObject o => o.SelectMany(p => Paths(p.Value!, [.. at, p.Key]).Prepend([.. at, p.Key])),
        JsonArray a => a.SelectMany((p, i) => Paths(p!, [.. at, i]).Prepend([.. at, i])),
        _ => [],
    };

    private static (JsonNode Root, JsonNode Holder) At(string json, object[] path)
    {
        var root = JsonNode.Parse(json)!;
        return (root, path[..^1].Aggregate(root, (n, step) => step is string name ? n[name]! : n[(int)step]!));
    }

    private static Task<CaseHost> StartAsync(string post, string steps) => CaseHost.StartAsync(
        "sqlite", Line.Of(steps.Split(' ')), [post == "classification" ? new Blind() : new ChequeReader(), new Comparer(), new Cutter()], s => s.AddEntry(),
        keying: post == "voucher" ? "whole-voucher" : "double");

    /// <summary>The task and who holds it; a task of the branch is nobody's.</summary>
    private static async Task<(StaffMember Who, WorkItem Item)> TaskAsync(CaseHost host, string post, string steps)
    {
        var caseId = await host.ArriveAsync();
        if (post == "branch")
        {
            if (steps == "review") await host.DoAsync(await host.OnDutyAsync("rita", "review"), WorkResult.Of("ask-picture", new PictureWanted("card", null, [], null)));
            return (host.Person("clerk"), (await host.Reader.OpenWorkAsync(caseId)).Single(w => w.Kind == WorkKind.Branch));
        }

        if (post == "arbitration")
        {
            await host.KeyAsync("100", "anna");
            await host.KeyAsync("700", "ben");
        }

        var person = await host.OnDutyAsync("carl", post == "voucher" ? "entry" : post);
        return (person, await host.TakeAsync(person));
    }

    private static Task<Domain.Kernel.Outcome> SendAsync(CaseHost host, StaffMember who, WorkItem item, WorkResult result) => item.Kind == WorkKind.Branch
        ? host.Advancer.FinishBranchTaskAsync(who.Id, item.Id, Guid.NewGuid(), result, null)
        : host.FinishAsync(who, item, result);

    private sealed class Blind : IMachine
    {
        public string Task => Domain.Recognition.RecognisePagesStep.Recognise;

        public Task<object> WorkAsync(WorkItem item, Case @case, CancellationToken cancel) =>
            System.Threading.Tasks.Task.FromResult<object>(new Domain.Recognition.PageRecognised { PageId = @case.Pages[0].Id, Doubt = "unknown-layout" });
    }

    private sealed class Comparer : IMachine
    {
        public string Task => VerifySealsStep.Compare;

        public Task<object> WorkAsync(WorkItem item, Case @case, CancellationToken cancel) => System.Threading.Tasks.Task.FromResult<object>(
            new SealsCompared(new SealPayload(@case.Pages[0].Id, [new SealPayloadEntry("finance", "unsure", 0.8, "specimen", "impression", null, [], [])]), new(SealOutcome.Manual, 1, "policy")));
    }

    private sealed class Cutter : IMachine
    {
        public string Task => CaptureSpecimensStep.Cut;

        public Task<object> WorkAsync(WorkItem item, Case @case, CancellationToken cancel) =>
            System.Threading.Tasks.Task.FromResult<object>(new CapturedSeals(@case.Pages[0].Id, [new CapturedSeal("finance", "hash", 300)], []));
    }
}
