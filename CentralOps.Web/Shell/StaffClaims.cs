using System.Security.Claims;
using CentralOps.Domain.Administration;

namespace CentralOps.Web.Shell;

/// <summary>Reads what the session cookie says.</summary>
public static class StaffClaims
{
    /// <summary>User id of the person, or null. In endpoints and hubs use this with <see cref="IStaffDirectory"/>.</summary>
    public static Guid? StaffId(this ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    /// <summary>True when the session carries the permission; <c>a|b</c> = either.</summary>
    public static bool May(this ClaimsPrincipal principal, string permission) => permission.Split('|').Any(p => principal.HasClaim(Permissions.ClaimType, p));
}
