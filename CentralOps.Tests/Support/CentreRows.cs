using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes;

namespace CentralOps.Tests.Support;

/// <summary>Rows of cases, tasks and sessions as the centre leaves them, at a fixed time.</summary>
internal static class CentreRows
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 2, 0, 0, TimeSpan.Zero);

    private static int _number;

    public static Case ACase(string branch = "3101", CaseStatus status = CaseStatus.Running, Guid? by = null, DateTimeOffset? submitted = null, DateTimeOffset? finished = null, string? customer = null)
    {
        var @case = new Case
        {
            Number = $"20261123{Interlocked.Increment(ref _number):0000000}",
            BusinessType = "cheque-transfer",
            BranchCode = branch,
            SubmittedBy = by ?? Ids.New(),
            BusinessDate = new DateOnly(2026, 11, 23),
            SubmittedAt = submitted ?? Now.AddMinutes(-10),
            DueAt = (submitted ?? Now.AddMinutes(-10)).AddMinutes(15),
            Process = new ProcessState(),
        };
        if (customer is not null) @case.Know(customer);
        if (status == CaseStatus.WithBranch) @case.SendToBranch();
        if (status == CaseStatus.Incident) @case.Stop();
        if (status == CaseStatus.Suspended) @case.Suspend();
        if (status is CaseStatus.Completed or CaseStatus.Rejected or CaseStatus.Withdrawn) @case.End(status, finished ?? Now);
        return @case;
    }

    public static WorkItem Work(Case @case, string post = "entry", WorkKind kind = WorkKind.Human, WorkState state = WorkState.Waiting, double dueIn = 20, double age = 5, double? notBefore = null, Guid? holder = null, string step = "entry.fields", string task = "entry.slice") => new WorkItem
    {
        CaseId = @case.Id,
        TokenId = Ids.New(),
        Step = step,
        Kind = kind,
        Task = task,
        Post = post,
        BranchCode = @case.BranchCode,
        BusinessType = @case.BusinessType,
        EnqueuedAt = Now.AddMinutes(-age),
        DueAt = Now.AddMinutes(dueIn),
        NotBefore = notBefore is { } minutes ? Now.AddMinutes(minutes) : null,
    }.In(state, holder, Now.AddMinutes(-1));
}

/// <summary>A bank's people, posts, parameters and date, from memory.</summary>
internal sealed class FakeBank : IStaffDirectory, IWorkPosts, IParameters, IBusinessCalendar
{
    public List<StaffMember> Staff { get; } = [];

    public DateOnly Today => new(2026, 11, 23);

    public string? Get(string key) => ParameterKeys.All.FirstOrDefault(p => p.Key == key)?.Default;

    public decimal Number(string key) => decimal.Parse(Get(key)!, System.Globalization.CultureInfo.InvariantCulture);

    public ValueTask<StaffMember?> FindAsync(Guid id, CancellationToken cancel = default) => ValueTask.FromResult(Staff.Find(s => s.Id == id));

    public ValueTask<StaffMember?> FindByUserNameAsync(string userName, CancellationToken cancel = default) => ValueTask.FromResult(Staff.Find(s => s.UserName == userName));

    ValueTask<IReadOnlyList<StaffMember>> IStaffDirectory.AllAsync(CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<StaffMember>>(Staff);

    IReadOnlyList<WorkPost> IWorkPosts.All => WorkPosts.Shipped();
}
