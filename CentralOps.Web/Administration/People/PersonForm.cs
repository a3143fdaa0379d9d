using CentralOps.Domain.Administration;

namespace CentralOps.Web.Administration.People;

/// <summary>What the editor's boxes hold.</summary>
public sealed class PersonForm
{
    /// <summary>The person; null = a new one.</summary>
    public Guid? Id { get; init; }

    /// <summary>What they type to log in.</summary>
    public string UserName { get; set; } = "";

    /// <summary>Name that colleagues read.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>Their branch.</summary>
    public string BranchCode { get; set; } = "";

    /// <summary>Ticked roles.</summary>
    public HashSet<string> Roles { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Ticked posts.</summary>
    public HashSet<string> Posts { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Authorization level.</summary>
    public int Level { get; set; }

    /// <summary>Amount limit in yuan; null = none.</summary>
    public decimal? AmountLimit { get; set; }

    /// <summary>The boxes for a person, or for a new one.</summary>
    public static PersonForm Of(StaffMember? staff, IReadOnlyList<Branch> branches) => staff is null
        ? new PersonForm { BranchCode = branches.FirstOrDefault(b => b.IsCentre)?.Code ?? "" }
        : new PersonForm
        {
            Id = staff.Id,
            UserName = staff.UserName,
            DisplayName = staff.DisplayName,
            BranchCode = staff.BranchCode,
            Roles = staff.Roles.ToHashSet(StringComparer.Ordinal),
            Posts = staff.Posts.ToHashSet(StringComparer.Ordinal),
            Level = staff.AuthorizationLevel,
            AmountLimit = staff.AmountLimit,
        };

    /// <summary>What the use case takes.</summary>
    public PersonDraft ToDraft() => new(
        Id, UserName.Trim(), DisplayName.Trim(), BranchCode, [.. Roles.Order(StringComparer.Ordinal)], [.. Posts.Order(StringComparer.Ordinal)], Level, AmountLimit);
}
