using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Versioning;
using CentralOps.Infrastructure.CoreBanking;
using CentralOps.Infrastructure.CoreBanking.Simulator;
using CentralOps.Tests.CoreBanking;
using CentralOps.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Tests.Cases.Killed;

/// <summary>A node that is ended by SIGKILL at random instants while tellers submit, reviewers decide and the core books; and what is there afterwards.</summary>
[Trait("Category", "slow")]
public sealed class KilledNodeTests
{
    private const string Settings = "CENTRALOPS_TEST_NODE";
    private const int Kills = 3;
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(10); // by then every lease of the dead has run out

    private const string Process = """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:co="http://centralops.example/bpmn" targetNamespace="test">
          <bpmn:process id="main" isExecutable="true">
            <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="review"/>
            <bpmn:userTask id="review" name="Review" co:step="review"/><bpmn:sequenceFlow id="f2" sourceRef="review" targetRef="post"/>
            <bpmn:serviceTask id="post" name="Post" co:step="core.post"/><bpmn:sequenceFlow id="f3" sourceRef="post" targetRef="end"/>
            <bpmn:endEvent id="end"/>
          </bpmn:process>
        </bpmn:definitions>
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task Nothing_is_lost_or_booked_twice_when_the_node_is_killed(string provider)
    {
        var folder = Directory.CreateTempSubdirectory("centralops-killed-").FullName;
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var core = CoreSimulator.Build(new SimulatorOptions { Port = 0 }, Path.Combine(folder, "core.db"), null, TimeProvider.System);
        await core.StartAsync(Cancel);
        var (url, key, accepted) = (core.Urls.First(), Convert.ToBase64String(new byte[32]), Path.Combine(folder, "accepted"));
        var settings = new Dictionary<string, string?>
        {
            ["Database:Provider"] = database.Settings.Provider, ["Database:ConnectionString"] = database.Settings.ConnectionString, ["Data:Folder"] = folder, ["CoreBanking:Url"] = url,
            ["Audit:Key"] = key, ["Content:Key"] = key, ["Receipts:Key"] = key, ["Scheduling:Enabled"] = "false", ["Dispatch:Enabled"] = "false",
        };
        await using (var node = new CaseNode(settings))
        {
            var store = node.Get<IConfigurationStore>();
            await store.AddAsync(ConfigurationKind.Process, "main", Process, "test", publish: true);
            await store.AddAsync(ConfigurationKind.BusinessType, "cheque-transfer", """{"key":"cheque-transfer","nameZh":"支票","nameEn":"Cheque","process":"main","minutes":10}""", "test", publish: true);
        }

        await File.WriteAllTextAsync(accepted, "", Cancel);
        for (var kill = 0; kill < Kills; kill++) await RunAndKillAsync(settings, accepted);

        await using var after = new CaseNode(settings, new LaterClock());
        await FinishAsync(after, database);

        await using var db = database.CreateDbContext();
        var cases = await db.Set<Case>().AsNoTracking().ToListAsync(Cancel);
        var numbers = cases.Select(c => c.Number).ToHashSet();
        var promised = (await File.ReadAllLinesAsync(accepted, Cancel)).Where(l => l.Length == 15).ToList();
        Assert.NotEmpty(promised);
        Assert.Subset(numbers, promised.ToHashSet());
        Assert.All(cases, c => Assert.Equal(CaseStatus.Completed, c.Status));
        using var client = new HttpClient { BaseAddress = new Uri(url) };
        var journal = (await client.GetFromJsonAsync<List<SimulatedCore.JournalLine>>("admin/journal", Cancel))!;
        Assert.Equal(numbers.Order(), journal.Select(j => j.CaseNumber).Order()); // each once, and nothing else
        Assert.True(await after.Get<SealAuditTrail>().RunAsync(full: true, Cancel) > 0);
        var trail = await after.Get<VerifyAuditTrail>().RunAsync(Cancel);
        Assert.Empty(trail.Findings);
        Assert.True(trail.Rows + trail.NotYetSealed >= cases.Count * 3, $"{trail.Rows} + {trail.NotYetSealed} audit rows for {cases.Count} cases: submitted, reviewed, posted");
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The process that is killed; run by the test above only.</summary>
    [Fact(Explicit = true)]
    public async Task The_node_that_is_killed()
    {
        var settings = JsonSerializer.Deserialize<Dictionary<string, string?>>(Environment.GetEnvironmentVariable(Settings)!)!;
        await using var node = new CaseNode(settings);
        await using var accepted = TextWriter.Synchronized(new StreamWriter(new FileStream(settings["accepted"]!, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)));
        var tellers = Enumerable.Range(0, 3).Select(_ => node.SubmitAsync(2_000, accepted, Cancel));
        var reviewers = Enumerable.Range(0, 3).Select(async _ =>
        {
            while (true) if (await node.ReviewAsync(Cancel) == 0) await Task.Delay(5, Cancel);
        });
        await Task.WhenAny(Task.WhenAll(tellers), Task.WhenAny(reviewers).Unwrap());
    }

    // Killed at some moment after it has taken so many cases.
    private static async Task RunAndKillAsync(Dictionary<string, string?> settings, string accepted)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { typeof(KilledNodeTests).Assembly.Location, "--explicit", "only", "--filter-method", $"{typeof(KilledNodeTests).FullName}.{nameof(The_node_that_is_killed)}", "--progress", "off", "--no-ansi" })
            start.ArgumentList.Add(argument);
        start.Environment[Settings] = JsonSerializer.Serialize(new Dictionary<string, string?>(settings) { ["accepted"] = accepted });
        using var process = new Process { StartInfo = start };
        var said = new System.Text.StringBuilder();
        process.OutputDataReceived += (_, line) => said.AppendLine(line.Data);
        process.ErrorDataReceived += (_, line) => said.AppendLine(line.Data);
        var before = new FileInfo(accepted).Length;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            var enough = before + Random.Shared.Next(20, 60) * 16;
            while (new FileInfo(accepted).Length < enough)
            {
                Assert.False(process.HasExited, said.ToString());
                await Task.Delay(Random.Shared.Next(1, 20), Cancel);
            }
        }
        finally
        {
            process.Kill(entireProcessTree: true); // SIGKILL
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task FinishAsync(CaseNode node, TestDatabase database)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(3));
        while (true)
        {
            await node.SweepAsync(limit.Token);
            await node.ReviewAsync(limit.Token);
            await using var db = database.CreateDbContext();
            if (!await db.Set<WorkItem>().AnyAsync(w => w.State != WorkState.Done && w.State != WorkState.Cancelled, limit.Token)) return;
            await Task.Delay(20, limit.Token);
        }
    }

    private sealed class LaterClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Later;
    }
}
