using System.Security.Claims;
using CentralOps.Domain.Administration;
using CentralOps.Infrastructure.Database.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CentralOps.Infrastructure.Administration;

/// <summary>What a session carries: id, name, roles, the roles' permissions, and that the password must be changed first.</summary>
internal sealed class StaffClaims(UserManager<StaffUser> users, RoleManager<StaffRole> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<StaffUser, StaffRole>(users, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(StaffUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        if (user.MustChangePassword)
            identity.AddClaim(new Claim(SessionClaims.MustChangePassword, "true"));
        return identity;
    }
}
