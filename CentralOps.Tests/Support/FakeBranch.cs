using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Versioning;

namespace CentralOps.Tests.Support;

/// <summary>The person at the screen.</summary>
internal sealed class Someone(StaffMember person) : ICurrentStaff
{
    /// <summary>Set, who it is becomes known only when it completes.</summary>
    public TaskCompletionSource? Slow { get; set; }

    /// <summary>How often it was asked.</summary>
    public int Asked { get; private set; }

    public static StaffMember Person(string name, string branch, params string[] permissions) =>
        new(Ids.New(), name, name, branch, [], 0, null, true, [], permissions.ToHashSet(StringComparer.Ordinal));

    public async ValueTask<StaffMember> GetAsync(CancellationToken cancel = default)
    {
        Asked++;
        if (Slow is not null) await Slow.Task;
        return person;
    }

    public ValueTask<StaffMember?> FindAsync(CancellationToken cancel = default) => ValueTask.FromResult<StaffMember?>(person);
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
