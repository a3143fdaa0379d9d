namespace CentralOps.Domain.Administration;

/// <summary>The shipped roles and what each may do at first; an administrator may change the permissions of a role.</summary>
public static class RoleNames
{
    /// <summary>At a branch: captures, submits, answers returns.</summary>
    public const string Teller = "Teller";

    /// <summary>At a branch: supplementary authorization.</summary>
    public const string BranchSupervisor = "BranchSupervisor";

    /// <summary>In the centre: works on tasks of their posts.</summary>
    public const string Operator = "Operator";

    /// <summary>In the centre: decides on authorization posts.</summary>
    public const string Authorizer = "Authorizer";

    /// <summary>In the centre: watches and steers.</summary>
    public const string CentreSupervisor = "CentreSupervisor";

    /// <summary>Manages people, posts and parameters.</summary>
    public const string Administrator = "Administrator";

    /// <summary>Reads everything, changes nothing.</summary>
    public const string Auditor = "Auditor";

    /// <summary>Shipped permissions by role.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Shipped { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        [Teller] = [Permissions.CaseSubmit, Permissions.CaseView],
        [BranchSupervisor] = [Permissions.BranchAuthorize, Permissions.CaseView],
        [Operator] = [Permissions.DutyWork],
        [Authorizer] = [Permissions.DutyWork],
        [CentreSupervisor] = [Permissions.BoardView, Permissions.DispatchManage, Permissions.PostingManage, Permissions.CaseView, Permissions.CaseViewAll, Permissions.ImageQuery, Permissions.SystemView],
        [Administrator] = [Permissions.AdminUsers, Permissions.AdminConfiguration, Permissions.SystemView, Permissions.AuditRead],
        [Auditor] = [Permissions.AuditRead, Permissions.CaseView, Permissions.CaseViewAll, Permissions.ImageQuery, Permissions.BoardView],
    };
}
