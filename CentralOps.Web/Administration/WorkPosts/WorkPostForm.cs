using CentralOps.Domain.Administration;

namespace CentralOps.Web.Administration.WorkPosts;

/// <summary>What the editor's boxes hold.</summary>
public sealed class WorkPostForm
{
    private readonly Guid _version;
    private readonly int _order;

    private WorkPostForm(Guid version, int order) => (_version, _order) = (version, order);

    /// <summary>Key of the post.</summary>
    public string Code { get; set; } = "";

    /// <summary>Name in Chinese.</summary>
    public string NameZh { get; set; } = "";

    /// <summary>Name in English.</summary>
    public string NameEn { get; set; } = "";

    /// <summary>Seconds to take up an offer.</summary>
    public int OfferSeconds { get; set; } = 20;

    /// <summary>Seconds to finish.</summary>
    public int WorkSeconds { get; set; } = 300;

    /// <summary>Seconds kept after a lost line.</summary>
    public int GraceSeconds { get; set; } = 60;

    /// <summary>Target seconds in queue and hand.</summary>
    public int TargetSeconds { get; set; } = 300;

    /// <summary>Who gets the next task.</summary>
    public DispatchPolicy Policy { get; set; }

    /// <summary>Level needed to sign in.</summary>
    public int MinLevel { get; set; }

    /// <summary>People may sign in.</summary>
    public bool Active { get; set; } = true;

    /// <summary>The boxes for a post, or for a new one.</summary>
    public static WorkPostForm Of(WorkPost? post, int nextOrder) => post is null
        ? new WorkPostForm(Guid.Empty, nextOrder)
        : new WorkPostForm(post.Version, post.Order)
        {
            Code = post.Code,
            NameZh = post.NameZh,
            NameEn = post.NameEn,
            OfferSeconds = post.OfferSeconds,
            WorkSeconds = post.WorkSeconds,
            GraceSeconds = post.GraceSeconds,
            TargetSeconds = post.TargetSeconds,
            Policy = post.Policy,
            MinLevel = post.MinLevel,
            Active = post.Active,
        };

    /// <summary>What the use case takes.</summary>
    public WorkPost ToPost() => new()
    {
        Code = Code.Trim(),
        NameZh = NameZh.Trim(),
        NameEn = NameEn.Trim(),
        OfferSeconds = OfferSeconds,
        WorkSeconds = WorkSeconds,
        GraceSeconds = GraceSeconds,
        TargetSeconds = TargetSeconds,
        Policy = Policy,
        MinLevel = MinLevel,
        Order = _order,
        Active = Active,
        Version = _version,
    };
}
