using System.Text.RegularExpressions;
using CentralOps.Domain.Administration.Changes;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Administration;

/// <summary>Keeps branches, posts and parameters; every method writes the audit trail in the same transaction.</summary>
public interface IReferenceDataStore
{
    /// <summary>Adds or changes a branch. Refusal <c>administration.changed-meanwhile</c> when somebody else was quicker.</summary>
    Task<Outcome> SaveBranchAsync(Branch branch, string by, CancellationToken cancel = default);

    /// <summary>Adds or changes a post. Refusal <c>administration.changed-meanwhile</c> when somebody else was quicker.</summary>
    Task<Outcome> SavePostAsync(WorkPost post, string by, ProposedChange? approved, CancellationToken cancel = default);

    /// <summary>Adds a value of a parameter, with the decision on it when it needed one. Refusal <c>administration.change-decided</c> when somebody else decided meanwhile.</summary>
    Task<Outcome> AddParameterAsync(Parameter parameter, ProposedChange? approved, CancellationToken cancel = default);

    /// <summary>All values ever set, newest first.</summary>
    Task<IReadOnlyList<Parameter>> ParametersAsync(CancellationToken cancel = default);
}

/// <summary>Branches are kept by administrators.</summary>
public sealed partial class ManageReferenceData(IReferenceDataStore store)
{
    /// <summary>Adds or changes a branch (by its code).</summary>
    public async Task<Outcome> SaveBranchAsync(StaffMember by, Branch branch, CancellationToken cancel = default)
    {
        if (!by.May(Permissions.AdminUsers))
            return new Refusal("administration.not-permitted");
        if (!BranchCode().IsMatch(branch.Code))
            return new Refusal("administration.bad-branch-code");
        return Named(branch.NameZh, branch.NameEn) ? await store.SaveBranchAsync(branch, by.UserName, cancel) : new Refusal("administration.name-missing");
    }

    internal static bool Named(string zh, string en) => zh.Trim().Length is > 0 and <= 64 && en.Trim().Length is > 0 and <= 64;

    [GeneratedRegex("^[0-9A-Z]{2,16}$")]
    private static partial Regex BranchCode();
}
