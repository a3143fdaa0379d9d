using CentralOps.Domain.Administration;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Dispatch;
using CentralOps.Infrastructure.Database.Providers.PostgreSql;
using CentralOps.Infrastructure.Database.Providers.Sqlite;
using CentralOps.Infrastructure.Database.Providers.SqlServer;
using CentralOps.Infrastructure.Dispatch;
using CentralOps.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
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
        var duty = new DutyStore(database, Claims, this, this, Feed, Clock);
        Desk = new OperatorDesk(duty, database, this, this, Feed, new CentreFeed(), Signal, Clock);
        Supervisors = new SupervisorDesk(duty, this, Feed, new CentreFeed(), Signal, this, Clock);
        Dispatcher = new Dispatcher(duty, database, Feed, Signal, NullLogger<Dispatcher>.Instance);
        Sweep = new LeaseSweep(duty, database, Feed, new CentreFeed(), Signal, Clock);
    }

    public TestDatabase Database { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));

    public OperatorFeed Feed { get; } = new();

    public DispatchSignal Signal { get; } = new();

    public IClaimSql Claims { get; }

    public OperatorDesk Desk { get; }

    public SupervisorDesk Supervisors { get; }

    public Dispatcher Dispatcher { get; }

    public LeaseSweep Sweep { get; }

    public static async Task<DispatchHost> StartAsync(string provider) => new(await TestDatabase.CreateAsync(provider));

    /// <summary>An operator, signed in to posts with a screen open.</summary>
    public async Task<StaffMember> OnDutyAsync(string name, params string[] posts)
    {
        var person = Person(name, posts);
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

    public async Task<WorkItem> WaitingAsync(string post, int sortKey = 0, string conflict = "", int level = 0, decimal? amount = null)
    {
        var now = Clock.GetUtcNow();
        var item = new WorkItem
        {
            CaseId = Guid.CreateVersion7(), TokenId = Guid.CreateVersion7(), Step = "entry.fields", Kind = WorkKind.Human, Task = "entry.slice", Post = post, SortKey = sortKey,
            EnqueuedAt = now, DueAt = now.AddMinutes(2), BranchCode = "3101", BusinessType = "cheque-transfer", ConflictKey = conflict, Level = level, Amount = amount,
        };
        await using var db = Database.CreateDbContext();
        db.Add(item);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return item;
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

    ValueTask<IReadOnlyList<WorkPost>> IWorkPosts.AllAsync(CancellationToken cancel) => new(WorkPosts.Shipped());

    ValueTask<WorkPost?> IWorkPosts.FindAsync(string code, CancellationToken cancel) => new(WorkPosts.Shipped().FirstOrDefault(p => p.Code == code));

    AuditEntry IAuditTrail.Create(string who, string what, string objectKind, string objectId, object? detail) => new()
    {
        At = Clock.GetUtcNow(), Who = who, What = what, ObjectKind = objectKind, ObjectId = objectId, Detail = "{}", Node = "test", Hash = new string('0', 64),
    };

    Task IAuditTrail.RecordAsync(string who, string what, string objectKind, string objectId, object? detail, CancellationToken cancel) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var screen in _screens) screen.Dispose();
        Dispatcher.Dispose();
        await _writer.DisposeAsync();
        await Database.DisposeAsync();
    }
}
