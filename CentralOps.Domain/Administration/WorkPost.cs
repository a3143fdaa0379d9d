namespace CentralOps.Domain.Administration;

/// <summary>Who gets the next task among those who are ready.</summary>
public enum DispatchPolicy
{
    /// <summary>The person who has been idle longest.</summary>
    LongestIdle,

    /// <summary>The person with the highest level, then the longest idle.</summary>
    MostSkilled,

    /// <summary>Everybody in turn.</summary>
    RoundRobin,
}

/// <summary>A kind of work that people sign in to ("post" on screen).</summary>
public sealed class WorkPost
{
    /// <summary>Code, e.g. <c>entry</c>: the key, one of <see cref="WorkPosts"/> or a bank's own.</summary>
    public required string Code { get; init; }

    /// <summary>Name in Chinese.</summary>
    public required string NameZh { get; set; }

    /// <summary>Name in English.</summary>
    public required string NameEn { get; set; }

    /// <summary>An offered task must be taken up within this many seconds, else the next person gets it.</summary>
    public int OfferSeconds { get; set; } = 20;

    /// <summary>A task should be finished within this many seconds; then its lease ends and it goes back to the queue.</summary>
    public int WorkSeconds { get; set; } = 300;

    /// <summary>After a lost line the task is kept for its holder this many seconds.</summary>
    public int GraceSeconds { get; set; } = 60;

    /// <summary>Target time in queue and hand together, seconds: what is due and breached on the boards.</summary>
    public int TargetSeconds { get; set; } = 300;

    /// <summary>Who gets the next task.</summary>
    public DispatchPolicy Policy { get; set; }

    /// <summary>Authorization level that a person needs to sign in here; 0 = none.</summary>
    public int MinLevel { get; set; }

    /// <summary>Order in lists.</summary>
    public int Order { get; set; }

    /// <summary>People may sign in.</summary>
    public bool Active { get; set; } = true;

    /// <summary>Concurrency stamp.</summary>
    public Guid Version { get; set; }

    /// <summary>Whoever sits here decides what becomes of a case. Keying and sorting pages is no decision, because others key or look again; a bank's own post may be given any task.</summary>
    public bool Decides => Code is not (WorkPosts.Entry or WorkPosts.Classification);

    /// <summary>True when going from one to the other takes two people: people of a lower level may decide.</summary>
    public bool NeedsSecondPerson(WorkPost before) => Decides && MinLevel < before.MinLevel;
}

/// <summary>Codes of the shipped posts.</summary>
public static class WorkPosts
{
    /// <summary>Keys slices and whole vouchers.</summary>
    public const string Entry = "entry";

    /// <summary>Settles two differing keys.</summary>
    public const string Arbitration = "arbitration";

    /// <summary>Puts right what a data check found.</summary>
    public const string Correction = "correction";

    /// <summary>Says what a page is when the machine is unsure.</summary>
    public const string Classification = "classification";

    /// <summary>Compares seals.</summary>
    public const string Seal = "seal";

    /// <summary>Calls the customer's contact on file.</summary>
    public const string Phone = "phone";

    /// <summary>Decides on risk hits.</summary>
    public const string Risk = "risk";

    /// <summary>Reviews the whole case.</summary>
    public const string Review = "review";

    /// <summary>Authorizes, level 1.</summary>
    public const string Authorization1 = "authorization-1";

    /// <summary>Authorizes, level 2.</summary>
    public const string Authorization2 = "authorization-2";

    /// <summary>Decides on orders that landed from online banking.</summary>
    public const string Landing = "landing";

    /// <summary>Looks at what the machine could not go on with.</summary>
    public const string Incident = "incident";

    /// <summary>The shipped posts.</summary>
    public static IReadOnlyList<WorkPost> Shipped() =>
    [
        Post(1, Entry, "录入岗", "Entry", work: 120, target: 120),
        Post(2, Arbitration, "仲裁岗", "Arbitration", work: 120, target: 120),
        Post(3, Correction, "数据修正岗", "Data correction", work: 300, target: 300),
        Post(4, Classification, "影像分类岗", "Classification", work: 180, target: 180),
        Post(5, Seal, "验印岗", "Seal verification", work: 300, target: 240),
        Post(6, Phone, "电话核实岗", "Phone verification", work: 900, target: 900),
        Post(7, Risk, "风险处理岗", "Risk", work: 600, target: 600),
        Post(8, Review, "后台审核岗", "Review", work: 600, target: 300),
        Post(9, Authorization1, "授权岗(一级)", "Authorization, level 1", work: 300, target: 180, level: 1),
        Post(10, Authorization2, "授权岗(二级)", "Authorization, level 2", work: 300, target: 180, level: 2),
        Post(11, Incident, "异常处理岗", "Incidents", work: 1800, target: 1800),
        Post(12, Landing, "网银落地岗", "Landed orders", work: 600, target: 600),
    ];

    private static WorkPost Post(int order, string code, string zh, string en, int work, int target, int level = 0) => new()
    {
        Code = code,
        NameZh = zh,
        NameEn = en,
        WorkSeconds = work,
        TargetSeconds = target,
        MinLevel = level,
        Order = order,
    };
}

/// <summary>Reads posts, from a short-lived cache.</summary>
public interface IWorkPosts
{
    /// <summary>All posts in their order.</summary>
    IReadOnlyList<WorkPost> All { get; }

    /// <summary>The post with this code, or null.</summary>
    WorkPost? Find(string code) => All.FirstOrDefault(p => p.Code == code);

    /// <summary>All posts in their order.</summary>
    ValueTask<IReadOnlyList<WorkPost>> AllAsync(CancellationToken cancel = default) => new(All);

    /// <summary>The post with this code, or null.</summary>
    ValueTask<WorkPost?> FindAsync(string code, CancellationToken cancel = default) => new(Find(code));
}

/// <summary>Tells what comes to a post.</summary>
public interface IPostUse
{
    /// <summary>Tasks of published processes, with the processes that send them there.</summary>
    IReadOnlyList<PostTask> Of(string post);
}

/// <summary>A kind of task that comes to a post.</summary>
/// <param name="Task">Kind of task, e.g. <c>entry.slice</c>.</param>
/// <param name="Process">Name of the process that sends it there; null = any process that stops.</param>
public sealed record PostTask(string Task, string? Process);
