using Microsoft.AspNetCore.Identity;

namespace CentralOps.Infrastructure.Database.Identity;

/// <summary>A person who can log in, with their duty data.</summary>
public sealed class StaffUser : IdentityUser<Guid>
{
    /// <summary>Name that colleagues read.</summary>
    public required string DisplayName { get; set; }

    /// <summary>Branch they belong to; the centre is a branch too.</summary>
    public required string BranchCode { get; set; }

    /// <summary>Codes of the posts they may sign in to, comma separated.</summary>
    public string Posts { get; set; } = "";

    /// <summary>Authorization level, 0 = none.</summary>
    public int AuthorizationLevel { get; set; }

    /// <summary>Largest amount in yuan they may decide on; null = no limit.</summary>
    public decimal? AmountLimit { get; set; }

    /// <summary>May log in.</summary>
    public bool Active { get; set; } = true;

    /// <summary>The password is a one-time code, or was given by somebody else: it must be changed before anything else.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>A password that must be changed logs in until (UTC); null = it does not end.</summary>
    public DateTimeOffset? PasswordUntil { get; set; }

    /// <summary>Last log-in (UTC).</summary>
    public DateTimeOffset? LastLogInAt { get; set; }
}

/// <summary>A role: a named set of permissions (role claims of type <c>permission</c>).</summary>
public sealed class StaffRole : IdentityRole<Guid>
{
    /// <summary>Name in Chinese.</summary>
    public string NameZh { get; set; } = "";
}
