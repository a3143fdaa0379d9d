namespace CentralOps.Domain.Administration;

/// <summary>What a person may do. Each name is also the name of the authorization policy that pages, endpoints and hubs ask for.</summary>
public static class Permissions
{
    /// <summary>Type of the claims that carry permissions.</summary>
    public const string ClaimType = "permission";

    /// <summary>Capture and submit cases of one's own branch, answer returns, withdraw.</summary>
    public const string CaseSubmit = "case.submit";

    /// <summary>See cases of one's own branch.</summary>
    public const string CaseView = "case.view";

    /// <summary>See cases of all branches.</summary>
    public const string CaseViewAll = "case.view-all";

    /// <summary>Give supplementary authorization for one's own branch.</summary>
    public const string BranchAuthorize = "branch.authorize";

    /// <summary>Work on tasks of one's own branch, as teller or as its supervisor. Not granted by itself: either of the two permissions in it is enough.</summary>
    public const string BranchWork = CaseSubmit + "|" + BranchAuthorize;

    /// <summary>Sign in to posts and work on tasks.</summary>
    public const string DutyWork = "duty.work";

    /// <summary>Watch the boards.</summary>
    public const string BoardView = "board.view";

    /// <summary>See what thresholds do. Not granted by itself: either of the two permissions in it is enough.</summary>
    public const string ThresholdView = BoardView + "|" + AdminConfiguration;

    /// <summary>Reassign, raise, hold and return tasks; answer escalations and incidents.</summary>
    public const string DispatchManage = "dispatch.manage";

    /// <summary>Watch postings, compare them with the core, ask for and decide on reversals, deal with messages that were given up.</summary>
    public const string PostingManage = "posting.manage";

    /// <summary>Manage people, roles and branches.</summary>
    public const string AdminUsers = "admin.users";

    /// <summary>Manage posts, parameters, thresholds, processes, rules and templates.</summary>
    public const string AdminConfiguration = "admin.configuration";

    /// <summary>See proposed changes and decide on those of one's own field. Not granted by itself: either of the two permissions in it is enough.</summary>
    public const string ChangeView = AdminUsers + "|" + AdminConfiguration;

    /// <summary>Read, verify and export the audit trail.</summary>
    public const string AuditRead = "audit.read";

    /// <summary>Search images of all branches.</summary>
    public const string ImageQuery = "image.query";

    /// <summary>Watch the technical state: jobs, outbox, core banking, recognition.</summary>
    public const string SystemView = "system.view";

    /// <summary>All permissions in the order in which the matrix shows them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        CaseSubmit, CaseView, CaseViewAll, BranchAuthorize, DutyWork, BoardView, DispatchManage, PostingManage,
        AdminUsers, AdminConfiguration, AuditRead, ImageQuery, SystemView,
    ];
}
