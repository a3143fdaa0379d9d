using CentralOps.Domain.Administration;
using CentralOps.Web.Shell;
using Microsoft.AspNetCore.Components.Authorization;

namespace CentralOps.Web.Account;

/// <summary>The person of the present circuit or page request.</summary>
internal sealed class CurrentStaff(AuthenticationStateProvider states, IStaffDirectory staff) : ICurrentStaff
{
    public async ValueTask<StaffMember> GetAsync(CancellationToken cancel = default) =>
        await FindAsync(cancel) ?? throw new InvalidOperationException("nobody is logged in");

    public async ValueTask<StaffMember?> FindAsync(CancellationToken cancel = default) =>
        (await states.GetAuthenticationStateAsync()).User.StaffId() is { } id ? await staff.FindAsync(id, cancel) : null;
}
