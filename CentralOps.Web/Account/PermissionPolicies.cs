using CentralOps.Domain.Administration;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace CentralOps.Web.Account;

/// <summary>Every permission is a policy of the same name: logged in, and one of the person's roles allows it. <c>a|b</c> = either.</summary>
internal sealed class PermissionPolicies(IOptions<AuthorizationOptions> options) : DefaultAuthorizationPolicyProvider(options)
{
    private static readonly Dictionary<string, AuthorizationPolicy> Policies = ((string[])[.. Permissions.All, Permissions.BranchWork, Permissions.ThresholdView, Permissions.ChangeView]).ToDictionary(
        p => p,
        p => new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireClaim(Permissions.ClaimType, p.Split('|')).Build(),
        StringComparer.Ordinal);

    public override Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) =>
        Policies.TryGetValue(policyName, out var policy) ? Task.FromResult<AuthorizationPolicy?>(policy) : base.GetPolicyAsync(policyName);
}
