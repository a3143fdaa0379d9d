using CentralOps.Domain.Administration;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Dispatch.Duty;
using CentralOps.Domain.Dispatch.Supervision;
using CentralOps.Infrastructure.Database.Providers.Sqlite;
using CentralOps.Infrastructure.Dispatch;
using CentralOps.Infrastructure.Dispatch.Claims;
using CentralOps.Infrastructure.Dispatch.Persistence;
using CentralOps.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CentralOps.Tests.Dispatch;

/// <summary>The real dispatch over a real database, with people and posts made up by the test.</summary>
internal sealed class DispatchHost : IStaffDirectory, IWorkPosts, IAuditTrail, IAsyncDisposable
{
    private readonly List<StaffMember> _people = [];
    private readonly List<IDisposable> _screens = [];
    private readonly SqliteWriter _writer;

    private DispatchHost(TestDatabase database)
    {
        Database = database;
        _writer = new SqliteWriter(database);
        Claims = database.Settings.Provider switch { "postgresql" => new PostgreSqlClaims(), "sqlserver" => new SqlServerClaims(), _ => new SqliteClaims(_writer) };
        var store = new DispatchStore(database, Claims);
        var (give, news) = (new GiveWork(store, this, this, Feed, Clock), new DispatchNews(Feed, new CentreFeed(), Signal));
        Desk = new OperatorDesk(store, give, this, this, news, Clock);
        Supervisors = new SupervisorDesk(store, this, this, news, this, Clock);
        Dispatcher = new HandOut(store, give, this, this, Feed, Clock);
        Sweep = new LeaseSweep(store, news, Clock);
        Duty = new DutyCheck(store, this, this, news, Clock);
    }

    public TestDatabase Database { get; }

    public IReadOnlyList<WorkPost> Posts { get; } = WorkPosts.Shipped();

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));

    public OperatorFeed Feed { get; } = new();

    public DispatchSignal Signal { get; } = new();

    public IClaimSql Claims { get; }

    public OperatorDesk Desk { get; }

    public SupervisorDesk Supervisors { get; }

    public HandOut Dispatcher { get; }

    public LeaseSweep Sweep { get; }

    public DutyCheck Duty { get; }

    public static async Task<DispatchHost> StartAsync(string provider) => new(await TestDatabase.CreateAsync(provider));

    /// <summary>An operator, signed in to posts with a screen open.</summary>
    public Task<StaffMember> OnDutyAsync(string name, params string[] posts) => OnDutyAsync(Person(name, posts), posts);

    public async Task<StaffMember> OnDutyAsync(StaffMember person, params string[] posts)
    {
        _screens.Add(Feed.Subscribe(person.Id, _ => Task.CompletedTask));
        Assert.True((await Desk.SignInAsync(person.Id, posts, TestContext.Current.CancellationToken)).Succeeded);
        return person;
    }

    public StaffMember Person(string name, string[] posts, int level = 0, decimal? limit = null)
    {
        var person = new StaffMember(Guid.CreateVersion7(), name, name, "0001", posts, level, limit, true, [], new HashSet<string> { Permissions.DutyWork, Permissions.DispatchManage });
        _people.Add(person);
        return person;
    }

    /// <summary>An administrator changes a person.</summary>
    public void Change(StaffMember person) => _people[_people.FindIndex(p => p.Id == person.Id)] = person;

    public async Task<WorkItem> WaitingAsync(string post, int sortKey = 0, string conflict = "", int level = 0, decimal? amount = null, Guid? caseId = null, WorkKind kind = WorkKind.Human)
    {
        var now = Clock.GetUtcNow();
        var item = new WorkItem
        {
            CaseId = caseId ?? Guid.CreateVersion7(), TokenId = Guid.CreateVersion7(), Step = "entry.fields", Kind = kind, Task = "entry.slice", Post = post, SortKey = sortKey,
            EnqueuedAt = now, DueAt = now.AddMinutes(2), BranchCode = "3101", BusinessType = "cheque-transfer", ConflictKey = conflict, Level = level, Amount = amount,
        };
        await using var db = Database.CreateDbContext();
        db.Add(item);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return item;
    }

    /// <summary>The holder of a task finishes it.</summary>
    public async Task FinishAsync(StaffMember holder, WorkItem item)
    {
        await using var db = Database.CreateDbContext();
        (await db.Set<WorkItem>().FirstAsync(w => w.Id == item.Id, TestContext.Current.CancellationToken)).Finish(Clock.GetUtcNow());
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        await Desk.ReleasedAsync(holder.Id, item.Id, TestContext.Current.CancellationToken);
    }

    public async Task<WorkItem> ReloadAsync(WorkItem item)
    {
        await using var db = Database.CreateDbContext();
        return await db.Set<WorkItem>().AsNoTracking().FirstAsync(w => w.Id == item.Id, TestContext.Current.CancellationToken);
    }

    public async Task<DutySession> SessionAsync(StaffMember person)
    {
        await using var db = Database.CreateDbContext();
        return await db.Set<DutySession>().AsNoTracking().OrderByDescending(s => s.SignedInAt).FirstAsync(s => s.UserId == person.Id, TestContext.Current.CancellationToken);
    }

    ValueTask<StaffMember?> IStaffDirectory.FindAsync(Guid id, CancellationToken cancel) => new(_people.Find(p => p.Id == id));

    ValueTask<StaffMember?> IStaffDirectory.FindByUserNameAsync(string userName, CancellationToken cancel) => new(_people.Find(p => p.UserName == userName));

    ValueTask<IReadOnlyList<StaffMember>> IStaffDirectory.AllAsync(CancellationToken cancel) => new(_people);

    IReadOnlyList<WorkPost> IWorkPosts.All => Posts;

    AuditEntry IAuditTrail.Create(string who, string what, string objectKind, string objectId, object? detail) => new()
    {
        At = Clock.GetUtcNow(), Who = who, What = what, ObjectKind = objectKind, ObjectId = objectId, Detail = "{}", Node = "test", Hash = new string('0', 64),
    };

    Task IAuditTrail.RecordAsync(string who, string what, string objectKind, string objectId, object? detail, CancellationToken cancel) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var screen in _screens) screen.Dispose();
        await _writer.DisposeAsync();
        await Database.DisposeAsync();
    }
}
