using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Talk;
using CentralOps.Domain.CentralAuthorization.Calls;
using CentralOps.Domain.Configuration;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Entry.KnownAnswers;
using CentralOps.Domain.Entry.Shortcuts;
using CentralOps.Domain.Intake;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Screens;
using CentralOps.Domain.Versioning;
using CentralOps.Web.Composition;
using CentralOps.Web.Content;
using CentralOps.Web.Dispatch.Desk;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Tests.Support;

/// <summary>Renders desks and panels over a dispatch that lives in the test.</summary>
public abstract class DeskContext : PortalContext
{
    protected static readonly Guid Operator = Guid.Parse("0193a000-0000-7000-8000-000000000001");

    protected DeskContext()
    {
        Services.AddSingleton<IOperatorDesk>(Desk);
        Services.AddSingleton<IFinishWork>(Desk);
        Services.AddSingleton<IAmendWork>(Desk);
        Services.AddSingleton<IKnownAnswerMix>(new NothingKnown());
        Services.AddSingleton<IShortcuts>(new ShippedKeys());
        Services.AddSingleton<IDeskViews>(Views);
        Services.AddSingleton<ICaseTalk>(Talk);
        Services.AddSingleton<CentreFeed>();
        Services.AddSingleton<OperatorFeed>();
        Services.AddSingleton<ICallRecords>(new CallsInMemory()).AddSingleton<VideoCalls>();
        Services.AddSingleton<ICurrentStaff>(new OneStaff(Person));
        Services.AddSingleton<IWorkPosts>(new FakeBank());
        Services.AddSingleton<IPublishedConfiguration>(new FileConfiguration());
        Services.AddSingleton<IBusinessCalendar>(new FixedDay());
        Services.AddSingleton<ReasonCatalogue>().AddSingleton<IStepCatalogue>(ShippedSteps.Catalogue).AddSingleton<IParameters>(new NoParameters());
        Services.AddSingleton<TemplateCatalogue>();
        Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        Services.AddSingleton<ImageLinks>();
        Services.AddSingleton<DeskLines>();
        Services.AddScoped<DeskConnection>();
        Services.AddPanels().AddSingleton<DeskPanels>().AddSingleton(ShippedSteps.Catalogue).AddSingleton<ScreenTasks>();
        Desk.Clock = Clock;
        Desk.Feed = Services.BuildServiceProvider().GetRequiredService<OperatorFeed>();
    }

    protected FakeDispatch Desk { get; } = new();

    protected FakeViews Views { get; } = new();

    internal FakeTalk Talk { get; } = new();

    protected static StaffMember Person { get; } = new(
        Operator, "op1", "王作业", "0001", ["entry", "review"], 0, null, true, [RoleNames.Operator], new HashSet<string> { Permissions.DutyWork });

    /// <summary>A task in hand at the desk, with the case or slice that it is about.</summary>
    protected static WorkItem ATask(string task, string payload = "{}") => new WorkItem
    {
        Step = "x", Kind = WorkKind.Human, Task = task, Post = "entry", BranchCode = "3101", BusinessType = "cheque-transfer", Payload = payload,
        DueAt = new DateTimeOffset(2026, 11, 23, 2, 5, 0, TimeSpan.Zero),
    }.In(WorkState.Working, Operator);

    private sealed class OneStaff(StaffMember person) : ICurrentStaff
    {
        public ValueTask<StaffMember> GetAsync(CancellationToken cancel = default) => new(person);

        public ValueTask<StaffMember?> FindAsync(CancellationToken cancel = default) => new(person);
    }

}

/// <summary>The reason codes of <c>samples/</c> as published configuration.</summary>
public sealed class FileConfiguration : IPublishedConfiguration
{
    private readonly ConfigurationVersion _reasons = new()
    {
        Kind = ConfigurationKind.ReasonCodes, Key = "reasons", Version = 1, Author = "system", Content = File.ReadAllText(Path.Combine(Root(), "samples", "reason-codes.json")),
    };

    public ConfigurationVersion? Current(string kind, string key) => kind == _reasons.Kind ? _reasons : null;

    public ConfigurationVersion? Exact(string kind, string key, int version) => Current(kind, key);

    public IReadOnlyList<ConfigurationVersion> AllCurrent(string kind) => kind == _reasons.Kind ? [_reasons] : [];

    public T Parsed<T>(ConfigurationVersion version, Func<ConfigurationVersion, T> parse) where T : class => parse(version);

    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CentralOps.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("the tests run outside the repository");
    }
}

/// <summary>A thread in memory.</summary>
internal sealed class FakeTalk : ICaseTalk
{
    public List<Said> Said { get; } = [];

    public Task<Outcome<TalkView>> ReadAsync(Guid userId, Guid caseId, CancellationToken cancel = default) => Task.FromResult<Outcome<TalkView>>(new TalkView([.. Said], true, false));

    public Task<Outcome> SayAsync(Guid userId, Guid caseId, Guid messageId, string text, CancellationToken cancel = default)
    {
        if (text.Length == 0) return Task.FromResult(Outcome.No("cases.nothing-said"));
        if (Said.TrueForAll(s => s.Id != messageId)) Said.Add(new Said(messageId, DateTimeOffset.UnixEpoch, "op", false, true, text));
        return Task.FromResult(Outcome.Ok);
    }
}

/// <summary>A dispatch for one operator, in memory.</summary>
public sealed class FakeDispatch : IOperatorDesk, IFinishWork, IAmendWork
{
    private readonly Dictionary<Guid, Outcome> _commands = [];

    public DutySession? Session { get; set; }

    public OperatorFeed Feed { get; set; } = null!;

    public TimeProvider Clock { get; set; } = null!;

    /// <summary>Tasks that will be given one after the other.</summary>
    public Queue<WorkItem> Waiting { get; } = new();

    public WorkItem? InHand { get; private set; }

    public Dictionary<Guid, string> Drafts { get; } = [];

    public List<(Guid Item, WorkResult Result)> Finished { get; } = [];

    public Refusal? NextRefusal { get; set; }

    /// <summary>The only task that <see cref="NextRefusal"/> is for; null = all.</summary>
    public Guid? Refuses { get; set; }

    /// <summary>A task comes before all that wait.</summary>
    public void Urgent(WorkItem item)
    {
        WorkItem[] others = [.. Waiting];
        Waiting.Clear();
        foreach (var waiting in others.Prepend(item)) Waiting.Enqueue(waiting);
    }

    public int Disconnections { get; private set; }

    public FakeDispatch SignedIn()
    {
        Session = DutySession.Begin(Guid.Empty, "entry,review", default, "");
        return this;
    }

    /// <summary>A task arrives and is pushed.</summary>
    public Task PushAsync(Guid user, WorkItem item)
    {
        Waiting.Enqueue(item);
        return Feed.PublishAsync(new OperatorEvent.Offered(user, item.Id));
    }

    /// <summary>A supervisor takes the task away.</summary>
    public Task TakeBackAsync(Guid user, string reason)
    {
        var id = InHand!.Id;
        InHand = null;
        return Feed.PublishAsync(new OperatorEvent.TakenBack(user, id, reason));
    }

    public Task<Outcome<DutySession>> SignInAsync(Guid userId, IReadOnlyList<string> posts, CancellationToken cancel = default)
    {
        Session = DutySession.Begin(userId, string.Join(',', posts), default, "");
        return Task.FromResult<Outcome<DutySession>>(Session);
    }

    public Task<Outcome> SignOutAsync(Guid userId, bool handBack, CancellationToken cancel = default)
    {
        if (InHand is not null && !handBack) return Task.FromResult(Outcome.No("dispatch.task-in-hand"));
        (InHand, Session) = (null, null);
        return Task.FromResult(Outcome.Ok);
    }

    public Task<Outcome> BreakAsync(Guid userId, CancellationToken cancel = default)
    {
        if (InHand is not null) Session!.RestAfterTask();
        else Session!.Rest(default);
        return Task.FromResult(Outcome.Ok);
    }

    public Task<Outcome> ReadyAsync(Guid userId, CancellationToken cancel = default)
    {
        Session!.GetReady(default);
        return Task.FromResult(Outcome.Ok);
    }

    public Task DisconnectedAsync(Guid userId, CancellationToken cancel = default)
    {
        Disconnections++;
        return Task.CompletedTask;
    }

    /// <summary>Like the real one it publishes the state, also when nothing changed.</summary>
    public async Task<DutyView> ConnectedAsync(Guid userId, CancellationToken cancel = default)
    {
        if (Session is not null) await Feed.PublishAsync(new OperatorEvent.DutyChanged(userId, Session.State));
        return new DutyView(Session, Finished.Count, 4.1);
    }

    public Task<WorkItem?> TakeUpAsync(Guid userId, CancellationToken cancel = default)
    {
        if (Session is null or { State: DutyState.Break }) return Task.FromResult<WorkItem?>(null);
        if (InHand is null && Waiting.TryDequeue(out var next)) InHand = next;
        return Task.FromResult(InHand);
    }

    public Task<Outcome> SaveDraftAsync(Guid userId, Guid itemId, string draft, CancellationToken cancel = default)
    {
        Drafts[itemId] = draft;
        return Task.FromResult(Outcome.Ok);
    }

    public Task<Outcome> HandBackAsync(Guid userId, Guid itemId, CancellationToken cancel = default)
    {
        InHand = null;
        return Task.FromResult(Outcome.Ok);
    }

    /// <summary>What is reserved is what waits at the head of the queue.</summary>
    public Task<IReadOnlyList<WorkItem>> ReserveAsync(Guid userId, int most, Func<WorkItem, bool> fits, CancellationToken cancel = default) =>
        Task.FromResult<IReadOnlyList<WorkItem>>(InHand is null || Session is null or { BreakAfterTask: true } ? [] : [.. Waiting.TakeWhile(fits).Take(most)]);

    public Task<Outcome> PutAsideAsync(Guid userId, Guid itemId, CancellationToken cancel = default)
    {
        if (InHand is { } aside) Waiting.Enqueue(aside);
        InHand = null;
        return Task.FromResult(Outcome.Ok);
    }

    public Task<bool> ServesAsync(Guid userId, string post, CancellationToken cancel = default) => Task.FromResult(true);

    public Task<bool> HoldsAsync(Guid userId, Guid itemId, CancellationToken cancel = default) => Task.FromResult(InHand?.Id == itemId || Waiting.Any(w => w.Id == itemId));

    public List<(Guid Item, WorkResult Result)> Amended { get; } = [];

    public Task<Outcome> AmendAsync(Guid userId, Guid itemId, WorkResult result, CancellationToken cancel = default)
    {
        if (NextRefusal is { } refusal) return Task.FromResult<Outcome>(refusal);
        Amended.Add((itemId, result));
        return Task.FromResult(Outcome.Ok);
    }

    /// <summary>How long the server takes to answer.</summary>
    public TimeSpan Slowness { get; set; }

    /// <summary>Nothing is answered before this is done.</summary>
    public Task Answers { get; set; } = Task.CompletedTask;

    public async Task<Outcome> FinishAsync(Guid userId, Guid itemId, Guid commandId, WorkResult result, CancellationToken cancel = default)
    {
        if (Slowness > TimeSpan.Zero) await Task.Delay(Slowness, cancel);
        await Answers.WaitAsync(cancel);
        if (NextRefusal is { } refusal && (Refuses ?? itemId) == itemId) return refusal;
        if (_commands.TryGetValue(commandId, out var known)) return known;
        if (Waiting.Any(w => w.Id == itemId))
        {
            // One of a sheet, beside the task in hand.
            var others = Waiting.Where(w => w.Id != itemId).ToList();
            Waiting.Clear();
            others.ForEach(Waiting.Enqueue);
            Finished.Add((itemId, result));
            return Outcome.Ok;
        }

        if (InHand?.Id != itemId) return Outcome.No("dispatch.lease-lost");
        Finished.Add((itemId, result));
        InHand = null;
        return _commands[commandId] = Outcome.Ok;
    }
}

/// <summary>No known answers.</summary>
public sealed class NothingKnown : IKnownAnswerMix
{
    public Task MixInAsync(Guid userId, WorkItem inHand, string? sheetType, int places, CancellationToken cancel = default) => Task.CompletedTask;

    public Task<Outcome?> FinishAsync(Guid userId, Guid itemId, Guid commandId, WorkResult result, CancellationToken cancel = default) => Task.FromResult<Outcome?>(null);

    public Task<Outcome?> AmendAsync(Guid userId, Guid itemId, WorkResult result, CancellationToken cancel = default) => Task.FromResult<Outcome?>(null);
}

/// <summary>Nobody moved a key.</summary>
public sealed class ShippedKeys : IShortcuts
{
    public Task<ShortcutMap> OfAsync(Guid userId, CancellationToken cancel = default) => Task.FromResult(ShortcutMap.Default);

    public Task<Outcome> SaveAsync(Guid userId, IReadOnlyDictionary<string, string> own, CancellationToken cancel = default) => Task.FromResult(Outcome.Ok);
}

/// <summary>Views that the test sets.</summary>
public sealed class FakeViews : IDeskViews
{
    public Dictionary<Guid, SliceView> Slices { get; } = [];

    public Dictionary<Guid, ArbitrationView> Differences { get; } = [];

    public CaseView Case { get; set; } = ACase(2);

    public static CaseView ACase(int pages) => new()
    {
        CaseId = Guid.NewGuid(), Number = "202611230000042", BusinessType = "cheque-transfer", TypeZh = "转账支票", TypeEn = "Cheque transfer", BranchCode = "3101", BranchZh = "人民路支行", BranchEn = "Renmin Road branch", Amount = 1234567.89m,
        Pages = [.. Enumerable.Range(1, pages).Select(n => new CasePage { Number = n, ContentHash = new string('b', 64), ThumbnailHash = new string('c', 64), Width = 1000, Height = 500 })],
        Fields = [new FieldView(new CaseField { Code = "amount", Type = "amount", Keying = "double", Value = "1234567.89", Status = FieldStatus.Accepted }, "金额", "Amount", false, [])],
    };

    private static SliceView AnAmount(Guid itemId) =>
        new(new WorkItem { Id = itemId, Step = "x", Task = "entry.slice", Post = "entry", BranchCode = "", BusinessType = "" }, "amount", "金额（小写）", "Amount", "amount", 0, false, [], new string('a', 64));

    public Task<Outcome<SliceView>> SliceAsync(Guid userId, Guid itemId, CancellationToken cancel = default) =>
        Task.FromResult<Outcome<SliceView>>(Slices.GetValueOrDefault(itemId) ?? AnAmount(itemId));

    public Task<Outcome<ArbitrationView>> ArbitrationAsync(Guid userId, Guid itemId, CancellationToken cancel = default) =>
        Task.FromResult<Outcome<ArbitrationView>>(Differences.GetValueOrDefault(itemId) is { } view ? view : new Refusal("dispatch.lease-lost"));

    public VoucherView? Voucher { get; set; }

    public Task<Outcome<VoucherView>> VoucherAsync(Guid userId, Guid itemId, CancellationToken cancel = default) =>
        Task.FromResult<Outcome<VoucherView>>(Voucher is { } view ? view : new Refusal("dispatch.lease-lost"));

    public Task<Outcome<CaseView>> CaseAsync(Guid userId, Guid itemId, CancellationToken cancel = default) => Task.FromResult<Outcome<CaseView>>(Case);

    /// <summary>Full values of masked fields.</summary>
    public Dictionary<string, string> Full { get; } = [];

    public Task<Outcome<string>> RevealAsync(Guid userId, Guid itemId, string fieldCode, CancellationToken cancel = default) =>
        Task.FromResult<Outcome<string>>(Full.TryGetValue(fieldCode, out var value) ? value : new Refusal("screens.not-shown"));

    public Task<Outcome<CaseView>> CaseForPreviewAsync(Guid userId, string caseNumber, CancellationToken cancel = default) => Task.FromResult<Outcome<CaseView>>(Case);

    public Task<Outcome<CaseView>> CaseForReaderAsync(Guid userId, Guid caseId, CancellationToken cancel = default) => Task.FromResult<Outcome<CaseView>>(Case);
}

/// <summary>The desk around a panel that is rendered alone.</summary>
public sealed class OneDesk(StaffMember person, FakeDispatch dispatch) : IDesk
{
    public StaffMember Person => person;

    public ShortcutMap Shortcuts => ShortcutMap.Default;

    public int LookedAgain { get; private set; }

    public Task<Outcome> FinishAsync(WorkItem item, Guid commandId, WorkResult result) => dispatch.FinishAsync(person.Id, item.Id, commandId, result);

    public Task<IReadOnlyList<WorkItem>> ReserveNextAsync(WorkItem item, int most) => dispatch.ReserveAsync(person.Id, most, _ => true);

    public Task<Outcome> OpenSheetAsync() => Task.FromResult(Outcome.No("entry.no-sheet"));

    public Task CloseSheetAsync() => Task.CompletedTask;

    public Task<IReadOnlyList<Refusal>> FinishBesideAsync(Guid commandId, IReadOnlyList<(WorkItem Item, WorkResult Result)> finished) => Task.FromResult<IReadOnlyList<Refusal>>([]);

    public Task<Outcome> PutAsideAsync(Guid itemId) => dispatch.PutAsideAsync(person.Id, itemId);

    public async Task SaveDraftAsync(Guid itemId, string draft) => await dispatch.SaveDraftAsync(person.Id, itemId, draft);

    public Task LookAgainAsync()
    {
        LookedAgain++;
        return Task.CompletedTask;
    }
}

/// <summary>A branch without tasks and cases.</summary>
public sealed class NoBranchTasks : IBranchLists
{
    public Task<int> QuestionsAsync(string branchCode, CancellationToken cancel = default) => Task.FromResult(0);

    public Task<SubmittedCase?> FindSubmissionAsync(Guid userId, Guid submissionId, CancellationToken cancel = default) => Task.FromResult<SubmittedCase?>(null);

    public Task<IReadOnlyList<CaseRow>> CasesAsync(string? branchCode, Guid? submittedBy, string? search, int take, CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<CaseRow>>([]);

    public Task<IReadOnlyList<BranchTask>> TasksAsync(string branchCode, CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<BranchTask>>([]);
}
