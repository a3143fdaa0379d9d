using CentralOps.Domain.Administration;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Content;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Entry;
using CentralOps.Domain.Intake;
using CentralOps.Domain.Intake.Submit;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Rules;
using CentralOps.Domain.Screens;
using CentralOps.Domain.Versioning;
using CentralOps.Infrastructure.Cases;
using CentralOps.Infrastructure.Configuration;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Dispatch;
using CentralOps.Infrastructure.Intake;
using CentralOps.Tests.Processes;
using CentralOps.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CentralOps.Tests.Cases;

/// <summary>
/// Cases on the real store, engine, step handlers, dispatch and machines, over a real database; processes and business types are the test's own,
/// the outside world answers what the test says.
/// </summary>
internal sealed class CaseHost
    : IStaffDirectory, IWorkPosts, IBranches, IBusinessCalendar, IParameters, IAuditTrail,
        IContentStore, IRecognitionWorker, IHostApplicationLifetime, IReasons, IShownPages, IAsyncDisposable
{
    private readonly List<StaffMember> _people = [];
    private readonly Dictionary<string, byte[]> _content = [];
    private readonly TestDatabase _database;
    private readonly CaseHost? _first;
    private readonly ServiceProvider _services;

    private CaseHost(TestDatabase database, IEnumerable<IMachine> machines, Action<IServiceCollection>? more, CaseHost? first = null)
    {
        _database = database;
        if (first is not null) (_first, _people, _content) = (first, first._people, first._content);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Scheduling:Enabled", "false"), new("Dispatch:Enabled", "false")]).Build();
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton(TimeProvider.System).AddSingleton<IDbContextFactory<CentralOpsDbContext>>(database);
        services.AddSingleton(Options.Create(database.Settings)).AddSingleton<IHostApplicationLifetime>(this);
        services.AddSingleton<IStaffDirectory>(this).AddSingleton<IWorkPosts>(this).AddSingleton<IBranches>(this).AddSingleton<IBusinessCalendar>(this).AddSingleton<IParameters>(this).AddSingleton<IAuditTrail>(this);
        services.AddSingleton<IContentStore>(this).AddSingleton<IRecognitionWorker>(this);
        services.AddSingleton<IConditionEvaluator, FeelEvaluator>().AddSingleton<IDecisionService>(new FixedDecisions());
        services.AddVersionedConfiguration(configuration).AddCases().AddDispatch(configuration).AddShippedSteps().AddIntake();
        services.AddSingleton<IReasons>(this).AddSingleton<IShownPages>(this);
        foreach (var machine in machines) services.AddSingleton(machine);
        more?.Invoke(services);
        WatchedStep.All(services);
        _services = services.BuildServiceProvider();
    }

    /// <summary>What was written to the audit trail without a change.</summary>
    public List<(string Who, string What, string Of)> Recorded { get; } = [];

    /// <summary>Pages that nobody has got, by content hash; they have got every other one.</summary>
    public HashSet<string> Unshown { get; } = [];

    Task IShownPages.NoteAsync(Guid userId, Guid itemId, string contentHash, CancellationToken cancel) => Task.CompletedTask;

    async Task<IReadOnlySet<string>> IShownPages.OfAsync(Guid userId, Guid itemId, CancellationToken cancel) =>
        await Reader.WorkAsync(itemId, cancel) is { } item && await Reader.ReadAsync(item.CaseId, cancel) is { } @case
            ? @case.Pages.Select(p => p.ContentHash).Except(Unshown).ToHashSet()
            : new HashSet<string>();

    /// <summary>Reasons that no list has; any other may be chosen.</summary>
    public HashSet<string> NoReasons { get; } = [];

    /// <summary>Reasons that say too little by themselves.</summary>
    public HashSet<string> Wordless { get; } = [];

    /// <summary>False when the bank has no list of reasons yet.</summary>
    public bool HasReasons { get; set; } = true;

    bool IReasons.Offers(string use, string task) => HasReasons;

    bool IReasons.AsksForWords(string code) => Wordless.Contains(code);

    bool IReasons.Allows(string use, string code, string? task) => HasReasons && code.Length > 0 && !NoReasons.Contains(code);

    /// <summary>Branches that are closed.</summary>
    public HashSet<string> Closed { get; } = [];

    /// <summary>Whatever rule is asked says: one authorizer of level 1.</summary>
    public static void OneAuthorizer(IServiceCollection services) =>
        services.AddSingleton<IDecisionService>(new FixedDecisions(("authorization_level", 1m), ("authorization_persons", 1m)));

    public DateOnly Today { get; } = new(2026, 11, 23);

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public CaseAdvancer Advancer => _services.GetRequiredService<CaseAdvancer>();

    public IOperatorDesk Desk => _services.GetRequiredService<IOperatorDesk>();

    public IDeskViews Views => _services.GetRequiredService<IDeskViews>();

    public ICaseReader Reader => _services.GetRequiredService<ICaseReader>();

    public static async Task<CaseHost> StartAsync(string provider, string process, IEnumerable<IMachine> machines, Action<IServiceCollection>? more = null, string keying = "double")
    {
        var host = new CaseHost(await TestDatabase.CreateAsync(provider), machines, more);
        var store = host._services.GetRequiredService<IConfigurationStore>();
        await store.AddAsync(ConfigurationKind.Process, "main", process, "test", publish: true);
        await host.TypeAsync("cheque-transfer");
        await store.AddAsync(ConfigurationKind.FieldCatalogue, "fields", """[{"code":"amount","nameZh":"金额","nameEn":"Amount","type":"amount","keying":"double"}]""".Replace("double", keying, StringComparison.Ordinal), "test", publish: true);
        await store.AddAsync(ConfigurationKind.VoucherTemplate, "cheque",
            """{"key":"cheque","kind":"cheque","nameZh":"支票","nameEn":"Cheque","widthMm":170,"heightMm":80,"fields":[{"code":"amount","region":{"x":1,"y":1,"width":9,"height":9}}]}""", "test", publish: true);
        return host;
    }

    /// <summary>Puts a business type of the process <c>main</c> in force.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="more">More properties as JSON, e.g. <c>,"form":[{"code":"amount"}]</c>.</param>
    public Task TypeAsync(string key, string more = "") => Get<IConfigurationStore>().AddAsync(
        ConfigurationKind.BusinessType, key, $$"""{"key":"{{key}}","nameZh":"{{key}}","nameEn":"{{key}}","process":"main","minutes":10{{more}}}""", "test", publish: true);

    /// <summary>Another node on the same database, with a memory of its own.</summary>
    public CaseHost Beside(IEnumerable<IMachine> machines) => new(_database, machines, null, this);

    public StaffMember Person(string name, params string[] posts)
    {
        var person = new StaffMember(Guid.CreateVersion7(), name, name, "3101", posts, 2, null, true, [],
            new HashSet<string> { Permissions.DutyWork, Permissions.CaseSubmit, Permissions.CaseView, Permissions.BranchAuthorize });
        _people.Add(person);
        return person;
    }

    /// <summary>Somebody of another branch with exactly these permissions.</summary>
    public StaffMember Person(string name, string branch, IReadOnlyList<string> posts, params string[] permissions)
    {
        var person = new StaffMember(Guid.CreateVersion7(), name, name, branch, posts, 2, null, true, [], new HashSet<string>(permissions));
        _people.Add(person);
        return person;
    }

    /// <summary>Gives a person one permission more.</summary>
    public void Grant(StaffMember person, string permission) => Change(person with { Permissions = new HashSet<string>(person.Permissions) { permission } });

    /// <summary>A person is another from now on.</summary>
    public void Change(StaffMember person)
    {
        _people.RemoveAll(p => p.Id == person.Id);
        _people.Add(person);
    }

    public async Task<StaffMember> OnDutyAsync(string name, params string[] posts)
    {
        var person = Person(name, posts);
        Assert.True((await Desk.SignInAsync(person.Id, posts)).Succeeded);
        return person;
    }

    public async Task<SubmittedCase> SubmitAsync(StaffMember teller, Guid? submission = null, string look = "page")
    {
        var hash = await ((IContentStore)this).PutAsync(System.Text.Encoding.UTF8.GetBytes(look));
        var page = new DraftPage(Ids.New(), hash, hash, 100, 50, 0, "page.png", [], null);
        var outcome = await Get<SubmitCase>().SubmitAsync(teller.Id, new Submission(submission ?? Guid.NewGuid(), "cheque-transfer", [page], []));
        return outcome.Value;
    }

    /// <summary>A case of a teller, with all that machines do at first.</summary>
    public async Task<Guid> ArriveAsync(string look = "page")
    {
        var sent = await SubmitAsync(Person("teller"), look: look);
        await SettleAsync(sent.CaseId);
        return sent.CaseId;
    }

    /// <summary>Finishes a task; the caller judges the answer.</summary>
    public Task<Outcome> FinishAsync(StaffMember person, WorkItem item, WorkResult result) => Get<IFinishWork>().FinishAsync(person.Id, item.Id, Guid.NewGuid(), result);

    /// <summary>Takes the next task and finishes it.</summary>
    public async Task<WorkItem> DoAsync(StaffMember person, WorkResult result)
    {
        var item = await TakeAsync(person);
        var outcome = await FinishAsync(person, item, result);
        Assert.True(outcome.Succeeded, outcome.Refusal?.ToString());
        return item;
    }

    /// <summary>Keys the next slice.</summary>
    public Task<WorkItem> KeyAsync(StaffMember keyer, string value) => DoAsync(keyer, Keyed(value));

    /// <summary>New keyers sign in and key one slice each.</summary>
    public async Task KeyAsync(string value, params string[] keyers)
    {
        foreach (var keyer in keyers) await KeyAsync(await OnDutyAsync(keyer, "entry"), value);
    }

    /// <summary>A key as the slice desk sends it.</summary>
    public static WorkResult Keyed(string value) => WorkResult.Done(new SliceKeyed(value, false, 800));

    /// <summary>Content hash of a page that looks like this.</summary>
    public static string HashOf(string look) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(look)));

    public async Task<Case> CaseAsync(Guid id) => await Reader.ReadAsync(id) ?? throw new InvalidOperationException("no such case");

    /// <summary>Waits until machines have nothing more to do for the case.</summary>
    public async Task SettleAsync(Guid caseId)
    {
        for (var i = 0; i < 400; i++)
        {
            if (!(await Reader.OpenWorkAsync(caseId)).Any(w => w.Kind == WorkKind.Machine)) return;
            await Task.Delay(25);
        }

        Assert.Fail("the machines did not finish");
    }

    /// <summary>The only open task of a kind.</summary>
    public async Task<WorkItem> OpenAsync(Guid caseId, string task) => (await Reader.OpenWorkAsync(caseId)).Single(w => w.Task == task);

    public async Task<WorkItem> TakeAsync(StaffMember person) => await Desk.TakeUpAsync(person.Id) ?? throw new InvalidOperationException($"{person.UserName} got nothing");

    public async Task<T> QueryAsync<T>(Func<CentralOpsDbContext, Task<T>> query)
    {
        await using var db = _database.CreateDbContext();
        return await query(db);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_first is null) await _database.DisposeAsync();
    }

    ValueTask<StaffMember?> IStaffDirectory.FindAsync(Guid id, CancellationToken cancel) => new(_people.Find(p => p.Id == id));

    ValueTask<StaffMember?> IStaffDirectory.FindByUserNameAsync(string userName, CancellationToken cancel) => new(_people.Find(p => p.UserName == userName));

    ValueTask<IReadOnlyList<StaffMember>> IStaffDirectory.AllAsync(CancellationToken cancel) => new(_people);

    /// <summary>Posts of the bank.</summary>
    public List<WorkPost> Posts { get; } = [.. WorkPosts.Shipped()];

    IReadOnlyList<WorkPost> IWorkPosts.All => Posts;

    ValueTask<IReadOnlyList<Branch>> IBranches.AllAsync(CancellationToken cancel) => new([]);

    ValueTask<Branch?> IBranches.FindAsync(string code, CancellationToken cancel) => new(code == "9999" ? null : new Branch { Code = code, NameZh = code, NameEn = code, Active = !Closed.Contains(code) });

    string? IParameters.Get(string key) => ParameterKeys.All.First(p => p.Key == key).Default;

    decimal IParameters.Number(string key) => decimal.Parse(((IParameters)this).Get(key)!, System.Globalization.CultureInfo.InvariantCulture);

    AuditEntry IAuditTrail.Create(string who, string what, string objectKind, string objectId, object? detail) => new()
    {
        At = DateTimeOffset.UnixEpoch, Who = who, What = what, ObjectKind = objectKind, ObjectId = objectId, Detail = "{}", Node = "test", Hash = new string('0', 64),
    };

    Task IAuditTrail.RecordAsync(string who, string what, string objectKind, string objectId, object? detail, CancellationToken cancel)
    {
        Recorded.Add((who, what, $"{objectId} {detail}"));
        return Task.CompletedTask;
    }

    Task<string> IContentStore.PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes.Span));
        lock (_content) _content[hash] = bytes.ToArray();
        return Task.FromResult(hash);
    }

    Task<byte[]> IContentStore.GetAsync(string hash, CancellationToken cancel) => Task.FromResult(_content[hash]);

    Task<bool> IContentStore.ExistsAsync(string hash, CancellationToken cancel) => Task.FromResult(_content.ContainsKey(hash));

    Task<IReadOnlyList<CapturedPage>> IRecognitionWorker.CaptureAsync(ReadOnlyMemory<byte> file, string fileName, CancellationToken cancel) =>
        throw new RecognitionFailed("capture.not-an-image", fileName);

    Task<PageReading> IRecognitionWorker.ReadPageAsync(ReadOnlyMemory<byte> page, IReadOnlyList<VoucherTemplate> templates, IReadOnlyList<FieldDefinition> fields, LayoutHint? hint, CancellationToken cancel) =>
        Task.FromResult(new PageReading { Doubt = "unknown-layout" });

    Task<IReadOnlyList<SealReading>> IRecognitionWorker.CompareSealsAsync(ReadOnlyMemory<byte> page, IReadOnlyList<SealTask> seals, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<SealReading>>([]);

    CancellationToken IHostApplicationLifetime.ApplicationStarted => CancellationToken.None;

    CancellationToken IHostApplicationLifetime.ApplicationStopping => CancellationToken.None;

    CancellationToken IHostApplicationLifetime.ApplicationStopped => CancellationToken.None;

    void IHostApplicationLifetime.StopApplication()
    {
    }
}
