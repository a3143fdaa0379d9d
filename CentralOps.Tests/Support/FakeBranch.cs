using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Configuration;
using CentralOps.Domain.Intake;
using CentralOps.Domain.Kernel;

namespace CentralOps.Tests.Support;

/// <summary>The person at the screen.</summary>
internal sealed class Someone(StaffMember person) : ICurrentStaff
{
    public static StaffMember Teller { get; } = Person("teller", "3101", Permissions.CaseSubmit, Permissions.CaseView);

    public static StaffMember BranchSupervisor { get; } = Person("manager", "3101", Permissions.BranchAuthorize, Permissions.CaseView);

    public static StaffMember CentreSupervisor { get; } = Person("supervisor", "0001", Permissions.BoardView, Permissions.DispatchManage, Permissions.CaseView, Permissions.CaseViewAll);

    public static StaffMember Person(string name, string branch, params string[] permissions) =>
        new(Ids.New(), name, name, branch, [], 0, null, true, [], permissions.ToHashSet(StringComparer.Ordinal));

    public ValueTask<StaffMember> GetAsync(CancellationToken cancel = default) => ValueTask.FromResult(person);

    public ValueTask<StaffMember?> FindAsync(CancellationToken cancel = default) => ValueTask.FromResult<StaffMember?>(person);
}

/// <summary>A centre that accepts what a branch sends and remembers it.</summary>
internal sealed class FakeCounter : IBranchCounter
{
    public List<Submission> Sent { get; } = [];

    public List<(Guid Item, IReadOnlyList<PageReplacement> Pages, string? Text)> Answers { get; } = [];

    public List<(Guid Item, WorkResult Result)> Decisions { get; } = [];

    /// <summary>What the centre says no with.</summary>
    public Refusal? Refusal { get; set; }

    /// <summary>Set, the centre answers only when it completes.</summary>
    public TaskCompletionSource? Slow { get; set; }

    public List<BusinessType> Types { get; } =
    [
        new()
        {
            Key = "cheque-transfer", NameZh = "转账支票", NameEn = "Cheque transfer", Process = "cheque-transfer", Minutes = 15,
            Vouchers = [new RequiredVoucher("cheque"), new RequiredVoucher("paying-in-slip", Required: false)],
            Checklist = [new ChecklistItem("original", "已核对支票原件", "Original seen"), new ChecklistItem("slip", "进账单已填", "Slip filled in", Mandatory: false)],
        },
    ];

    public IReadOnlyList<BusinessType> BusinessTypes() => Types;

    public Dictionary<string, IReadOnlyList<FormBox>> Forms { get; } = [];

    public IReadOnlyList<FormBox> FormOf(string businessType) => Forms.GetValueOrDefault(businessType, []);

    public Task<Outcome<IReadOnlyList<DraftPage>>> CaptureAsync(Guid userId, string fileName, ReadOnlyMemory<byte> file, CancellationToken cancel = default) =>
        throw new NotSupportedException("files do not come through the circuit");

    public async Task<Outcome<SubmittedCase>> SubmitAsync(Guid userId, Submission submission, CancellationToken cancel = default)
    {
        Sent.Add(submission);
        if (Slow is not null) await Slow.Task;
        if (Refusal is not null) return Refusal;
        return new SubmittedCase(submission.SubmissionId, "202611230000042", new DateTimeOffset(2026, 11, 23, 2, 15, 0, TimeSpan.Zero));
    }

    public Task<Outcome> WithdrawAsync(Guid userId, Guid caseId, CancellationToken cancel = default) => Task.FromResult(new Outcome(Refusal));

    public Task<Outcome> AnswerReturnAsync(Guid userId, Guid itemId, Guid commandId, IReadOnlyList<PageReplacement> pages, string? text, IReadOnlyDictionary<string, string>? form = null, CancellationToken cancel = default)
    {
        Answers.Add((itemId, pages, text));
        return Task.FromResult(new Outcome(Refusal));
    }

    public Task<Outcome> AnswerPictureAsync(Guid userId, Guid itemId, Guid commandId, IReadOnlyList<PageReplacement> pages, string? text, CancellationToken cancel = default) =>
        AnswerReturnAsync(userId, itemId, commandId, pages, text, null, cancel);

    public Task<Outcome> DecideAsync(Guid userId, Guid itemId, Guid commandId, WorkResult result, CancellationToken cancel = default)
    {
        Decisions.Add((itemId, result));
        return Task.FromResult(new Outcome(Refusal));
    }
}

/// <summary>What the branch has.</summary>
internal sealed class FakeLists : IBranchLists
{
    public Task<int> QuestionsAsync(string branchCode, CancellationToken cancel = default) => Task.FromResult(0);

    public Dictionary<Guid, SubmittedCase> Submissions { get; } = [];

    public List<CaseRow> Cases { get; } = [];

    public List<BranchTask> Tasks { get; } = [];

    public Task<IReadOnlyList<CaseRow>> CasesAsync(string? branchCode, Guid? submittedBy, string? search, int take, CancellationToken cancel = default) =>
        Task.FromResult<IReadOnlyList<CaseRow>>([.. Cases]);

    public Task<SubmittedCase?> FindSubmissionAsync(Guid userId, Guid submissionId, CancellationToken cancel = default) =>
        Task.FromResult(Submissions.GetValueOrDefault(submissionId));

    public Task<IReadOnlyList<BranchTask>> TasksAsync(string branchCode, CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<BranchTask>>([.. Tasks]);
}

/// <summary>A case that has just been submitted.</summary>
internal sealed class FakeProgress : ICaseProgress
{
    public Task<CaseProgress?> FindAsync(Guid userId, Guid caseId, CancellationToken cancel = default) => Task.FromResult<CaseProgress?>(new CaseProgress
    {
        CaseId = caseId,
        Number = "202611230000042",
        BusinessType = "cheque-transfer",
        SubmittedAt = new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero),
        DueAt = new DateTimeOffset(2026, 11, 23, 2, 15, 0, TimeSpan.Zero),
        ExpectedAt = new DateTimeOffset(2026, 11, 23, 2, 4, 0, TimeSpan.Zero),
    });
}

/// <summary>A bank that has published nothing.</summary>
internal sealed class NothingPublished : IPublishedConfiguration
{
    public ConfigurationVersion? Current(string kind, string key) => null;

    public ConfigurationVersion? Exact(string kind, string key, int version) => null;

    public IReadOnlyList<ConfigurationVersion> AllCurrent(string kind) => [];

    public T Parsed<T>(ConfigurationVersion version, Func<ConfigurationVersion, T> parse) where T : class => parse(version);
}
