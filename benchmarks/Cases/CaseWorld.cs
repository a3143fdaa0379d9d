using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Versioning;
using CentralOps.Infrastructure;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Dispatch;
using CentralOps.Infrastructure.Dispatch.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace CentralOps.Benchmarks.Cases;

/// <summary>
/// The product without pages: store, engine, step handlers, rules, machine pump and claims over a real database, with the shipped cheque transfer. Machines are
/// stubbed; what people do is claimed from the queue and finished like a person's task.
/// </summary>
internal sealed class CaseWorld : IWorkSignal, IHostApplicationLifetime, IAsyncDisposable
{
    private const int People = 6;
    private static readonly string[] Script = ["phone.identity", "phone.amount", "phone.payee", "phone.purpose"];
    private static readonly Guid Teller = Ids.New(), Supervisor = Ids.New(); // who submits may not authorize

    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<(Guid CaseId, string Post, Guid ItemId)> _tasks = Channel.CreateUnbounded<(Guid, string, Guid)>();
    private readonly ConcurrentDictionary<Guid, (Guid[] Pages, TaskCompletionSource Done)> _running = new();
    private readonly ConcurrentDictionary<Guid, byte> _asked = new();
    private readonly ServiceProvider _services;
    private readonly Task[] _people;
    private readonly WorkSignal _pump;
    private int _made;

    private CaseWorld(BenchDatabase database)
    {
        Database = database;
        var services = new ServiceCollection();
        var configuration = database.Configuration();
        services.AddLogging().AddSingleton(configuration).AddSingleton<IHostApplicationLifetime>(this).AddInfrastructure(configuration);
        services.RemoveAll<IMachine>();
        foreach (var machine in StubMachine.All(() => _services!.GetRequiredService<ICaseReader>())) services.AddSingleton(machine);
        services.RemoveAll<IStaffDirectory>().AddSingleton<IStaffDirectory>(new Everybody());
        services.RemoveAll<IWorkSignal>().AddSingleton<WorkSignal>().AddSingleton<IWorkSignal>(this);
        _services = services.BuildServiceProvider();
        _pump = _services.GetRequiredService<WorkSignal>();
        _people = [.. Enumerable.Range(0, People).Select(_ => Task.Run(WorkAsync))];
    }

    public BenchDatabase Database { get; }

    private CaseAdvancer Advancer => _services.GetRequiredService<CaseAdvancer>();

    public static async Task<CaseWorld> StartAsync(BenchDatabase database)
    {
        var world = new CaseWorld(database);
        await world._services.GetRequiredService<DatabaseStart>().RunAsync();
        var store = world._services.GetRequiredService<IConfigurationStore>();
        if ((await store.HistoryAsync(ConfigurationKind.Process, "cheque-transfer")).Count == 0) throw new InvalidOperationException("the shipped processes were not loaded: run from the repository's root");
        await world.TrustTheMachineAsync(store);
        return world;
    }

    /// <summary>Plays so many cases from submission to archive, some dozens at a time.</summary>
    public async Task PlayAsync(int count, int atOnce)
    {
        using var places = new SemaphoreSlim(atOnce);
        var all = new List<Task>(count);
        for (var i = 0; i < count; i++)
        {
            await places.WaitAsync();
            all.Add(Task.Run(async () =>
            {
                try
                {
                    await PlayAsync();
                }
                finally
                {
                    places.Release();
                }
            }));
        }

        await Task.WhenAll(all);
    }

    public void Committed(Case @case, IReadOnlyList<WorkItem> work, IReadOnlyList<(Guid UserId, Guid ItemId)> takenFrom)
    {
        _pump.Committed(@case, work, takenFrom);
        if (!_running.TryGetValue(@case.Id, out var run)) return;
        if (@case.Events.Find(e => e.Code == "check-failed") is { } failed) run.Done.TrySetException(new InvalidOperationException($"case {@case.Number}: {failed.Text}"));
        if (@case.Status == CaseStatus.Incident) run.Done.TrySetException(new InvalidOperationException($"case {@case.Number} stopped: {@case.Events.LastOrDefault(e => e.Code == "incident")?.Text}"));
        if (@case.IsFinished) run.Done.TrySetResult();
        foreach (var item in work.Where(w => w is { Kind: WorkKind.Human or WorkKind.Branch, State: WorkState.Waiting }))
            if (_asked.TryAdd(item.Id, 0)) _tasks.Writer.TryWrite((@case.Id, item.Kind == WorkKind.Branch ? "" : item.Post, item.Id));
    }

    public IReadOnlyList<WorkItem> Take(IEnumerable<WorkItem> fresh, DateTimeOffset now) => _pump.Take(fresh, now);

    public void Begin(IReadOnlyList<WorkItem> taken) => _pump.Begin(taken);

    public void LetGo(IReadOnlyList<WorkItem> taken) => _pump.LetGo(taken);

    public async ValueTask DisposeAsync()
    {
        _tasks.Writer.Complete();
        await Task.WhenAll(_people);
        await _stop.CancelAsync();
        await Task.Delay(200);
        await _services.DisposeAsync();
        _stop.Dispose();
    }

    private async Task PlayAsync()
    {
        var store = _services.GetRequiredService<ICaseStore>();
        var now = TimeProvider.System.GetUtcNow();
        var today = new DateOnly(2026, 11, 23);
        var @case = new Case
        {
            Number = await store.NextNumberAsync(today, default), BusinessType = "cheque-transfer", BranchCode = "3101", SubmittedBy = Teller, BusinessDate = today, SubmittedAt = now, DueAt = now.AddMinutes(30),
        };
        for (var page = 1; page <= 2; page++)
        {
            @case.Pages.Add(new CasePage { CaseId = @case.Id, Number = page, ContentHash = $"{Interlocked.Increment(ref _made):0000000000000000}{@case.Id:N}{page:x16}", ThumbnailHash = $"{@case.Id:N}{page:x32}", Width = 2008, Height = 945 });
        }

        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[@case.Id] = ([.. @case.Pages.Select(p => p.Id)], done);
        if (await Advancer.StartAsync(@case, "cheque-transfer", Ids.New()) is null) throw new InvalidOperationException($"case {@case.Number} could not be written");
        await done.Task.WaitAsync(TimeSpan.FromMinutes(2));
        _running.TryRemove(@case.Id, out _);
    }

    // People of a post: claim what is first in its queue, whosever case it is, and finish it.
    private async Task WorkAsync()
    {
        var contexts = _services.GetRequiredService<IDbContextFactory<CentralOpsDbContext>>();
        var claims = _services.GetRequiredService<IClaimSql>();
        await foreach (var (caseId, post, itemId) in _tasks.Reader.ReadAllAsync())
        {
            try
            {
                if (post.Length == 0)
                {
                    Check(await Advancer.FinishBranchTaskAsync(Supervisor, itemId, Ids.New(), WorkResult.Done(new Approved([], null)), null), "branch");
                    continue;
                }

                var person = Ids.New();
                Guid? claimed;
                await using (var db = await contexts.CreateDbContextAsync())
                {
                    var now = TimeProvider.System.GetUtcNow();
                    claimed = await claims.ClaimForPersonAsync(db, post, new Claimant(person, 2, null), now, now.AddMinutes(1), default);
                }

                if (claimed is not { } mine) throw new InvalidOperationException($"the queue of {post} is empty though {itemId} waits");
                var pages = _running[mine == itemId ? caseId : (await _services.GetRequiredService<ICaseReader>().WorkAsync(mine))!.CaseId].Pages;
                if (post != "phone") await LookAsync(person, mine, pages);
                Check(await Advancer.FinishAsync(person, mine, Ids.New(), Answer(post, pages)), post);
            }
            catch (Exception e)
            {
                foreach (var run in _running.Values) run.Done.TrySetException(e);
            }
        }
    }

    // As their browser does before they may say yes.
    private async Task LookAsync(Guid person, Guid item, Guid[] pages)
    {
        var shown = _services.GetRequiredService<IShownPages>();
        var @case = (await _services.GetRequiredService<ICaseReader>().ReadAsync((await _services.GetRequiredService<ICaseReader>().WorkAsync(item))!.CaseId))!;
        foreach (var page in @case.Pages.Where(p => pages.Contains(p.Id))) await shown.NoteAsync(person, item, page.ContentHash);
    }

    private static WorkResult Answer(string post, Guid[] pages) => post == "phone"
        ? WorkResult.Done(new PhoneOutcome("confirmed", Script.ToDictionary(q => q, _ => true), null, null))
        : WorkResult.Done(new Approved(pages, null));

    private static void Check(Outcome outcome, string what)
    {
        if (!outcome.Succeeded) throw new InvalidOperationException($"{what}: {outcome.Refusal}");
    }

    // Keying is another measurement: here the machine is sure of every field.
    private async Task TrustTheMachineAsync(IConfigurationStore store)
    {
        var shipped = _services.GetRequiredService<IPublishedConfiguration>().Current(ConfigurationKind.FieldCatalogue, "fields")!;
        var fields = JsonNode.Parse(shipped.Content)!.AsArray();
        foreach (var field in fields)
            if ((string?)field!["keying"] != "none") field["keying"] = "ocr-if-sure";
        await store.AddAsync(ConfigurationKind.FieldCatalogue, "fields", fields.ToJsonString(), "benchmark", publish: true);
    }

    // People of this measurement are made as they come, and may do anything at every post.
    private sealed class Everybody : IStaffDirectory
    {
        private static readonly string[] Posts = [.. WorkPosts.Shipped().Select(p => p.Code)];
        private static readonly HashSet<string> Rights = [Permissions.DutyWork];

        public ValueTask<StaffMember?> FindAsync(Guid id, CancellationToken cancel = default) => new(new StaffMember(id, "x", "x", "0001", Posts, 2, null, true, [], Rights));

        public ValueTask<StaffMember?> FindByUserNameAsync(string userName, CancellationToken cancel = default) => new((StaffMember?)null);

        public ValueTask<IReadOnlyList<StaffMember>> AllAsync(CancellationToken cancel = default) => new((IReadOnlyList<StaffMember>)[]);
    }

    CancellationToken IHostApplicationLifetime.ApplicationStarted => CancellationToken.None;

    CancellationToken IHostApplicationLifetime.ApplicationStopping => _stop.Token;

    CancellationToken IHostApplicationLifetime.ApplicationStopped => CancellationToken.None;

    void IHostApplicationLifetime.StopApplication()
    {
    }
}
