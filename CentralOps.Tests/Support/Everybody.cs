using CentralOps.Domain.Administration;

namespace CentralOps.Tests.Support;

/// <summary>Whoever is asked for is somebody who may do everything at every shipped post.</summary>
internal sealed class Everybody : IStaffDirectory, IWorkPosts
{
    private static readonly string[] Codes = [.. WorkPosts.Shipped().Select(p => p.Code)];
    private static readonly HashSet<string> Rights = [Permissions.DutyWork];

    public IReadOnlyList<WorkPost> All { get; } = WorkPosts.Shipped();

    public ValueTask<StaffMember?> FindAsync(Guid id, CancellationToken cancel = default) =>
        new(new StaffMember(id, id.ToString("N"), "x", "0001", Codes, 2, null, true, [], Rights));

    public ValueTask<StaffMember?> FindByUserNameAsync(string userName, CancellationToken cancel = default) => new((StaffMember?)null);

    public ValueTask<IReadOnlyList<StaffMember>> AllAsync(CancellationToken cancel = default) => new((IReadOnlyList<StaffMember>)[]);
}
